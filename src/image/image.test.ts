import path from 'node:path'
import { expect, it } from 'vitest'
import { cellsOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { imageRequest } from './image.ts'

const images = path.join(import.meta.dirname, '../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'debian@sha256' }
const bases = { trixie: base, bookworm: base }

/**
 * What the number RECIPE in src/plan/fingerprint.ts stands for: what every image gets that is in no file, stage or
 * argument of its cell. When this fails, images change that their fingerprints say are the same: raise RECIPE, and
 * write here what it is now.
 */
it('asks for labels and layers as recipe 1 has them', async () => {
  const catalog = await loadCatalog(images)
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
    contexts: { base: 'docker-image://debian@sha256' },
  })

  // Sources that are no checkout have no revision, and no label of that name.
  const plain = await imageRequest(target, { ...options, origin: { source } })
  expect(Object.keys(plain.labels ?? {})).toEqual(
    Object.keys(labels ?? {}).filter((name) => !name.endsWith('.revision')),
  )
})
