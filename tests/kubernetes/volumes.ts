import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { type Pod, unsupported, type Volume } from './objects.ts'
import type { Store } from './store.ts'

/** Files of a volume by their paths in it; none for one that the containers write to. */
export type Files = Readonly<Record<string, string>>

/**
 * Files of a pod's volume: of a ConfigMap, all keys or those that are listed. Undefined as long as there is no
 * such ConfigMap or claim: the pod waits for it.
 */
export function filesOf(store: Store, pod: Pod, volume: Volume): Files | undefined {
  const { namespace } = pod.metadata
  if (volume.emptyDir !== undefined) return {}
  if (volume.persistentVolumeClaim !== undefined) {
    const { claimName } = volume.persistentVolumeClaim
    return store.find('persistentvolumeclaims', namespace, claimName) === undefined ? undefined : {}
  }
  if (volume.configMap === undefined) throw unsupported(`volume ${JSON.stringify(volume)}`)
  const found = store.find('configmaps', namespace, volume.configMap.name)
  if (found === undefined) return undefined
  const data = (found.data ?? {}) as Files
  const { items = Object.keys(data).map((key) => ({ key, path: key })) } = volume.configMap
  return Object.fromEntries(items.map((item) => [item.path, data[item.key] ?? '']))
}

/** Writes files into a volume, through the pod's sandbox, which has it at /volumes/NAME. */
export async function fill(docker: Docker, sandbox: string, name: string, files: Files): Promise<void> {
  if (Object.keys(files).length === 0) return
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-volume-'))
  try {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
      await writeFile(path.join(folder, file), content, { mode: 0o644 })
    }
    await dockerOutput(docker, ['cp', '--quiet', `${folder}/.`, `${sandbox}:/volumes/${name}`])
  } finally {
    await rm(folder, { recursive: true })
  }
}
