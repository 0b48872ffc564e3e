/** Checks of an image of the shelf on a real Kubernetes, as users run them on theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKS, type CheckResult, checkOnKubernetes } from '../../src/kubernetes/run.ts'
import { ROOT } from '../support/process.ts'
import { type Laboratory, openLaboratory } from './laboratory.ts'

const MINUTE = 60_000

/** Declares a test for each check of an image. @returns the laboratory, once it is open. */
export function tryOnKubernetes(version: string): () => Laboratory {
  let laboratory: Laboratory
  const results = new Map<string, CheckResult>()

  beforeAll(async () => {
    laboratory = await openLaboratory(version)
  }, 30 * MINUTE)
  afterAll(() => laboratory.close(), 2 * MINUTE)

  describe(`Spark ${version} on Kubernetes`, () => {
    beforeAll(async () => {
      const { kubectl, image, services } = laboratory
      await checkOnKubernetes(kubectl, { images: [image], services, root: ROOT }, (result) => {
        results.set(result.check, result)
      })
    }, 20 * MINUTE)

    it.each(CHECKS.map(({ name }) => name))('%s', (name) => {
      const { outcome, words } = results.get(name) ?? {}
      // The image is without RAPIDS.
      const expected = name === 'gpu' ? 'left out' : 'passed'
      expect(outcome, words?.join('\n')).toBe(expected)
    })

    it('leaves nothing behind', async () => {
      const { stdout } = await laboratory.kubectl([
        'get',
        'namespaces,persistentvolumeclaims',
        '--all-namespaces',
        '--output=name',
      ])
      const names = stdout.trim().split('\n')
      expect(names.sort()).toEqual(
        ['default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) => `namespace/${name}`),
      )
    })
  })
  return () => laboratory
}
