/** The manifests of docs/kubernetes, as they are but for the image and the namespace. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { Subject } from './check.ts'
import type { KubeObject } from './kubectl.ts'
import { apply, LABEL, type Place, readPods, rejectStuck, waitFor } from './place.ts'

/** The images that the docs name. */
const IMAGE = /ghcr\.io\/acme\/spark(?::[\w.-]+)?/g

/** Applies a manifest of the docs. @param change what else a user has to change, such as the place of their data. */
export async function applyManifest(
  { root, kubectl, id, image, namespace, pullSecret }: Subject,
  file: string,
  change: (object: KubeObject) => KubeObject | undefined = (object) => object,
): Promise<void> {
  const text = await readFile(path.join(root, 'docs/kubernetes', file), 'utf8')
  const objects = parseAllDocuments(text.replaceAll(IMAGE, image)).flatMap((each) => {
    const object = change(each.toJS() as KubeObject)
    if (object === undefined) return []
    const { subjects, ...rest } = object as KubeObject & { subjects?: readonly object[] }
    const here = { ...rest, metadata: { ...object.metadata, namespace } }
    return subjects === undefined
      ? here
      : { ...here, subjects: subjects.map((one) => ({ ...one, namespace })) }
  })
  const all = objects as KubeObject[]
  await apply(kubectl, id, pullSecret === undefined ? all : all.map((one) => withPullSecret(one, pullSecret)))
}

/** An object whose pods pull with a secret: those of a service account, or of a template of its own. */
export function withPullSecret(object: KubeObject, name: string): KubeObject {
  const imagePullSecrets = [{ name }]
  if (object.kind === 'ServiceAccount') return { ...object, imagePullSecrets }
  const { template, ...spec } = (object.spec ?? {}) as { template?: { spec: object } }
  if (template === undefined) return object
  return {
    ...object,
    spec: { ...spec, template: { ...template, spec: { ...template.spec, imagePullSecrets } } },
  }
}

/** Removes the objects of a manifest. */
async function removeManifest(subject: Subject, file: string): Promise<void> {
  const text = await readFile(path.join(subject.root, 'docs/kubernetes', file), 'utf8')
  const names = parseAllDocuments(text).map((each) => {
    const { kind, metadata } = each.toJS() as KubeObject
    return `${kind.toLowerCase()}/${metadata.name}`
  })
  await subject.kubectl(['delete', '--ignore-not-found', '--wait=false', '--', ...names])
}

/** Applies a manifest for as long as an action lasts, however that ends. */
export async function withManifest<T>(
  subject: Subject,
  file: string,
  action: () => Promise<T>,
  change?: (object: KubeObject) => KubeObject | undefined,
): Promise<T> {
  await applyManifest(subject, file, change)
  try {
    return await action()
  } finally {
    await removeManifest(subject, file)
  }
}

/** Waits until pods of an `app` are ready. @param patience in ms. */
export async function waitForApp(place: Place, app: string, count = 1, patience = 300_000): Promise<void> {
  await waitFor(
    patience,
    async () => {
      const pods = await readPods(place, `app=${app},${LABEL}=${place.id}`)
      for (const pod of pods) await rejectStuck(place, pod)
      const ready = pods.filter(({ status }) => status?.containerStatuses?.every((each) => each.ready))
      return ready.length === count && pods.length === count ? true : undefined
    },
    async () => `${app} is not ready: ${await reasonsOf(place, app)}`,
  )
}

/** Why pods are not there or not ready, in the cluster's own words. */
async function reasonsOf({ kubectl }: Place, app: string): Promise<string> {
  const { stdout } = await kubectl([
    'get',
    'events',
    '--sort-by=.lastTimestamp',
    '--output=jsonpath={range .items[*]}{.involvedObject.name}: {.message}{"\\n"}{end}',
  ])
  const lines = stdout.split('\n').filter((line) => line.startsWith(app))
  return lines.slice(-3).join('; ') || 'nothing has made a pod'
}
