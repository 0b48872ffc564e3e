/** Checks of an image of the shelf on a real Kubernetes, as users run them on theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKS, type CheckResult, checkOnKubernetes } from '../../src/kubernetes/run.ts'
import { ROOT } from '../support/process.ts'
import { type Laboratory, openLaboratory } from './laboratory.ts'

const MINUTE = 60_000

const ALL = CHECKS.map(({ name }) => name)

/** Opens a laboratory with an image of that version for the tests of a file. @returns it, once it is open. */
export function useLaboratory(version: string): () => Laboratory {
  let laboratory: Laboratory
  beforeAll(async () => {
    laboratory = await openLaboratory(version)
  }, 30 * MINUTE)
  afterAll(() => laboratory.close(), 2 * MINUTE)
  return () => laboratory
}

/** Declares a test for each of these checks of an image. */
export function tryOnKubernetes(
  laboratory: () => Laboratory,
  tried: { title: string; image: () => Promise<string>; checks?: readonly string[] },
): void {
  const { title, image, checks = ALL } = tried
  const results = new Map<string, CheckResult>()

  describe(`${title} on Kubernetes`, () => {
    beforeAll(async () => {
      const { kubectl, services } = laboratory()
      const request = { images: [await image()], services, only: checks, root: ROOT }
      await checkOnKubernetes(kubectl, request, (result) => {
        results.set(result.check, result)
      })
    }, 20 * MINUTE)

    it.each(checks)('%s', (name) => {
      const { outcome, words } = results.get(name) ?? {}
      // No image here has RAPIDS.
      const expected = name === 'gpu' ? 'left out' : 'passed'
      expect(outcome, words?.join('\n')).toBe(expected)
    })

    it('leaves nothing behind', async () => {
      const { stdout } = await laboratory().kubectl([
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
}
