import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { dockerAt, dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { obstacle } from '../../src/engine/private/packages.ts'
import { programEnvironment, unpackPrograms } from '../../src/engine/private/programs.ts'
import { there } from './process.ts'
import { HOME } from './workshop.ts'

/**
 * A real registry's program: Debian's docker-registry, as the private engine has it, or, on another machine
 * with Docker, the one in the image that npm start runs there.
 */
export async function registryProgram(): Promise<string> {
  const folder = localFolder({ SPARK_IMAGES_HOME: HOME })
  if ((await obstacle()) === undefined) {
    await unpackPrograms(folder, () => {})
    for (const place of (programEnvironment(folder).PATH ?? '').split(path.delimiter)) {
      const file = path.join(place, 'docker-registry')
      if (await there(file)) return file
    }
    throw new Error(`docker-registry was not unpacked into ${folder.programs}`)
  }
  const file = path.join(folder.root, 'registry')
  if (await there(file)) return file
  await mkdir(folder.root, { recursive: true })
  const docker = dockerAt('docker')
  const container = await dockerOutput(docker, ['create', '--', 'registry:3'])
  await dockerOutput(docker, ['cp', `${container}:/bin/registry`, file])
  await dockerOutput(docker, ['rm', '--', container])
  return file
}
