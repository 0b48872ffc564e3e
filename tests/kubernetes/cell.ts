/** Checks of an image of the shelf on a real Kubernetes, as users run them on theirs, and what only a cluster of one's own can show. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBuildx } from '../../src/engine/buildx.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { serviceRequest } from '../../src/image/image.ts'
import { type Kubectl, kubectlAt } from '../../src/kubernetes/kubectl.ts'
import { CHECKS, type CheckResult, checkOnKubernetes } from '../../src/kubernetes/run.ts'
import { ROOT } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'
import { type Cluster, startCluster } from './cluster/index.ts'

const MINUTE = 60_000

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
  expect(code, text).toBe(0)
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
  const { exitCode, stderr } = await runBuildx(
    docker,
    { ...request, outputs: [{ type: 'docker', name }] },
    {},
  )
  expect(exitCode, stderr).toBe(0)
  await dockerOutput(docker, ['push', '--quiet', '--', name])
  return name
}

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
