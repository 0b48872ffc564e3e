/** What a release tells others, by real servers. */
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadCatalog } from '../../src/catalog/load.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { freePort, startRegistry, type TestRegistry } from '../registry/registry.ts'
import { serve } from '../registry/server.ts'
import { runHere } from '../support/here.ts'
import { ROOT } from '../support/process.ts'
import { planOf, pushFamily } from './family.ts'

vi.setConfig({ testTimeout: 60_000 })

const IMAGES = path.join(ROOT, 'images')
const SECRET = 'T0-only-for-tests'
const TOKEN = 'token-only-for-tests'

let registry: TestRegistry
let catalog: Catalog
beforeAll(async () => {
  registry = await startRegistry()
  catalog = await loadCatalog(IMAGES)
})
afterAll(() => registry?.[Symbol.asyncDispose]())

let count = 0

/** A family in a repository of its own, and the inputs that release it. */
async function staged() {
  const plan = planOf(catalog, IMAGES, (id) => id === '4.1.1-gpu')
  const repository = `team${count++}/spark`
  const cells = plan.cells.filter(({ verdict }) => verdict === 'build')
  await pushFamily(openRepository({ registry: registry.host, repository }), cells)
  return { image: `${registry.host}/${repository}`, plan: JSON.stringify(plan), partial: 'true' }
}

interface Told {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}

/** A server that notes what it is told, and answers with these statuses and then 204. */
async function startListener(statuses: number[] = []) {
  const told: Told[] = []
  const server = await serve(async (request, response) => {
    const body = JSON.parse(await text(request)) as Told['body']
    told.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
    response.writeHead(statuses.shift() ?? 204).end()
  })
  return Object.assign(server, { told, webhook: `http://${server.host}/${SECRET}` })
}

const run = (inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
  runHere('release', inputs, { SPARK_IMAGES_PACE: '0.01', DOCKER_CONFIG: '/nonexistent', ...env })

/** Without the lines that tell the runner what to mask. */
const logOf = (stdout: string): string => stdout.replaceAll(/^::add-mask::.*$/gm, '')

test('a release that moved tags tells a webhook and other repositories, and one that moved none nobody', async () => {
  await using listener = await startListener()
  const given = await staged()
  const inputs = { ...given, webhook: listener.webhook, dispatch: 'acme/deploy', 'dispatch-token': TOKEN }
  const run1 = {
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'acme/images',
    GITHUB_RUN_ID: '7',
  }
  const env = { GITHUB_API_URL: `http://${listener.host}/api`, ...run1 }
  const done = await run(inputs, env)
  expect(done.code, done.stdout).toBe(0)
  const notice = {
    event: 'release',
    image: given.image,
    text: `${given.image}: Release ${done.outputs.release}: ${done.outputs.moved} aliases moved, of ${done.outputs.moved}`,
    run: 'https://github.example/acme/images/actions/runs/7',
    release: done.outputs.release,
    aliases: expect.arrayContaining([
      { alias: `${given.image}:gpu`, digest: expect.stringMatching(/^sha256:/) },
    ]),
  }
  expect(listener.told).toEqual([
    { path: `/${SECRET}`, authorization: undefined, body: notice },
    {
      path: '/api/repos/acme/deploy/dispatches',
      authorization: `Bearer ${TOKEN}`,
      body: { event_type: 'spark-images', client_payload: notice },
    },
  ])
  expect(done.stdout).toContain(`::add-mask::${listener.webhook}`)
  expect(logOf(done.stdout)).not.toMatch(new RegExp(`${SECRET}|${TOKEN}|::warning::`))
  expect((await run(inputs, env)).code).toBe(0)
  expect(listener.told).toHaveLength(2)
})

test('a release that fails says so, in the form of Slack, and fails for its own reason', async () => {
  await using listener = await startListener()
  const { image, plan } = await staged()
  const failed = await run({ image, plan, webhook: listener.webhook, 'webhook-format': 'slack' })
  expect(failed.code).toBe(1)
  expect(failed.stdout).toMatch(/::error::nothing was moved: the plan leaves out/)
  expect(listener.told.map(({ body }) => body)).toEqual([
    {
      text: expect.stringMatching(
        /^127\.0\.0\.1:\d+\/team\d+\/spark: Nothing was released: nothing was moved: the plan/,
      ),
    },
  ])
  expect((await run({ image, plan, webhook: listener.webhook, 'dry-run': 'true' })).code).toBe(1)
  expect(listener.told).toHaveLength(1)
})

test.each<[string, number[], number, RegExp | undefined]>([
  ['503 and then 429: they are asked again', [503, 429], 3, undefined],
  ['404: they are not asked again', [404], 1, /the webhook was not told: \S+ answered 404 to POST \/…/],
  ['a redirect: it is not followed', [307], 1, /the webhook was not told: \S+ answered 307 to POST \/…/],
])('others that answer %s, and the release stands', async (_, statuses, times, warning) => {
  await using listener = await startListener(statuses)
  const done = await run({ ...(await staged()), webhook: listener.webhook })
  expect(done.code, done.stdout).toBe(0)
  expect(listener.told).toHaveLength(times)
  if (warning === undefined) expect(done.stdout).not.toContain('::warning::')
  else expect(done.stdout).toMatch(warning)
  expect(logOf(done.stdout)).not.toContain(SECRET)
})

test('others that are not there are a warning without a secret', async () => {
  const host = `127.0.0.1:${await freePort()}`
  const dispatch = { dispatch: 'acme/deploy', 'dispatch-token': TOKEN }
  const inputs = { ...(await staged()), webhook: `http://${host}/${SECRET}`, ...dispatch }
  const done = await run(inputs, { GITHUB_API_URL: `http://${host}` })
  expect(done.code, done.stdout).toBe(0)
  expect(done.stdout).toMatch(/::warning::the webhook was not told: no connection to 127/)
  expect(done.stdout).toMatch(/::warning::acme\/deploy was not told: no connection to 127/)
  expect(logOf(done.stdout)).not.toMatch(new RegExp(`${SECRET}|${TOKEN}`))
})

test.each([
  [{ webhook: `http://hooks.example/${SECRET}` }, /the input webhook is not an address like https:/],
  [{ dispatch: 'deploy', 'dispatch-token': TOKEN }, /the input dispatch has "deploy": name repositories/],
  [{ dispatch: 'acme/deploy' }, /the input dispatch-token is empty/],
  [{ 'webhook-format': 'teams' }, /the input webhook-format is "teams"; allowed: json, slack/],
])('inputs that can not be are refused: %j', async (inputs, message) => {
  const { code, stdout } = await run({ image: `${registry.host}/a/spark`, plan: '{}', ...inputs })
  expect(code).toBe(1)
  expect(stdout).toMatch(message)
  expect(logOf(stdout)).not.toContain(SECRET)
})
