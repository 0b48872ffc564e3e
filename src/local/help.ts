/** What the local command says of itself. */

/** By command, in the order in which they are shown. */
const USAGE = {
  start: `\
  npm start [-- [CELL ... | --all] [--catalog FILE] [--image REGISTRY/NAME] [--platform PLATFORM] [--outdated]
             [--no-cache]]
      CELL                    like 4.1.1-baseline, or a glob like '4.1.*-gpu*'; by default the first variant of
                              the newest Spark
      --all                   the whole family
      --catalog FILE          a catalog of your own, laid over the shipped one: see docs/catalog.md
      --image REGISTRY/NAME   push there instead of to the registry of its own on the loopback interface;
                              credentials are those of docker login
      --platform PLATFORM     linux/amd64 or linux/arm64, by emulation where that is not this machine's: what runs programs
                              of the image, its tests above all, takes ten times as long
      --outdated              build anew, too, what has Debian packages that the archive has newer versions of
      --no-cache              build anew, even what is cached or in the registry already`,
  plan: `\
  npm run plan [-- [CELL ...] [--catalog FILE] [--image REGISTRY/NAME] [--outdated]]
      what npm start -- --all would do, or with these cells, each with its reason; starts and builds nothing`,
  stop: `\
  npm stop [-- --purge]
      ends the engine and the registry that npm start started; --purge also removes their data`,
  release: `\
  npm run release [-- [--dry-run] [--override ALIASES] [--rollback ID] [--image REGISTRY/NAME] [--catalog FILE]]
      moves the tags of the family that npm start -- --all built, all or none of them; writes out/deploy: kustomize
      components, Helm values and manifests with the digests
      --dry-run               only tells what would move
      --override ALIASES      aliases, by commas, or globs like '4.1*', that may be taken over or go back
      --rollback ID           puts every tag back to what it named after that release
      --trusted-root FILE     whom a catalog with "sign: keyless" trusts: see docs/verify.md`,
  promote: `\
  npm run promote -- FROM TO [--release ID] [--override ALIASES] [--dry-run]
      copies a release with all that is attached to it, without a build, and moves its tags there, all or none of them:
      see docs/promote.md. FROM and TO are REGISTRY/NAME, or oci:FOLDER for an OCI layout; credentials are those of
      docker login
      --release ID            by default the last one
      --override ALIASES      as of npm run release
      --dry-run               only tells what would move`,
  prune: `\
  npm run prune [-- [--delete] [--keep-releases N] [--keep-staging-days N] [--keep-dated-days N]
                   [--image REGISTRY/NAME] [--catalog FILE]]
      tells what of the registry no tag and no release needs, with bytes and reasons: see docs/prune.md
      --delete                deletes it; on ghcr.io by GitHub's API, with the token in $GITHUB_TOKEN
      --keep-releases N       releases to which one can roll back, by default 10
      --keep-staging-days N   days for which images are kept that no tag and no release names, by default 30
      --keep-dated-days N     days for which tags with a date are kept, by default for ever`,
  lock: `\
  npm run lock [-- --catalog FILE]
      makes images/components/*/*.lock anew, with the newest versions that the catalog allows; with --catalog the locks
      that your catalog lacks, in a folder beside it. User and password of repositories that it names:
      $SPARK_IMAGES_REPOSITORY_CREDENTIALS, a line HOST USER PASSWORD for each`,
  scan: `\
  npm run scan -- IMAGE ... [--against IMAGE] [--fail-on SEVERITY] [--osv URL] [--catalog FILE]
      asks OSV for the vulnerabilities of images in a registry, by the bills of materials attached to them; writes
      out/vulnerabilities.sarif, and fails by the policy of the catalog: see docs/vulnerabilities.md
      --against IMAGE         an earlier image: what it has, too, does not fail
      --fail-on SEVERITY      critical, high, medium or low; none only reports
      --osv URL               a mirror of OSV`,
  diff: `\
  npm run diff -- OLD NEW [--image REGISTRY/NAME] [--format FORMAT]
      what changed between two images of a registry, or two releases: packages, licences, vulnerabilities, sizes,
      settings, tests, bytes to pull: see docs/diff.md
      --image REGISTRY/NAME   where they are: then OLD and NEW are tags, digests or ids of releases
      --format FORMAT         text, markdown or json`,
  site: `\
  npm run site -- --image REGISTRY/NAME [--output FOLDER] [--catalog FILE]
      makes a page of the released images, as HTML and JSON, in out/site: see docs/site.md`,
  verify: `\
  npm run verify -- IMAGE ... --key FILE
  npm run verify -- IMAGE ... --trusted-root FILE --certificate-identity URI --certificate-oidc-issuer URL
                    [--certificate-github-workflow-repository OWNER/NAME] [--insecure-ignore-tlog]
      verifies the signatures of images in a registry and of what is attached to them: see docs/verify.md; the options
      are cosign's
      --key FILE              the public key, like cosign.pub
      --certificate-identity  who must have signed, or a glob
      --insecure-ignore-tlog  takes what is in no log, if a timestamp authority saw it`,
  track: `\
  npm run track [-- [--dry-run] [--catalog FILE]]
      brings images/ up to date by the policy in its catalog, or your catalog by yours: new Spark versions and pins from
      the Python index and the Maven repositories, with their lockfiles: see docs/track.md
      --dry-run               only prints what it would change`,
  kubernetes: `\
  npm run kubernetes -- --image IMAGE [--image IMAGE ...] [--context NAME] [--namespace NAME] [--services IMAGE]
                        [--only CHECK,CHECK]
      runs images on the cluster that KUBECONFIG names, by kubectl: applications, Connect servers, standalone clusters;
      shows which checks passed and removes what it made, also after Ctrl-C: see docs/kubernetes.md
      --context NAME          a context of KUBECONFIG instead of its current one
      --namespace NAME        a namespace that is there and stays; by default one is made and removed
      --services IMAGE        an S3 server, Iceberg's REST catalog and PostgreSQL, from where the cluster can pull;
                              without it the checks that use them are left out. To make and push it:
                              docker buildx build --push --tag IMAGE --target lakehouse \\
                                --build-context base=docker-image://debian:trixie-slim \\
                                --file images/acceptance/services/Dockerfile images
      --only CHECK,CHECK      some of the checks`,
} as const

export type CommandName = keyof typeof USAGE

export function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(USAGE, name)
}

const FIRST = 'Builds, measures, tests and pushes Spark images with the code that runs as the GitHub Action.'

const LAST = `\
The machine's Docker is used where there is one. On Debian, as root, without one, npm start sets up an engine
of its own. All it keeps is in $SPARK_IMAGES_HOME, by default spark-images in the user's cache folder, and in
out/, where report.json says what was built.`

/** How one command is called, or all of them. */
export function helpOf(command?: CommandName): string {
  return command === undefined ? [FIRST, Object.values(USAGE).join('\n'), LAST].join('\n\n') : USAGE[command]
}
