import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from './kubectl.ts'
import { withPullSecret } from './manifests.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../docs/kubernetes')
const objects = readdirSync(FOLDER).flatMap((file) => {
  const documents = parseAllDocuments(readFileSync(path.join(FOLDER, file), 'utf8'))
  return documents.map((document) => document.toJS() as KubeObject)
})

interface Pulling {
  readonly imagePullSecrets?: object
  readonly spec?: { readonly template?: { readonly spec: Pulling } }
}

it.each(['Deployment', 'StatefulSet', 'Job'])(
  'gives the pods of each %s of the docs the pull secret',
  (kind) => {
    const found = objects.filter((object) => object.kind === kind)
    expect(found).not.toEqual([])
    for (const object of found) {
      const { spec } = withPullSecret(object, 'login') as Pulling
      expect(spec?.template?.spec).toMatchObject({ imagePullSecrets: [{ name: 'login' }], containers: [{}] })
    }
  },
)

it('gives it to service accounts, whose pods Spark makes, and to nothing else', () => {
  for (const object of objects.filter(({ kind }) => ['ServiceAccount', 'Role', 'Service'].includes(kind))) {
    const { imagePullSecrets } = withPullSecret(object, 'login') as Pulling
    expect(imagePullSecrets).toEqual(object.kind === 'ServiceAccount' ? [{ name: 'login' }] : undefined)
  }
})
