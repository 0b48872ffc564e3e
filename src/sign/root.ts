/** Reads the file of a trusted root. */
import { readFile } from 'node:fs/promises'
import { ConfigurationError } from '../errors.ts'
import type { GivenTrust } from './open.ts'

/**
 * Without text where no file is named.
 * @param name where the file is named.
 * @throws ConfigurationError when it can't be read.
 */
export async function readTrustedRoot(name: string, file: string): Promise<GivenTrust['root']> {
  if (file === '') return { name, text: '' }
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigurationError(`${name}: ${file} can't be read`, { cause })
  })
  return { name: `${name} (${file})`, text }
}
