/** The bill of materials of an image as an SPDX 2.3 document. */
import { combinedLicense } from '../catalog/lockfile.ts'
import { hexOf, sha256 } from '../oci/digest.ts'
import { type AttestedImage, DOCUMENTATION, ociPurl, type Package } from './package.ts'

/** Media type of the document, and `artifactType` of its manifest: what Trivy and ORAS look for. */
export const SPDX_TYPE = 'application/spdx+json'

const NONE = 'NOASSERTION'
/** A namespace belongs to one document only, which the hash of its content behind it sees to. */
const NAMESPACE = 'https://github.com/org/spark-images-action/spdx'
const IMAGE = 'SPDXRef-Image'

/**
 * The document in JSON (https://spdx.github.io/spdx-spec/v2.3/). The same image gives the same bytes: its only time is
 * `created`, like 2026-11-01T00:00:00Z.
 * @param listed what listPackages() finds in the image.
 */
export function spdxDocument(image: AttestedImage, listed: readonly Package[], created: string): Buffer {
  const { name, tag, digest, cell, locked } = image
  const about = spdxPackage(IMAGE, 'CONTAINER', {
    name,
    version: tag,
    sha256: hexOf(digest),
    source: `cell ${cell.id} for ${cell.platform}; the checksum is the image manifest's`,
    license: locked.length === 0 ? undefined : combinedLicense(locked),
    purl: ociPurl(name, digest, tag),
  })
  const packages = [about]
  const relationships = [
    { spdxElementId: 'SPDXRef-DOCUMENT', relatedSpdxElement: IMAGE, relationshipType: 'DESCRIBES' },
  ]
  const add = (entry: Package, parent: string): void => {
    const id = idOf(entry, parent)
    packages.push(spdxPackage(id, entry.kind === 'os' ? 'OPERATING_SYSTEM' : 'LIBRARY', entry))
    relationships.push({ spdxElementId: parent, relatedSpdxElement: id, relationshipType: 'CONTAINS' })
    for (const inner of entry.contains ?? []) add(inner, id)
  }
  for (const entry of listed) add(entry, IMAGE)
  const content = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${name}:${tag}`,
    comment: `Parts that no lockfile names have no licence here: see /usr/share/doc and /licenses in the image. ${DOCUMENTATION}`,
    creationInfo: { created, creators: ['Tool: spark-images-action'] },
    packages,
    relationships,
    hasExtractedLicensingInfos: ownLicenses(image),
  }
  const documentNamespace = `${NAMESPACE}/${hexOf(sha256(JSON.stringify(content)))}`
  return Buffer.from(JSON.stringify({ documentNamespace, ...content }))
}

/** https://spdx.github.io/spdx-spec/v2.3/package-information/ */
function spdxPackage(
  id: string,
  purpose: 'CONTAINER' | 'OPERATING_SYSTEM' | 'LIBRARY',
  { name, version, file, supplier = NONE, sha256, source, license = NONE, purl }: Omit<Package, 'kind'>,
) {
  return {
    SPDXID: id,
    name,
    versionInfo: version,
    packageFileName: file,
    supplier,
    downloadLocation: NONE,
    filesAnalyzed: false,
    checksums: sha256 && [{ algorithm: 'SHA256', checksumValue: sha256 }],
    sourceInfo: source,
    licenseConcluded: NONE,
    licenseDeclared: license,
    copyrightText: NONE,
    primaryPackagePurpose: purpose,
    externalRefs: purl && [
      { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl },
    ],
  }
}

/** Unique in the document, and the same whenever the same package is in the same place. */
function idOf({ kind, name, version, file, purl }: Package, parent: string): string {
  const key = sha256([parent, kind, name, version, file, purl].join('\n'))
  // Trivy knows the distribution by this beginning.
  const what = kind === 'os' ? 'OperatingSystem' : kind
  return `SPDXRef-${what}-${name.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}-${hexOf(key).slice(0, 12)}`
}

/** Licences that are not on SPDX's list; their texts are in the image. */
function ownLicenses({ locked }: AttestedImage) {
  const ids = new Set(locked.flatMap(({ license }) => license.match(/LicenseRef-[A-Za-z0-9.-]+/g) ?? []))
  return [...ids].sort().map((licenseId) => ({
    licenseId,
    name: licenseId.slice('LicenseRef-'.length),
    extractedText: 'The text is under /licenses in the image, beside the component that has it.',
  }))
}
