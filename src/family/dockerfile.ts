/** The Dockerfile stages of a user's components. */
import type { Addition, Cell } from '../catalog/cells.ts'

/** The stage that becomes the image of a cell. */
export function targetOf({ additions }: Cell): string {
  return additions.length === 0 ? 'image' : 'cell'
}

/** The Dockerfile that a cell is built by, within the images folder. */
export function dockerfileOf({ id, additions }: Cell): string {
  return additions.length === 0 ? 'Dockerfile' : `dockerfiles/${id}`
}

export const EMPTY_LOCKFILE = 'locks/none.lock'

/** The folder of a component in the images folder of a run. */
export function componentFolder(component: string): string {
  return `components/${component}`
}

/**
 * The stages of a cell's extension: those of its components, made from `template`, and the one that puts them in
 * place. Only names, which the schema checks, and values of environment variables become part of the Dockerfile;
 * everything else is in files.
 */
export function extensionDockerfile(cell: Cell, template: string): string {
  const parts = cell.additions
  const withTree = parts.filter((part) => part.lockfile !== undefined || Object.keys(part.files).length > 0)
  const withPackages = parts.filter(({ debian }) => debian.length > 0)
  const withConf = parts.filter(({ conf }) => Object.keys(conf).length > 0)
  const withCertificates = parts.some(({ files }) => Object.values(files).some(isCertificates))
  const treeStage = ({ component, files, lockfile = EMPTY_LOCKFILE }: Addition): string => {
    const copied = Object.keys(files).length === 0 ? '' : 'COPY components/{name}/files/ /user-{name}/\n'
    return template
      .replaceAll('{files}\n', copied)
      .replaceAll('{name}', component)
      .replaceAll('{lock}', lockfile)
  }
  return [
    ...withTree.map(treeStage),
    ...(withConf.length > 0 ? confStages(withConf) : []),
    '',
    `FROM image AS ${targetOf(cell)}`,
    ...(withPackages.length > 0 ? packagesSteps(withPackages) : []),
    ...withTree.map(({ component }) => `COPY --link --from=user-${component} /user-${component}/ /`),
    ...(withCertificates ? certificatesSteps() : []),
    ...(withConf.length > 0 ? ['COPY --link --from=user-conf /user-conf/ /'] : []),
    ...parts.flatMap(({ environment }) => byName(environment).map(environmentLine)),
    '',
  ].join('\n')
}

/** The entries of a mapping, in the order of their keys. */
export function byName(mapping: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The components' settings, in a file of their own that Spark reads behind the image's. */
function confStages(parts: readonly Addition[]): string[] {
  const files = parts.map(({ component }) => `/parts/${component}`)
  return [
    '',
    'FROM base AS make-user-conf',
    'ARG SOURCE_DATE_EPOCH',
    'COPY build/settle.sh extension/append_conf.sh /build/',
    ...parts.map(({ component }) => `COPY ${componentFolder(component)}/conf /parts/${component}`),
    'RUN <<END',
    '    set -eu',
    `    sh /build/append_conf.sh /user-conf ${files.join(' ')}`,
    '    sh /build/settle.sh /user-conf',
    'END',
    '',
    'FROM scratch AS user-conf',
    'COPY --from=make-user-conf /user-conf/ /user-conf/',
  ]
}

/** apt needs the image below, so this layer can't be a linked one. */
function packagesSteps(parts: readonly Addition[]): string[] {
  const mounts = parts.map(({ component }) => {
    const source = `${componentFolder(component)}/packages`
    return `    --mount=type=bind,source=${source},target=/packages/${component} \\`
  })
  return [
    'ARG SOURCE_DATE_EPOCH',
    'USER 0',
    'RUN --mount=type=secret,id=ca-bundle \\',
    '    --mount=type=bind,source=build/with-host-ca.sh,target=/with-host-ca.sh \\',
    '    --mount=type=bind,source=build/settle_since.sh,target=/settle_since.sh \\',
    '    --mount=type=bind,source=extension/install_packages.sh,target=/install_packages.sh \\',
    ...mounts,
    '    sh /install_packages.sh /packages/*',
    'USER 185',
  ]
}

const CERTIFICATES = '/usr/local/share/ca-certificates'
const isCertificates = (file: string): boolean => file === CERTIFICATES || file.startsWith(`${CERTIFICATES}/`)

/** The bundles are made of what all components and the image have. */
function certificatesSteps(): string[] {
  return [
    'ARG SOURCE_DATE_EPOCH',
    'USER 0',
    'RUN --mount=type=bind,source=build/settle_since.sh,target=/settle_since.sh \\',
    '    --mount=type=bind,source=extension/trust_certificates.sh,target=/trust_certificates.sh \\',
    '    sh /trust_certificates.sh',
    'USER 185',
  ]
}

/** Its value is a double-quoted word, in which nothing is replaced. */
function environmentLine([name, value]: [name: string, value: string]): string {
  return `ENV ${name}="${value.replaceAll(/[\\"$]/g, '\\$&')}"`
}
