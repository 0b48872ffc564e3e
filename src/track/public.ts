/** The repositories that are asked: the catalog's own, and those that pip and Maven of this machine would ask. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { type HostCredentials, hostsOf } from '../family/repositories.ts'
import type { Repository } from './indexes.ts'

const run = promisify(execFile)
const LIMIT = { timeout: 60_000, maxBuffer: 16 * 1024 * 1024 }
/** A project in which Maven runs nothing. */
const POM = `<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId>
<version>1</version><packaging>pom</packaging></project>`

type Address = () => Promise<string>

/**
 * The repositories of a catalog with their credentials, the public ones last where the catalog has them asked.
 * @throws ConfigurationError if this machine does not know the public ones.
 */
export async function repositoriesOf(
  { repositories: { maven, pypi, public: open } }: Pick<Catalog, 'repositories'>,
  credentials: readonly HostCredentials[],
  addresses: Readonly<Record<'maven' | 'pypi', Address>> = { maven: mavenAddress, pypi: pipAddress },
): Promise<Record<'maven' | 'pypi', Repository[]>> {
  const withPublic = async (own: readonly string[], address: Address): Promise<Repository[]> => {
    const urls = open || own.length === 0 ? [...own, await address()] : own
    return urls.map((url) => ({
      url,
      credentials: credentials.find(({ host }) => hostsOf(url).includes(host)),
    }))
  }
  return {
    maven: await withPublic(maven, addresses.maven),
    pypi: await withPublic(pypi, addresses.pypi),
  }
}

/** The index of pip's settings, which its own help shows as the default. */
async function pipAddress(): Promise<string> {
  return asked('Python', 'pypi', /\(default:?\s+(https?:\/\/[^\s)]+)\)/, async () => {
    const { stdout } = await run('python3', ['-m', 'pip', 'download', '--help'], {
      ...LIMIT,
      // One long line: pip breaks them.
      env: { ...process.env, COLUMNS: '1000' },
    })
    return stdout
  })
}

/** Where Maven would look for artifacts, a mirror of its settings included; it asks nobody to tell. */
async function mavenAddress(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-maven-'))
  try {
    await writeFile(path.join(folder, 'pom.xml'), POM)
    const arguments_ = ['--batch-mode', '--offline', '--debug', 'validate']
    return await asked(
      'Maven',
      'maven',
      /Repositories \(dependencies\): \[\S+ \((https?:\/\/[^\s,)]+)/,
      async () => {
        const { stdout } = await run('mvn', arguments_, { ...LIMIT, cwd: folder })
        return stdout
      },
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function asked(
  program: string,
  key: 'maven' | 'pypi',
  pattern: RegExp,
  tell: () => Promise<string>,
): Promise<string> {
  const said = await tell().catch((error: Error) => error)
  const address = typeof said === 'string' ? pattern.exec(said)?.[1] : undefined
  if (address !== undefined && URL.canParse(address) && new URL(address).username === '') return address
  const advice = `install it, or name the repository in your catalog: repositories: { ${key}: [https://…], public: false }`
  throw new ConfigurationError(
    `${program} of this machine does not say which repository it would ask: ${advice}`,
    {
      cause: said instanceof Error ? said : undefined,
    },
  )
}
