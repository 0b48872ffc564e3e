/** An image of the shelf on a cluster of its own, with the servers that checks use. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runBuildx } from '../../src/engine/buildx.ts'
import { expectSuccess } from '../../src/engine/command.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { serviceRequest } from '../../src/image/image.ts'
import { type Kubectl, kubectlAt } from '../../src/kubernetes/kubectl.ts'
import { ROOT } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'
import { type Cluster, startCluster } from './cluster/index.ts'

/** A variant with what the checks need: Iceberg, S3 and PostgreSQL's driver. */
const CATALOG = (version: string): string => `variants:
  tables:
    components: [os, jre, spark, python, s3a, iceberg, jdbc]
    versions: [${version}]
    budget: { unpacked: 1.3 GB }
`

/** An image on a cluster of its own. */
export interface Laboratory {
  readonly workshop: Workshop
  readonly docker: Docker
  readonly cluster: Cluster
  readonly kubectl: Kubectl
  readonly image: string
  readonly services: string
  close(): Promise<void>
}

/** Builds the image, or finds it built, and starts the cluster. */
export async function openLaboratory(version: string): Promise<Laboratory> {
  const workshop = await openWorkshop()
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-catalog-'))
  const catalog = path.join(folder, 'spark-images.yml')
  await writeFile(catalog, CATALOG(version))
  await workshop.quicken()
  const { code, text } = await workshop.local(['start', '--catalog', catalog, `${version}-tables`])
  if (code !== 0) throw new Error(text)
  const image = (await workshop.report()).cells[0]?.image ?? ''
  const docker = await workshop.docker()
  const registry = image.slice(0, image.indexOf('/'))
  const services = await pushServices(workshop, `${registry}/servers:tests`)
  const cluster = await startCluster(docker, registry)
  const env = { KUBECONFIG: cluster.kubeconfig, KUBECACHEDIR: path.join(cluster.home, 'cache') }
  const kubectl = kubectlAt({ program: cluster.kubectl, env })
  const close = async (): Promise<void> => {
    await cluster[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
    await workshop.close()
  }
  return { workshop, docker, cluster, kubectl, image, services, close }
}

/** The servers that checks need, where the cluster finds them. */
async function pushServices(workshop: Workshop, name: string): Promise<string> {
  const { docker, base, builder } = await workshop.open()
  const images = path.join(ROOT, 'images')
  const request = serviceRequest('lakehouse', { runtime: 'trixie' }, base, { images, builder })
  const built = await runBuildx(docker, { ...request, outputs: [{ type: 'docker', name }] }, {})
  expectSuccess(['docker', 'buildx', 'build', '--target=lakehouse'], built)
  await dockerOutput(docker, ['push', '--quiet', '--', name])
  return name
}
