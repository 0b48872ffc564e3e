/** What the scan entry does. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import { cellsOf, exclusionOf } from '../../catalog/cells.ts'
import { vulnerabilityPolicy } from '../../catalog/schema/policies.ts'
import { type Stated, statementsOf } from '../../catalog/statements.ts'
import { ConfigurationError, messageOf, RegistryError } from '../../errors.ts'
import { formatImageName } from '../../oci/reference.ts'
import { inParallel } from '../../parallel.ts'
import { openRepository, REQUESTS } from '../../registry/repository.ts'
import { Osv } from '../../vulnerabilities/osv.ts'
import { releasedImages, withBill } from '../../vulnerabilities/released.ts'
import { type Failing, failingOf, type Report, textOf } from '../../vulnerabilities/report.ts'
import { sarifLog } from '../../vulnerabilities/sarif.ts'
import { type Named, scan } from '../../vulnerabilities/scan.ts'
import { findCatalog, info, openEntryFamily, summarize } from '../entry.ts'
import { notify } from '../notices.ts'
import { RestClient } from '../rest.ts'
import type { readInputs } from './inputs.ts'
import { type KeptIssue, keepIssue } from './issue.ts'
import { issueText, scanSummary } from './summary.ts'

const HINT = 'the token may not write issues. Give the job permissions: issues: write, or set issue to false'

type Inputs = ReturnType<typeof readInputs>

/**
 * Looks up what is released of each cell, by its bill of materials: the log, a SARIF file, the summary, and an issue say
 * what is found. No finding fails this step.
 * @throws ConfigurationError when there is nothing to look up, or OSV can't say and the policy is to fail then.
 */
export async function run(inputs: Inputs): Promise<void> {
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  const { catalog } = family
  const policy = { ...(catalog.vulnerabilities ?? vulnerabilityPolicy.parse({})), 'only-new': false }
  const released = openRepository(inputs.image, { credentials: inputs.credentials })
  const cells = cellsOf(catalog).filter((cell) => exclusionOf(cell) === undefined)
  const images = await releasedImages(cells, catalog, released)
  const named = await inParallel(REQUESTS, images, (one) => withBill(one, core.warning))
  const subjects = named.filter((one) => one !== undefined)
  // Nothing to look at is no sign that nothing is wrong: some registries say so of what they refuse.
  if (subjects.length === 0)
    throw new ConfigurationError(
      `no released image with a bill of materials is to be seen in ${formatImageName(inputs.image)}: release the family first, or give username and password, or log in before, where it is private`,
    )
  const reports = await lookUp(subjects, policy, statementsOf(catalog))
  if (reports === undefined) return
  for (const report of reports) info(`${report.image}\n${textOf(report)}`)
  const sarif = path.join(inputs.workFolder, 'vulnerabilities.sarif')
  await writeFile(sarif, sarifLog(reports))
  core.setOutput('sarif', sarif)
  core.setOutput('images', reports.length)
  const failing = failingOf(reports)
  core.setOutput('count', failing.length)
  const kept = await keep(failing, inputs)
  core.setOutput('issue-number', kept.number ?? '')
  core.setOutput('issue-operation', kept.operation)
  const image = formatImageName(inputs.image)
  await summarize(scanSummary(reports, failing, image))
  const { added: ids = [] } = kept
  if (ids.length === 0) return
  const text = `${image}: ${ids.length} new ${ids.length === 1 ? 'vulnerability' : 'vulnerabilities'}: ${ids.join(', ')}`
  await notify({ event: 'findings', image, text, ids }, inputs.recipients, inputs.env)
}

/** Undefined if OSV can't say and the policy only warns then: the issue stays as it is. */
async function lookUp(
  subjects: readonly Named[],
  policy: Report['policy'],
  statements: readonly Stated[],
): Promise<Report[] | undefined> {
  using osv = new Osv(policy.url, { log: info })
  try {
    return await scan(subjects, policy, osv, statements)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const problem = `nothing was looked up: ${messageOf(error)}`
    if (policy.unreachable === 'fail') throw new ConfigurationError(problem)
    core.warning(problem)
    return undefined
  }
}

async function keep(failing: readonly Failing[], inputs: Inputs): Promise<KeptIssue> {
  const { issue, labels, token, publishing, env } = inputs
  if (!issue) return { operation: 'none' }
  if (!publishing.allowed) {
    info(`no issue is opened or closed: ${publishing.reason}`)
    return { operation: 'none' }
  }
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository } = env
  if (api === undefined || repository === undefined)
    throw new ConfigurationError(
      'GITHUB_API_URL or GITHUB_REPOSITORY is not set; set issue to false outside of GitHub',
    )
  if (token === '') throw new ConfigurationError('the input token is empty: the issue needs one')
  using rest = new RestClient({ api, repository, token, hint: HINT }, { log: info })
  const subject = formatImageName(inputs.image)
  const ids = [...new Set(failing.map(({ finding }) => finding.id))]
  const title = `Vulnerabilities in ${subject}`
  const kept = await keepIssue({ title, text: issueText(failing), ids, subject, labels }, rest)
  info(`the issue${kept.number === undefined ? '' : ` ${kept.number}`}: ${kept.operation}`)
  return kept
}
