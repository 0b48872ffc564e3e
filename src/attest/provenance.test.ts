import { expect, test } from 'vitest'
import { image, run } from '../../tests/attest/sample.ts'
import { attestations, LOCAL_BUILDER, provenance } from './provenance.ts'

test('the statement has all that SLSA asks of it', () => {
  const statement = JSON.parse(String(provenance(image, run)))
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'ghcr.io/org/spark', digest: { sha256: image.digest.slice(7) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: expect.stringMatching(/^https:\/\/.*docs\/attestations\.md#build-type-v1$/),
        externalParameters: {
          cell: '4.1.1-gpu',
          platform: 'linux/amd64',
          base: 'debian:trixie-slim',
          args: { SPARK_VERSION: '4.1.1' },
          catalog: { epoch: '2026-11-01T00:00:00Z', compression: { type: 'zstd', level: 3 } },
        },
        internalParameters: { fingerprint: run.fingerprint, testsFingerprint: run.testsFingerprint },
      },
      runDetails: {
        builder: { id: run.builder },
        metadata: {
          invocationId: run.invocation,
          startedOn: '2026-11-24T10:00:00Z',
          finishedOn: '2026-11-24T10:02:30Z',
        },
      },
    },
  })
  expect(statement.predicate.buildDefinition.resolvedDependencies).toEqual([
    {
      name: 'base',
      uri: `pkg:oci/debian@${run.base.digest}?repository_url=docker.io%2Flibrary%2Fdebian&tag=trixie-slim`,
      digest: { sha256: run.base.digest.slice(7) },
    },
    {
      name: 'source',
      uri: `git+https://github.com/octo/images@${run.revision}`,
      digest: { gitCommit: run.revision },
    },
    ...image.locked.map(({ file, sha256 }) => ({
      name: file,
      uri: expect.stringMatching(/^pkg:(maven|pypi)\//),
      digest: { sha256 },
    })),
  ])
})

test('at home: a builder that says so, no run, and perhaps no commit', () => {
  const { builder: _, invocation: __, revision: ___, ...home } = run
  const { predicate } = JSON.parse(String(provenance(image, home)))
  expect(predicate.runDetails.builder).toEqual({ id: LOCAL_BUILDER })
  expect(predicate.runDetails.metadata).not.toHaveProperty('invocationId')
  expect(predicate.buildDefinition.resolvedDependencies[1]).toEqual({
    name: 'source',
    uri: 'git+https://github.com/octo/images',
  })
})

test('are found by what tools look for', () => {
  const [sbom, statement] = attestations(image, [], run)
  expect(sbom).toMatchObject({
    artifactType: 'application/spdx+json',
    mediaType: 'application/spdx+json',
    annotations: { 'org.opencontainers.image.created': '2026-11-01T00:00:00Z' },
  })
  expect(statement).toMatchObject({
    artifactType: 'application/vnd.in-toto+json',
    mediaType: 'application/vnd.in-toto+json',
    annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' },
  })
})
