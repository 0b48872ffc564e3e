/** What is known of vulnerabilities in an image, as an OpenVEX document within an in-toto statement. */
import type { SparkChange } from '../catalog/artifacts.ts'
import { VULNERABILITY } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { isPackage, type Stated, statementsOf } from '../catalog/statements.ts'
import { hexOf, sha256 } from '../oci/digest.ts'
import { encodeStatement } from '../oci/statement.ts'
import { type Referrer, statementReferrer } from '../registry/referrers.ts'
import { type AttestedImage, ociPurl, type Package } from './package.ts'

/** The document's context, and as the specification wants it (ATTESTING.md) the type of the predicate. */
export const OPENVEX = 'https://openvex.dev/ns/v0.2.0'
/** A document with another content has another id, so that each is version 1. */
const NAMESPACE = 'https://github.com/org/spark-images-action/vex'

interface VexRun {
  readonly catalog: Pick<Catalog, 'epoch' | 'vex'>
  /** Where the image's sources are: whose document it is. */
  readonly source: string
}

interface CompiledVex {
  /** To attach to the image; undefined where there is nothing to say of it. */
  readonly referrer?: Referrer
  /** The catalog's statements that are in it. */
  readonly used: readonly Stated[]
  /** What is not in it, in words. */
  readonly notes: readonly string[]
}

/** A package of the image, or what a shaded jar of the image has in it. */
interface Part {
  readonly purl: string
  readonly owner: Package
}

/** A statement, but for the product. The same fields as OpenVEX has, in its order. */
interface Claim {
  readonly vulnerability: string
  readonly timestamp: string
  readonly purls: readonly string[]
  readonly status: Stated['status']
  readonly status_notes: string
  readonly justification?: Stated['justification']
  readonly impact_statement?: string
  readonly action_statement?: string
}

/**
 * The OpenVEX 0.2.0 document of an image (https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md), in the form in which
 * `trivy image --vex oci` looks for it: a bare in-toto statement with the annotation `in-toto.io/predicate-type`. The
 * catalog's statements that are about a package of the image are in it, and what the bill of materials proves of the
 * catalog's changes. The same image and catalog give the same bytes.
 * @param packages the image's bill of materials.
 */
export function compileVex(image: AttestedImage, packages: readonly Package[], run: VexRun): CompiledVex {
  const parts = packages.flatMap((owner) => partsOf(owner, owner))
  const written = writtenClaims(statementsOf(run.catalog), parts)
  const proved = provedClaims(image.cell.changes, parts, run.catalog.epoch, written.taken)
  const claims = [...written.claims, ...proved.claims]
  const notes = [...written.notes, ...proved.notes]
  if (claims.length === 0) return { used: written.used, notes }
  // "Document": it is issued when its last statement is.
  const timestamp = [run.catalog.epoch, ...claims.map((claim) => claim.timestamp)].sort().at(-1) ?? ''
  const blob = encode(image, claims, { author: run.source, timestamp })
  return {
    referrer: statementReferrer(OPENVEX, blob, timestamp),
    used: written.used,
    notes,
  }
}

function partsOf(entry: Package, owner: Package): Part[] {
  const inner = (entry.contains ?? []).flatMap((one) => partsOf(one, owner))
  return entry.purl === undefined ? inner : [{ purl: entry.purl, owner }, ...inner]
}

function isAbout({ package: name, shaded }: Stated, { purl, owner }: Part): boolean {
  if (owner.purl === undefined || !isPackage(name, owner.purl)) return false
  return shaded === undefined ? purl === owner.purl : purl !== owner.purl && isPackage(shaded, purl)
}

/** What the catalog states. A package has one status by a vulnerability: that of the first statement. */
function writtenClaims(statements: readonly Stated[], parts: readonly Part[]) {
  const [claims, used, notes]: [Claim[], Stated[], string[]] = [[], [], []]
  const taken = new Set<string>()
  for (const stated of statements) {
    const { vulnerability, status } = stated
    const found = unique(parts.filter((part) => isAbout(stated, part)))
    const left = status === 'not_affected' || status === 'fixed' ? found.filter(isElsewhere) : []
    for (const purl of left)
      notes.push(
        `${vulnerability} of ${purl} is not stated: ${stated.package} is not all that has it, and a scanner can't tell them apart`,
      )
    const purls = found.filter((purl) => !left.includes(purl) && !taken.has(`${vulnerability} ${purl}`))
    if (found.length === 0)
      notes.push(
        `${vulnerability} of ${stated.shaded ?? stated.package} is not stated: the image has no such package`,
      )
    if (purls.length === 0) continue
    for (const purl of purls) taken.add(`${vulnerability} ${purl}`)
    claims.push(claimOf(stated, purls))
    used.push(stated)

    /** Whether the same package is also in a jar that nobody says this of: scanners go by the package URL alone. */
    function isElsewhere(purl: string): boolean {
      const same = statements.filter(
        (other) => other.vulnerability === vulnerability && other.status === status,
      )
      return parts.some((part) => part.purl === purl && !same.some((other) => isAbout(other, part)))
    }
  }
  return { claims, used, notes, taken }
}

function claimOf(stated: Stated, purls: readonly string[]): Claim {
  const { vulnerability, status, author, reviewed } = stated
  return {
    vulnerability,
    timestamp: `${reviewed}T00:00:00Z`,
    purls,
    status,
    // OpenVEX has an author for a document only.
    status_notes: `Stated by ${author}, to be reviewed by ${stated['review-by']}.`,
    justification: stated.justification,
    impact_statement: stated.impact,
    action_statement: stated.action,
  }
}

/** What the catalog changed among Spark's jars because of a vulnerability, where the bill of materials bears it out. */
function provedClaims(
  changes: readonly SparkChange[],
  parts: readonly Part[],
  timestamp: string,
  taken: ReadonlySet<string>,
) {
  const [claims, notes]: [Claim[], string[]] = [[], []]
  // Changes by classifier may be about one package.
  const said = new Set(taken)
  const isNew = (vulnerability: string, purl: string): boolean => {
    const key = `${vulnerability} ${purl}`
    const isSaid = said.has(key)
    said.add(key)
    return !isSaid
  }
  for (const change of changes) {
    const { name, version, reasons } = change
    const found = unique(parts.filter(({ purl }) => isChanged(change, purl)))
    const isInOthers = version === undefined && found.length > 0
    for (const vulnerability of reasons.filter((reason) => VULNERABILITY.test(reason))) {
      const about = version === undefined ? [moduleUrl(name)] : found
      const purls = about.filter((purl) => isNew(vulnerability, purl))
      if (isInOthers)
        notes.push(`${vulnerability} of ${found.join(', ')} is not stated: other jars have ${name} in them`)
      else if (purls.length > 0) claims.push({ vulnerability, timestamp, purls, ...proofOf(change) })
    }
  }
  return { claims, notes }
}

/** Whether a package is what a jar was replaced by; of one that was left out, any of the artifact. */
function isChanged({ name, version }: SparkChange, purl: string): boolean {
  if (version === undefined) return isPackage(moduleUrl(name), purl)
  const [, , classifier] = name.split(':')
  const [, qualifiers] = purl.split('?')
  const isSame = classifier === undefined || new URLSearchParams(qualifiers).get('classifier') === classifier
  return isSame && isPackage(`${moduleUrl(name)}@${version}`, purl)
}

/** A package URL without version and classifier. */
function moduleUrl(name: string): string {
  return `pkg:maven/${name.split(':', 2).join('/')}`
}

function proofOf({ name, version, isHardening }: SparkChange) {
  return version === undefined
    ? {
        status: 'not_affected' as const,
        status_notes: `The build leaves ${name} out, and the bill of materials does not list it.`,
        justification: 'component_not_present' as const,
      }
    : {
        status: 'fixed' as const,
        status_notes: isHardening
          ? `The build takes ${version} where Spark brings an older version.`
          : `The build replaces the version that Spark brings with ${version}.`,
      }
}

function unique(parts: readonly Part[]): string[] {
  return [...new Set(parts.map(({ purl }) => purl))].sort()
}

/**
 * "Document Struct Fields", "Statement Fields" and "Component Fields" of the specification. Each statement names what
 * it is about in the product: one without subcomponents would be about all of the image.
 */
function encode(image: AttestedImage, claims: readonly Claim[], head: { author: string; timestamp: string }) {
  const products = productsOf(image)
  const statements = claims.map(({ vulnerability, timestamp, purls, ...rest }) => ({
    vulnerability: { name: vulnerability },
    timestamp,
    products: products.map((product) => ({ '@id': product, subcomponents: purls.map(subcomponent) })),
    ...rest,
  }))
  const content = { ...head, version: 1, tooling: 'spark-images-action', statements }
  const id = `${NAMESPACE}/${hexOf(sha256(JSON.stringify(content)))}`
  // "The VEX Product and the Attestation's Subject": products are repeated as subjects.
  const subjects = products.map((name) => ({ name, digest: image.digest }))
  return encodeStatement(subjects, OPENVEX, { '@context': OPENVEX, '@id': id, ...content })
}

const DOCKER_HUB = 'docker.io/'

/** The image, also by the name that scanners with go-containerregistry give to Docker Hub: its qualifiers must be equal. */
function productsOf({ name, digest }: AttestedImage): string[] {
  const names = name.startsWith(DOCKER_HUB) ? [name, `index.${name}`] : [name]
  return names.map((one) => ociPurl(one, digest))
}

/** As the bill of materials names it, and without qualifiers, which a scanner that reads the image itself has not. */
function subcomponent(purl: string) {
  const [plain = purl] = purl.split('?')
  return plain === purl ? { '@id': purl } : { '@id': purl, identifiers: { purl: plain } }
}
