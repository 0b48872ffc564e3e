import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigurationError } from '../errors.ts'
import {
  apiUrl,
  checkTag,
  formatImageName,
  type ImageName,
  parseImageName,
  parseReference,
} from './reference.ts'

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`

describe('parseImageName', () => {
  test.each([
    ['spark', 'docker.io', 'library/spark'],
    ['apache/spark', 'docker.io', 'apache/spark'],
    ['index.docker.io/spark', 'docker.io', 'library/spark'],
    ['ghcr.io/org/team/spark', 'ghcr.io', 'org/team/spark'],
    ['localhost/spark', 'localhost', 'spark'],
    ['LOCALHOST:5000/spark', 'localhost:5000', 'spark'],
    ['127.0.0.1:5000/org/spark', '127.0.0.1:5000', 'org/spark'],
    ['[::1]:5000/spark', '[::1]:5000', 'spark'],
    ['registry:5000/a__b/c-.'.replace('-.', '--d.e_f'), 'registry:5000', 'a__b/c--d.e_f'],
  ])('%s', (text, registry, repository) => {
    expect(parseImageName(text)).toEqual({ registry, repository })
  })

  test.each([
    ['spark:4.1.1', 'an image name has no tag; write "spark"'],
    ['localhost:5000/spark:4.1.1', 'an image name has no tag; write "localhost:5000/spark"'],
    [`ghcr.io/org/spark@${DIGEST}`, 'an image name has no digest; write "ghcr.io/org/spark"'],
    ['https://ghcr.io/org/spark', 'an image name has no https://; write "ghcr.io/org/spark"'],
    ['ghcr.io/Org/spark', 'an image name is in lower case; write "ghcr.io/org/spark"'],
    ['Org/spark', 'an image name is in lower case; write "org/spark"'],
    ['', 'it is empty'],
    ['ghcr.io/', '"" is not a repository name'],
    ['ghcr.io//spark', '"/spark" is not a repository name'],
    ['org/../spark', '"org/../spark" is not a repository name'],
    ['org/spark\n', 'is not a repository name'],
    ['org/a___b', 'is not a repository name'],
    ['org/spark?x=1', 'is not a repository name'],
    ['--output=x/spark', 'is not a repository name'],
    ['-a.b/spark', '"-a.b" is not a host'],
    ['ghcr.io:0/spark', '"ghcr.io:0" is not a host'],
    ['ghcr.io:65536/spark', '"ghcr.io:65536" is not a host'],
    ['1.2.3.256/spark', '"1.2.3.256" is not a host'],
    [`ghcr.io/${'a'.repeat(250)}`, 'at most 255 characters'],
  ])('refuses %j', (text, message) => {
    expect(() => parseImageName(text)).toThrow(ConfigurationError)
    expect(() => parseImageName(text)).toThrow(message)
  })

  test('whatever it accepts comes back from its full form, and makes a URL of the same host', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,6}$/)
    const component = fc
      .array(word, { minLength: 1, maxLength: 3 })
      .chain((words) => fc.constantFrom('.', '_', '__', '-', '---').map((separator) => words.join(separator)))
    const host = fc.oneof(
      fc.constant(undefined),
      fc.constantFrom('localhost', 'ghcr.io', '127.0.0.1:5000', '[::1]:80', 'Registry.Example.ORG:8443'),
    )
    const path = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(host, path, (registry, repository) => {
        const parsed = parseImageName(
          registry === undefined ? `org/${repository}` : `${registry}/${repository}`,
        )
        expect(parseImageName(formatImageName(parsed))).toEqual(parsed)
        expect(parsed.repository.endsWith(repository)).toBe(true)
        expect(apiUrl(parsed.registry).pathname).toBe('/')
      }),
    )
  })

  test('anything else is refused as the user’s mistake, on one line', () => {
    const nasty = fc.stringMatching(/^[a-zA-Z0-9._:/@?#%\\ \n\r\0"'$;|&<>-]{0,40}$/)
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
        let name: ImageName
        try {
          name = parseImageName(text)
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is the point
          expect((error as Error).message).not.toMatch(/[\x00-\x1f]/)
          return
        }
        expect(formatImageName(name)).toMatch(/^[a-z0-9.:[\]-]+\/[a-z0-9._/-]+$/)
        expect(parseImageName(formatImageName(name))).toEqual(name)
      }),
      { numRuns: 2000, examples: [['A/0'], ['Localhost/spark']] },
    )
  })
})

test('a password in an image name is refused and not repeated', () => {
  expect(() => parseImageName('user:secret@ghcr.io/spark')).toThrow(/^an image name has no @ before a \//)
})

test.each(['', '.a', '-a', 'a/b', 'a b', 'a\n', 'a'.repeat(129), '../x'])('%j is not a tag', (tag) => {
  expect(() => checkTag(tag)).toThrow(ConfigurationError)
})

test.each([
  ['docker.io', 'https://registry-1.docker.io/'],
  ['ghcr.io', 'https://ghcr.io/'],
  ['ghcr.io:80', 'https://ghcr.io:80/'],
  ['localhost:5000', 'http://localhost:5000/'],
  ['localhost:443', 'http://localhost:443/'],
  ['127.9.9.9:5000', 'http://127.9.9.9:5000/'],
  ['[::1]:5000', 'http://[::1]:5000/'],
  ['127.0.0.1.example.org', 'https://127.0.0.1.example.org/'],
  ['localhost.example.org', 'https://localhost.example.org/'],
])('the API of %s is at %s', (registry, url) => {
  expect(apiUrl(registry).href).toBe(url)
})

describe('an image with what names it', () => {
  test.each([
    ['ghcr.io/org/spark', 'ghcr.io', 'org/spark', 'latest'],
    ['ghcr.io/org/spark:4.1.1-gpu', 'ghcr.io', 'org/spark', '4.1.1-gpu'],
    ['127.0.0.1:5000/spark', '127.0.0.1:5000', 'spark', 'latest'],
    [`127.0.0.1:5000/spark@${DIGEST}`, '127.0.0.1:5000', 'spark', DIGEST],
    [`spark:4.1@${DIGEST}`, 'docker.io', 'library/spark', DIGEST],
  ])('%s', (text, registry, repository, reference) => {
    expect(parseReference(text)).toEqual({ image: { registry, repository }, reference })
  })

  test.each(['spark@sha256:1', 'spark@sha512:1', 'spark:-x', 'Spark:1', ''])('%j is none', (text) => {
    expect(() => parseReference(text)).toThrow(ConfigurationError)
  })
})
