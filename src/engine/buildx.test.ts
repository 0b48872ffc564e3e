import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BuildRequest, buildArguments, buildEnvironment } from './buildx.ts'
import { csv } from './csv.ts'

const request: BuildRequest = {
  context: '/images',
  target: 'image',
  platform: 'linux/amd64',
  args: { SPARK_VERSION: '4.1.1' },
  contexts: { base: 'docker-image://debian@sha256:aa' },
  labels: { 'org.opencontainers.image.title': 'Apache Spark' },
  secrets: { 'ca-bundle': '/etc/ca.pem' },
  environment: ['HTTPS_PROXY'],
  outputs: [
    { type: 'oci', dest: 'out/layout' },
    { type: 'docker', name: 'spark' },
  ],
}

/** One record of RFC 4180, as Go's encoding/csv reads it: every field quoted here. */
function parseQuoted(text: string): string[] {
  return [...text.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field = '']) => field.replaceAll('""', '"'))
}

describe('arguments of a build', () => {
  it('are those of buildx, the context last behind --', () => {
    const args = buildArguments(request)
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
    const args = buildArguments(request)
    expect(args[args.indexOf('HTTPS_PROXY') - 1]).toBe('--build-arg')
  })

  it('name secrets by the variable that buildx reads them from, never by their values', () => {
    const secret = { ...request, secretValues: { repositories: 'geheim' } }
    const args = buildArguments(secret).join(' ')
    expect(args).toContain('--secret "id=repositories","env=SPARK_IMAGES_SECRET_REPOSITORIES"')
    expect(args).not.toContain('geheim')
    expect(buildEnvironment(secret)).toEqual({ SPARK_IMAGES_SECRET_REPOSITORIES: 'geheim' })
    expect(buildEnvironment(request)).toEqual({})
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
