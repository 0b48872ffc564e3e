import { expect, it } from 'vitest'
import type { Catalog } from '../catalog/schema.ts'
import shipped from '../catalog/shipped.json' with { type: 'json' }
import { parseCredentials, repositorySecret } from './repositories.ts'

const catalog = shipped.catalog as unknown as Catalog
const own: Catalog = {
  ...catalog,
  repositories: { maven: ['https://m.test/repo'], pypi: ['http://p.test:8080/simple'], public: false },
}

it('are no secret where the catalog names none', () => {
  expect(repositorySecret(catalog, [])).toBeUndefined()
})

it('are a secret with the credentials of each host', () => {
  const credentials = parseCredentials('m.test me geheim\n\n p.test:8080 you p%40ss')
  expect(JSON.parse(repositorySecret(own, credentials) ?? '')).toEqual({
    maven: [{ url: 'https://m.test/repo', username: 'me', password: 'geheim' }],
    pypi: [{ url: 'http://p.test:8080/simple', username: 'you', password: 'p%40ss' }],
    public: false,
  })
})

it('refuse credentials for another host, and lines that are none, without their text', () => {
  expect(() => repositorySecret(own, parseCredentials('n.test me geheim'))).toThrow(
    'there are credentials for n.test, which is no host of the catalog\'s repositories, did you mean "m.test"?',
  )
  for (const text of ['geheim', 'm.test geheim', 'm.test me geheim geheim']) {
    expect(() => parseCredentials(text)).toThrow('lines of "HOST USER PASSWORD"; line 1 is not one')
    expect(() => parseCredentials(text)).not.toThrow('geheim')
  }
})
