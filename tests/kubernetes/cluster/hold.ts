/** Starts a cluster for as long as this process lives: `node hold.ts HOME REGISTRY` prints the kubeconfig. */

import { serverVersion } from '../../../src/engine/builder.ts'
import { dockerAt } from '../../../src/engine/docker.ts'
import { localFolder } from '../../../src/engine/private/folder.ts'
import { privateDocker } from '../../../src/engine/private/index.ts'
import { startCluster } from './index.ts'

const [home = '', registry = ''] = process.argv.slice(2)
const machine = dockerAt('docker')
const isThere = (await serverVersion(machine)) !== undefined
const docker = isThere ? machine : privateDocker(localFolder({ SPARK_IMAGES_HOME: home }))
const cluster = await startCluster(docker, registry)
process.stdout.write(`${cluster.kubeconfig}\n`)
process.once('SIGTERM', async () => {
  await cluster[Symbol.asyncDispose]()
  process.exit(0)
})
setInterval(() => {}, 60_000)
