/** Volumes on demand, as every cluster for more than tests has them: a folder of the node for each claim. */
import { spawn } from 'node:child_process'
import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { run } from '../../../src/engine/command.ts'

const CLASS = 'standard'

export const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: CLASS, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'spark-images.test/folders',
  // As the clouds' classes do: a claim is served once its pod has a node.
  volumeBindingMode: 'WaitForFirstConsumer',
}

/** Makes a volume for each claim, until it is stopped. @returns what stops it. */
export function serveClaims(kubectl: string, args: readonly string[], folder: string): () => void {
  const node = '.metadata.annotations.volume\\.kubernetes\\.io/selected-node'
  const fields = [
    '.metadata.namespace',
    '.metadata.name',
    '.metadata.uid',
    '.status.phase',
    '.spec.accessModes[0]',
    node,
  ]
  const template = `${fields.map((field) => `{${field}}`).join(' ')}{"\\n"}`
  const watch = [
    ...args,
    'get',
    'persistentvolumeclaims',
    '--all-namespaces',
    '--watch',
    `--output=jsonpath=${template}`,
  ]
  const child = spawn(kubectl, watch, { stdio: ['ignore', 'pipe', 'ignore'] })
  const made = new Set<string>()
  createInterface({ input: child.stdout }).on('line', async (line) => {
    const [namespace = '', name = '', uid = '', phase, mode, selected = ''] = line.split(' ')
    if (phase !== 'Pending' || selected === '' || made.has(uid)) return
    made.add(uid)
    const place = path.join(folder, uid)
    await mkdir(place, { recursive: true })
    await chmod(place, 0o777)
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `claim-${uid}` },
      spec: {
        storageClassName: CLASS,
        capacity: { storage: '10Gi' },
        // Spark's claims are for one pod alone: ReadWriteOncePod.
        accessModes: [mode],
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { namespace, name, uid },
        hostPath: { path: place },
      },
    }
    await run(kubectl, [...args, 'apply', '--filename=-'], { input: JSON.stringify(volume) })
  })
  return () => child.kill()
}
