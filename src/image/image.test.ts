import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { archiveContext, imageRequest } from './image.ts'

const images = path.join(import.meta.dirname, '../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'debian@sha256' }
const bases = { trixie: base, bookworm: base }

it('the state of the archive is a file that cells of one state have in common', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-context-'))
  const contextOf = async (archive: Record<string, string> | undefined, fresh?: string) => {
    const context = await archiveContext({ archive }, { fresh }, folder)
    const place = context['debian-archive']
    return place && readFile(path.join(place, 'state'), 'utf8')
  }
  try {
    const one = await contextOf({ 'trixie main': '1', 'trixie-security main': '2' }, 'this run')
    expect(await contextOf({ 'trixie-security main': '2', 'trixie main': '1' }, 'another run')).toBe(one)
    expect(await contextOf({ 'trixie main': '1', 'trixie-security main': '3' })).not.toBe(one)
    expect(await contextOf(undefined, 'this run')).toBe('this run')
    // Then the stage is empty, as in a build by hand.
    expect(await contextOf(undefined)).toBeUndefined()
  } finally {
    await rm(folder, { recursive: true })
  }
})

/**
 * What the number RECIPE in src/plan/fingerprint.ts stands for: what every image gets that is in no file, stage or
 * argument of its cell. When this fails, images change that their fingerprints say are the same: raise RECIPE, and
 * write here what it is now.
 */
it('asks for labels and layers as recipe 1 has them', async () => {
  const catalog = await loadOnePlatform(images)
  const cells = cellsOf(catalog).filter(({ id }) => id === '4.1.0-gpu')
  const [target] = fingerprintCells(cells, catalog, readImages(images), bases)
  if (target === undefined) throw new Error('the catalog has no 4.1.0-gpu')
  const source = 'https://example.org/images'
  const options = {
    images,
    catalog,
    bases,
    layout: '/layout',
    metadataFile: '/metadata.json',
    reference: 'example.org/spark:tag',
  }
  const request = await imageRequest(target, { ...options, origin: { source, revision: 'abc' } })
  const { labels, outputs, contexts } = request
  const form = {
    name: 'example.org/spark:tag',
    'oci-mediatypes': 'true',
    compression: catalog.compression.type,
    'compression-level': String(catalog.compression.level),
    'force-compression': 'true',
  }
  expect({ recipe: target.parts.settings.recipe, labels, outputs, contexts }).toEqual({
    recipe: '1',
    labels: {
      'org.opencontainers.image.title': 'Apache Spark 4.1.0 (gpu)',
      'org.opencontainers.image.description': 'Apache Spark 4.1.0 with os, jre, spark, python, jdbc, rapids',
      'org.opencontainers.image.version': '4.1.0',
      'org.opencontainers.image.source': 'https://example.org/images',
      'org.opencontainers.image.revision': 'abc',
      'org.opencontainers.image.licenses': expect.stringContaining('Apache-2.0 AND '),
      'org.opencontainers.image.base.name': 'debian:trixie-slim',
      'org.opencontainers.image.base.digest': base.digest,
      'spark-images.cell': '4.1.0-gpu',
      'spark-images.fingerprint': target.fingerprint,
      'spark-images.support': expect.stringMatching(/^experimental: RAPIDS /),
    },
    outputs: [
      { type: 'oci', tar: 'false', dest: '/layout', ...form },
      { type: 'docker', ...form },
    ],
    contexts: { base: 'docker-image://debian@sha256', 'build-base': 'docker-image://debian@sha256' },
  })

  // Sources that are no checkout have no revision, and no label of that name.
  const plain = await imageRequest(target, { ...options, origin: { source } })
  expect(Object.keys(plain.labels ?? {})).toEqual(
    Object.keys(labels ?? {}).filter((name) => !name.endsWith('.revision')),
  )
})
