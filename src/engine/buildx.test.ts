import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BuildRequest, buildArguments, csv, runBuildx } from './buildx.ts'
import type { RunOptions } from './command.ts'
import type { Docker } from './docker.ts'

const request: BuildRequest = {
  context: '/images',
  target: 'image',
  platform: 'linux/amd64',
  args: { SPARK_VERSION: '4.1.1' },
  contexts: { base: 'docker-image://debian@sha256:aa' },
  labels: { 'org.opencontainers.image.title': 'Apache Spark' },
  outputs: [
    { type: 'oci', dest: 'out/layout' },
    { type: 'docker', name: 'spark' },
  ],
}

const network = { caBundle: '/etc/ca.pem', proxies: { HTTPS_PROXY: 'http://user:geheim@proxy' } }

/** One record of RFC 4180, as Go's encoding/csv reads it: every field quoted here. */
function parseQuoted(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field = '']) => field.replaceAll('""', '"'))
}

describe('arguments of a build', () => {
  it('are those of buildx, the context last behind --', () => {
    const args = buildArguments(request, network)
    expect(args.slice(0, 2)).toEqual(['buildx', 'build'])
    expect(args.slice(-2)).toEqual(['--', '/images'])
    expect(args).toContain('SPARK_VERSION=4.1.1')
    expect(args.join(' ')).toContain('--build-context base=docker-image://debian@sha256:aa')
    expect(args.join(' ')).toContain('--secret "id=ca-bundle","src=/etc/ca.pem"')
    expect(args.join(' ')).toContain(
      '--output "type=oci","dest=out/layout" --output "type=docker","name=spark"',
    )
  })

  it('name proxies without their values', () => {
    const args = buildArguments(request, network)
    expect(args[args.indexOf('HTTPS_PROXY') - 1]).toBe('--build-arg')
    expect(args.join(' ')).not.toContain('geheim')
  })

  it('name the secret by the variable that buildx reads it from, never by its value', async () => {
    const secret = { ...request, repositories: 'geheim' }
    const run = async (asked: BuildRequest) => {
      const calls: [readonly string[], RunOptions | undefined][] = []
      const docker: Docker = Object.assign(
        async (args: readonly string[], options?: RunOptions) => {
          calls.push([args, options])
          return { exitCode: 0, stdout: '', stderr: '' }
        },
        { command: 'docker' },
      )
      await runBuildx(docker, asked, { HTTP_PROXY: 'http://proxy' })
      return { args: calls[0]?.[0].join(' ') ?? '', env: calls[0]?.[1]?.env }
    }
    const { args, env } = await run(secret)
    expect(args).toContain('--secret "id=repositories","env=SPARK_IMAGES_SECRET_REPOSITORIES"')
    expect(args).toContain('--build-arg HTTP_PROXY ')
    expect(args).not.toContain('geheim')
    expect(env).toMatchObject({ SPARK_IMAGES_SECRET_REPOSITORIES: 'geheim', HTTP_PROXY: 'http://proxy' })
    const without = await run(request)
    expect(without.args).not.toContain('repositories')
    expect(without.env?.SPARK_IMAGES_SECRET_REPOSITORIES).toBeUndefined()
  })

  it('take no option from a context that looks like one', () => {
    const args = buildArguments({ ...request, context: '--output=type=local,dest=/' })
    expect(args.indexOf('--output=type=local,dest=/')).toBeGreaterThan(args.indexOf('--'))
  })
})

describe('a CSV value', () => {
  it('never gets another field from its values', () => {
    const value = fc.string().filter((text) => !/[\r\n]/.test(text))
    fc.assert(
      fc.property(value, value, (type, dest) => {
        expect(parseQuoted(csv({ type, dest }))).toEqual([`type=${type}`, `dest=${dest}`])
      }),
    )
  })

  it('refuses a line break', () => {
    expect(() => csv({ dest: 'a\nb' })).toThrow('a line break in dest')
  })
})
