/** The one folder that holds everything of local runs. */
import { homedir } from 'node:os'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'

/** Where a local run keeps all that is its own. */
export interface Folder {
  readonly root: string
  /** Debian packages, unpacked. */
  readonly programs: string
  /** apt's lists and downloads. */
  readonly apt: string
  /** Settings, sockets, process ids, logs. */
  readonly run: string
  /** The engine's images and caches. */
  readonly data: string
  /** The OCI layout of the last image, with the blobs of earlier ones. */
  readonly layout: string
  /** The registry's blobs. */
  readonly registry: string
  /** DOCKER_CONFIG: buildx is in its cli-plugins. */
  readonly config: string
}

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
  const at = (name: string): string => path.join(root, name)
  return {
    root,
    programs: at('programs'),
    apt: at('apt'),
    run: at('run'),
    data: at('data'),
    layout: at('layout'),
    registry: at('registry'),
    config: at('config'),
  }
}
