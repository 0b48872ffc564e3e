/** The servers that checks use: an S3 server, Iceberg's REST catalog on it, and PostgreSQL, in one pod behind one name. */
import { apply, type Place, podOf, readPod, rejectStuck, waitFor } from './place.ts'

/** Name of the pod and its service. */
const NAME = 'servers'
const PORTS = { s3: 7070, rest: 19120, postgresql: 5432 }
const BUCKET = 'warehouse'

/** Hadoop's way to the S3 server. */
export const S3A = {
  'spark.hadoop.fs.s3a.endpoint': `http://${NAME}:${PORTS.s3}`,
  'spark.hadoop.fs.s3a.endpoint.region': 'us-east-1',
  'spark.hadoop.fs.s3a.path.style.access': 'true',
  'spark.hadoop.fs.s3a.access.key': 'spark',
  'spark.hadoop.fs.s3a.secret.key': 'sparkspark',
}

/** A folder of the S3 server. */
export const s3a = (folder: string): string => `s3a://${BUCKET}/${folder}`

const CATALOG = 'spark.sql.catalog.iceberg'
const S3_FILES = {
  [`${CATALOG}.io-impl`]: 'org.apache.iceberg.aws.s3.S3FileIO',
  [`${CATALOG}.s3.endpoint`]: `http://${NAME}:${PORTS.s3}`,
  [`${CATALOG}.s3.path-style-access`]: 'true',
  [`${CATALOG}.s3.access-key-id`]: 'spark',
  [`${CATALOG}.s3.secret-access-key`]: 'sparkspark',
  [`${CATALOG}.client.region`]: 'us-east-1',
}

/** The image's catalog `iceberg`, switched by settings alone. */
export const CATALOGS = {
  rest: {
    [`${CATALOG}.type`]: 'rest',
    [`${CATALOG}.uri`]: `http://${NAME}:${PORTS.rest}/iceberg`,
    [`${CATALOG}.warehouse`]: BUCKET,
    ...S3_FILES,
  },
  jdbc: {
    [`${CATALOG}.type`]: 'jdbc',
    [`${CATALOG}.uri`]: `jdbc:postgresql://${NAME}:${PORTS.postgresql}/spark`,
    [`${CATALOG}.jdbc.user`]: 'spark',
    [`${CATALOG}.jdbc.password`]: 'spark',
    [`${CATALOG}.warehouse`]: `s3://${BUCKET}/jdbc`,
    ...S3_FILES,
  },
}

/** Starts the servers and waits until all of them listen. @param image made from images/acceptance/services. */
export async function startServices(place: Place, image: string): Promise<void> {
  const labels = { app: NAME }
  const ports = Object.entries(PORTS).map(([name, port]) => ({ name, port }))
  const open = Object.values(PORTS).map((port) => `: </dev/tcp/127.0.0.1/${port}`)
  const container = {
    env: [
      { name: 'LISTEN', value: '0.0.0.0' },
      { name: 'HOST', value: NAME },
    ],
    // Its data is its image's.
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [],
    readinessProbe: {
      exec: { command: ['bash', '-c', open.join(' && ')] },
      periodSeconds: 1,
      failureThreshold: 300,
    },
  }
  const securityContext = { runAsNonRoot: true, runAsUser: 70, seccompProfile: { type: 'RuntimeDefault' } }
  const pod = podOf({ image }, NAME, container, {
    metadata: { labels },
    securityContext,
    restartPolicy: 'Always',
  })
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: NAME },
    spec: { selector: labels, ports },
  }
  await apply(place.kubectl, place.id, [service, pod])
  await waitFor(
    300_000,
    async () => {
      const found = await readPod(place, NAME)
      if (found !== undefined) await rejectStuck(place, found)
      return found?.status?.containerStatuses?.[0]?.ready || undefined
    },
    async () => `the servers of ${image} do not listen`,
  )
}
