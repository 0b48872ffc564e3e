import { expect, it } from 'vitest'
import { resolveBase, resolveBases } from './prepare.ts'

it('looks for the base image of each runtime, and once for an image of several', async () => {
  const asked: string[] = []
  const find = (name: string) => {
    asked.push(name)
    return { name, digest: `sha256:${'1'.repeat(64)}`, reference: `r/${name}` }
  }
  const cells = [
    { runtime: 'trixie', base: 'debian:trixie-slim' },
    { runtime: 'bookworm', base: 'debian:bookworm-slim' },
    { runtime: 'trixie', base: 'debian:trixie-slim' },
    { runtime: 'other', base: 'debian:trixie-slim' },
  ]
  const found = await resolveBases(cells, find)
  expect(Object.entries(found).map(([runtime, { name }]) => [runtime, name])).toEqual([
    ['trixie', 'debian:trixie-slim'],
    ['bookworm', 'debian:bookworm-slim'],
    ['other', 'debian:trixie-slim'],
  ])
  expect(asked).toEqual(['debian:trixie-slim', 'debian:bookworm-slim'])
})

it('takes a base image with a digest as it is, without asking a registry', async () => {
  const digest = `sha256:${'a'.repeat(64)}`
  expect(await resolveBase(`registry.example:5000/team/debian:prod@${digest}`)).toEqual({
    name: 'registry.example:5000/team/debian:prod',
    digest,
    reference: `registry.example:5000/team/debian@${digest}`,
  })
})
