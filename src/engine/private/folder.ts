/** The one folder that holds everything of local runs. */
import { homedir } from 'node:os'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'

export type Folder = Readonly<ReturnType<typeof localFolder>>

/**
 * Returns the paths in $SPARK_IMAGES_HOME, or in spark-images in the user's cache folder.
 * @throws ConfigurationError when sockets in it would have too long a name (unix(7): 107 bytes).
 */
export function localFolder(env: NodeJS.ProcessEnv) {
  const cache = env.XDG_CACHE_HOME || path.join(homedir(), '.cache')
  const root = path.resolve(env.SPARK_IMAGES_HOME || path.join(cache, 'spark-images'))
  if (Buffer.byteLength(root) > 60) {
    throw new ConfigurationError(
      `${root}: too long a path for the engine's sockets; set SPARK_IMAGES_HOME to a shorter one`,
    )
  }
  return {
    root,
    programs: path.join(root, 'programs'), // Debian packages, unpacked.
    apt: path.join(root, 'apt'), // apt's lists and downloads.
    run: path.join(root, 'run'), // Settings, sockets, process ids, logs.
    data: path.join(root, 'data'), // The engine's images and caches.
    layout: path.join(root, 'layout'), // The OCI layout of the last image, with the blobs of earlier ones.
    registry: path.join(root, 'registry'), // The registry's blobs.
    config: path.join(root, 'config'), // DOCKER_CONFIG: buildx is in its cli-plugins.
  }
}
