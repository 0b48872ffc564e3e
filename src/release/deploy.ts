/**
 * What to deploy a family with by digest, once a release is over: kustomize components, Helm values and the manifests of
 * docs/kubernetes. Values in, texts out.
 */
import { isScalar, parseAllDocuments, stringify, visit } from 'yaml'
import { ID } from '../catalog/names.ts'
import type { Digest } from '../oci/digest.ts'
import { formatImageName, type ImageName, sibling } from '../oci/reference.ts'
import { type Move, targetAfter } from './moves.ts'
import { aliasName } from './record.ts'

/** The texts that deploy one cell. */
export interface Deployment {
  readonly cell: string
  /** `images:` of a kustomization. */
  readonly images: string
  /** Values of a Helm chart. */
  readonly values: string
  /** Manifests that are for this cell, by the names of their files. */
  readonly manifests: ReadonlyMap<string, string>
}

/** An alias of a cell, with the image that it names. */
interface PinnedAlias {
  readonly cell: string
  readonly version: string
  readonly name: ImageName
  readonly tag: string
  readonly digest: Digest
  /** Whether its name has the version in it, so that it names no other version. */
  readonly isExact: boolean
}

/** A value of a manifest that is to change, with where it stands in the text. */
interface Scalar {
  readonly holds: 'image' | 'version'
  readonly value: string
  readonly start: number
  readonly end: number
}

interface Manifest {
  readonly text: string
  readonly scalars: readonly Scalar[]
}

/** The key of Spark's configuration that names an image: Apache's operator has no field of its own for it. */
const IMAGE_CONF = 'spark.kubernetes.container.image'

/** The same as an argument of spark-submit. */
const IMAGE_OPTION = `--conf=${IMAGE_CONF}=`

/** What the values of some keys of a manifest are. */
const KEYS = new Map<unknown, Scalar['holds']>([
  ['image', 'image'],
  [IMAGE_CONF, 'image'],
  ['sparkVersion', 'version'],
])

/**
 * Fields that name an image, of Kubeflow's spark-operator and of Apache's. kustomize by itself only knows those of
 * containers.
 */
const FIELDS = [
  ['sparkoperator.k8s.io', 'SparkApplication', 'spec/image'],
  ['sparkoperator.k8s.io', 'SparkApplication', 'spec/driver/image'],
  ['sparkoperator.k8s.io', 'SparkApplication', 'spec/executor/image'],
  ['sparkoperator.k8s.io', 'ScheduledSparkApplication', 'spec/template/image'],
  ['sparkoperator.k8s.io', 'ScheduledSparkApplication', 'spec/template/driver/image'],
  ['sparkoperator.k8s.io', 'ScheduledSparkApplication', 'spec/template/executor/image'],
  ['sparkoperator.k8s.io', 'SparkConnect', 'spec/image'],
  ['spark.apache.org', 'SparkApplication', `spec/sparkConf/${IMAGE_CONF}`],
  ['spark.apache.org', 'SparkCluster', `spec/sparkConf/${IMAGE_CONF}`],
]
const FIELDS_FILE = 'spark-operator.yaml'

/**
 * Every cell that the aliases of a release name, with the digests that they name when it is over.
 * @param manifests texts by the names of their files, each for the cell whose alias it names
 */
export function deploymentsOf(
  moves: readonly Move[],
  image: ImageName,
  manifests: ReadonlyMap<string, string>,
): Deployment[] {
  const aliases = moves.flatMap((move) => pinnedAlias(move, image) ?? [])
  const read = [...manifests].map(([file, text]) => ({ file, text, scalars: scalarsOf(text) }))
  return [...new Set(aliases.map(({ cell }) => cell))].map((cell) => {
    const own = aliases.filter((alias) => alias.cell === cell)
    const exact = own.filter(({ isExact }) => isExact)
    const shown = exact.length > 0 ? exact : own
    const pinned = read.flatMap((manifest) => {
      const text = pinManifest(manifest, shown)
      return text === undefined ? [] : [[manifest.file, text] as const]
    })
    return { cell, images: imagesText(shown), values: valuesText(shown), manifests: new Map(pinned) }
  })
}

/**
 * The alias with its image; undefined if that is none of ours or another cell's, as of a floating alias that was held
 * back. Tags with a date never move and are left out. After a rollback the cell is what a record in the registry says:
 * it is checked, as it becomes the name of a folder.
 */
function pinnedAlias(move: Move, image: ImageName): PinnedAlias | undefined {
  const { cell, kind, tag } = move
  const { version, digest } = targetAfter(move) ?? {}
  if (version === undefined || digest === undefined || kind === 'fixed') return undefined
  const variant = cell.startsWith(`${version}-`) ? cell.slice(version.length + 1) : ''
  if (version !== move.to?.version || !ID.test(version) || !ID.test(variant)) return undefined
  const isExact = aliasName(move).includes(version)
  return { cell, version, name: sibling(image, move.image), tag, digest, isExact }
}

/** kustomize compares names without tags: one entry for each repository, and both of Docker Hub's ways to write it. */
function imagesText(aliases: readonly PinnedAlias[]): string {
  const digests = new Map<string, Digest>()
  for (const { name, digest } of aliases) {
    const short = name.registry === 'docker.io' ? [name.repository.replace(/^library\//, '')] : []
    for (const written of [formatImageName(name), ...short])
      if (!digests.has(written)) digests.set(written, digest)
  }
  return yaml({ images: [...digests].map(([name, digest]) => ({ name, digest })) })
}

/** The form of Bitnami's common library, where the digest counts and the tag is for people. */
function valuesText([alias]: readonly PinnedAlias[]): string {
  return yaml({ image: { ...alias?.name, tag: alias?.tag, digest: alias?.digest } })
}

/**
 * A manifest with the digest of the alias that it names and with that alias's version of Spark, else byte for byte as it
 * is. Which alias that is, the end of its tag says: `4.1.1-gpu` is for cells that have the tag `VERSION-gpu`.
 */
function pinManifest({ text, scalars }: Manifest, aliases: readonly PinnedAlias[]): string | undefined {
  const named = scalars.find(({ holds }) => holds === 'image')?.value ?? ''
  const ending = /:\d+(?:\.\d+)+([^:/@]*)$/.exec(named)?.[1]
  const alias = aliases.find(({ version, tag }) => ending !== undefined && tag === `${version}${ending}`)
  if (alias === undefined) return undefined
  const values = { image: `${formatImageName(alias.name)}@${alias.digest}`, version: alias.version }
  // From the end, so that the places before keep theirs.
  return scalars.reduceRight((done, { holds, start, end }) => {
    return `${done.slice(0, start)}${yaml(values[holds]).trim()}${done.slice(end)}`
  }, text)
}

function scalarsOf(text: string): Scalar[] {
  const found: Scalar[] = []
  for (const document of parseAllDocuments(text))
    visit(document, {
      Pair(_, { key, value }) {
        const holds = isScalar(key) ? KEYS.get(key.value) : undefined
        if (holds === undefined || !isScalar(value) || !value.range) return
        found.push({ holds, value: String(value.value), start: value.range[0], end: value.range[1] })
      },
      Scalar(_, { value, range, type }) {
        if (typeof value !== 'string' || !range || type !== 'PLAIN' || !value.startsWith(IMAGE_OPTION)) return
        const start = range[0] + IMAGE_OPTION.length
        found.push({ holds: 'image', value: value.slice(IMAGE_OPTION.length), start, end: range[1] })
      },
    })
  return found
}

/** A folder for each cell: a kustomize component, Helm values, manifests. By paths in the folder above. */
export function deployFiles(deployments: readonly Deployment[]): Map<string, string> {
  const files = new Map<string, string>()
  for (const { cell, images, values, manifests } of deployments) {
    files.set(`${cell}/kustomization.yaml`, `${COMPONENT}${images}`)
    files.set(`${cell}/${FIELDS_FILE}`, FIELDS_TEXT)
    files.set(`${cell}/values.yaml`, `${VALUES}${values}`)
    for (const [file, text] of manifests) files.set(`${cell}/${file}`, text)
  }
  return files
}

/** All as three texts to copy from; of each manifest the first. */
export function deployTexts(deployments: readonly Deployment[]) {
  const join = (of: (deployment: Deployment) => string): string =>
    deployments.map((one) => `# ${one.cell}\n${of(one)}`).join('---\n')
  const manifests = new Map<string, string>()
  for (const { cell, manifests: own } of deployments)
    for (const [file, text] of own)
      if (!manifests.has(file)) manifests.set(file, `# ${cell}/${file}\n${text}`)
  return {
    images: join(({ images }) => images),
    values: join(({ values }) => values),
    manifests: [...manifests.values()].join('---\n'),
  }
}

/** Helm and kustomize read YAML 1.1, in which `on` is no text. */
function yaml(value: unknown): string {
  return stringify(value, { version: '1.1', lineWidth: 0 })
}

const COMPONENT = `# A kustomize component: list this folder under "components" of a kustomization with this image.
${yaml({ apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', configurations: [FIELDS_FILE] })}`

const FIELDS_TEXT = `# Where the resources of Kubeflow's and of Apache's operator for Spark name images.
${yaml({ images: FIELDS.map(([group, kind, path]) => ({ group, kind, path })) })}`

const VALUES = `# For charts that take image.registry, image.repository, image.tag and image.digest.\n`
