/** The one folder that holds everything of local runs. */
import { homedir } from 'node:os'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'

/** What is in the folder, each in one of its own. */
const PLACES = [
  /** Debian packages, unpacked. */
  'programs',
  /** apt's lists and downloads. */
  'apt',
  /** Settings, sockets, process ids, logs. */
  'run',
  /** The engine's images and caches. */
  'data',
  /** The OCI layout of the last image, with the blobs of earlier ones. */
  'layout',
  /** The registry's blobs. */
  'registry',
  /** DOCKER_CONFIG: buildx is in its cli-plugins. */
  'config',
] as const

/** Where a local run keeps all that is its own: the paths. */
export type Folder = Readonly<Record<'root' | (typeof PLACES)[number], string>>

/**
 * The one folder of local runs: $SPARK_IMAGES_HOME, or spark-images in the user's cache folder.
 * @throws ConfigurationError when sockets in it would have too long a name (unix(7): 107 bytes).
 */
export function localFolder(env: NodeJS.ProcessEnv): Folder {
  const cache = env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  const root = path.resolve(env.SPARK_IMAGES_HOME || path.join(cache, 'spark-images'))
  if (Buffer.byteLength(root) > 60) {
    throw new ConfigurationError(
      `${root}: too long a path for the engine's sockets; set SPARK_IMAGES_HOME to a shorter one`,
    )
  }
  const places = PLACES.map((name) => [name, path.join(root, name)])
  return { root, ...(Object.fromEntries(places) as Omit<Folder, 'root'>) }
}
