/** `npm run scan`: the vulnerabilities of images in a registry. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type VulnerabilityPolicy, vulnerabilityPolicy } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { statementsOf } from '../catalog/statements.ts'
import { ConfigurationError } from '../errors.ts'
import { parseReference } from '../oci/reference.ts'
import { formatRepository, openRepository } from '../registry/repository.ts'
import { Osv } from '../vulnerabilities/osv.ts'
import { readBill, resolveImages } from '../vulnerabilities/released.ts'
import { failureOf, hasFailed, textOf } from '../vulnerabilities/report.ts'
import { sarifLog } from '../vulnerabilities/sarif.ts'
import { type Named, type Subject, scan } from '../vulnerabilities/scan.ts'
import type { Command } from './arguments.ts'
import { type Context, openLocalFamily } from './context.ts'

const SARIF = 'out/vulnerabilities.sarif'

/**
 * Shows what is found in each image, and writes it as SARIF.
 * @throws ConfigurationError when an image fails by the policy, or has no bill of materials.
 * @throws RegistryError when OSV or a registry gives no usable answer: whatever the policy, nothing was scanned then.
 */
export async function scanImages(command: Command, context: Context): Promise<string> {
  const { root, progress } = context
  await using family = await openLocalFamily(command, context)
  const { catalog } = family
  const policy = readPolicy(command, catalog)
  const subjects = await readSubjects(command, context)
  progress.step(`ask ${policy.url}`)
  using osv = new Osv(policy.url, { log: progress.info })
  const reports = await scan(subjects, policy, osv, statementsOf(catalog))
  for (const report of reports) {
    progress.step(report.image)
    progress.info(textOf(report))
  }
  await mkdir(path.join(root, 'out'), { recursive: true })
  await writeFile(path.join(root, SARIF), sarifLog(reports))
  const failing = reports.filter(hasFailed)
  if (failing.length > 0) throw new ConfigurationError(failing.map(failureOf).join('\n\n'))
  return `Details are in ${SARIF}.`
}

/** Without an image to compare with, all that is found counts. */
function readPolicy({ against, failOn, osv }: Command, catalog: Catalog): VulnerabilityPolicy {
  const declared = catalog.vulnerabilities ?? vulnerabilityPolicy.parse({})
  const given = { 'fail-on': failOn ?? declared['fail-on'], url: osv ?? declared.url }
  const policy = vulnerabilityPolicy.safeParse({ ...declared, ...given })
  if (policy.success) return { ...policy.data, 'only-new': declared['only-new'] && against !== undefined }
  const [issue] = policy.error.issues
  const option = issue?.path[0] === 'url' ? `--osv ${osv}` : `--fail-on ${failOn}`
  throw new ConfigurationError(`${option}: ${issue?.message ?? 'is not allowed'}`)
}

async function readSubjects({ images = [], against }: Command, { progress }: Context): Promise<Subject[]> {
  if (against !== undefined && images.length > 1)
    throw new ConfigurationError('--against is an earlier image of one IMAGE: scan the others by themselves')
  progress.step('read the bills of materials')
  const earlier = against === undefined ? [] : await readNamed(against)
  const subjects: Subject[] = []
  for (const name of images)
    for (const now of await readNamed(name)) {
      const before = earlier.find(({ platform }) => platform === now.platform) ?? earlier[0]
      subjects.push({ ...now, against: before })
    }
  return subjects
}

/** An image with its bill of materials; of an index, those of all platforms. */
async function readNamed(text: string): Promise<(Named & { platform?: string })[]> {
  const { image, reference } = parseReference(text)
  const repository = openRepository(image)
  const found = await resolveImages(repository, reference)
  if (found.length === 0) throw new ConfigurationError(`${text} is not in the registry`)
  const read = found.map(async ({ digest, platform }) => {
    const bill = await readBill(repository, digest)
    const tag = reference === digest ? '' : `:${reference}`
    const named = `${formatRepository(repository)}${tag}@${digest}`
    if (bill !== undefined) return { image: named, platform, bill }
    throw new ConfigurationError(
      `${named} has no bill of materials attached: build it anew with this action, or scan it with another tool`,
    )
  })
  return Promise.all(read)
}
