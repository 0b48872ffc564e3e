import { expect, it } from 'vitest'
import {
  artifactsForPlatform,
  artifactsInImages,
  type LockedArtifact,
  machineOf,
  parseLockfile,
} from './lockfile.ts'

it('locks wheels for other machines, which are not in an image', () => {
  const files = ['a-1-py3-none-any.whl', 'b-1-cp311-x86_64.whl', 'b-1-cp311-aarch64.whl', 'c-x86_64.jar']
  const locked = files.map((file) => ({ file }) as LockedArtifact)
  const filesFor = (platform: string): string[] =>
    artifactsForPlatform(platform, locked).map(({ file }) => file)
  expect(filesFor('linux/amd64')).toEqual(files.filter((file) => !file.includes('aarch64')))
  expect(filesFor('linux/arm64')).toEqual(files.filter((file) => !file.endsWith('x86_64.whl')))
  expect(() => machineOf('linux/riscv64')).toThrow('no machine is known for linux/riscv64')
})

it('locks packages for one machine alone, and those that only builds use', () => {
  const row = (kind: string, file: string): string => `${kind} a 1 ${file} 1 ${'0'.repeat(64)} MIT`
  const rows = [
    row('pypi', 'a-1.tar.gz'),
    row('pypi@aarch64', 'b-1-py3-none-any.whl'),
    row('build', 'c-1.whl'),
  ]
  const artifacts = parseLockfile(rows.join('\n'), 'x.lock').flatMap(({ artifact }) => artifact ?? [])
  const files = (some: readonly LockedArtifact[]): string[] => some.map(({ file }) => file)
  expect(files(artifactsForPlatform('linux/amd64', artifacts))).toEqual(['a-1.tar.gz', 'c-1.whl'])
  expect(files(artifactsForPlatform('linux/arm64', artifacts))).toEqual(files(artifacts))
  expect(files(artifactsInImages(artifacts))).toEqual(['a-1.tar.gz', 'b-1-py3-none-any.whl'])
  expect(() => parseLockfile(row('pypi@riscv64', 'a-1.whl'), 'x.lock')).toThrow('x.lock:1: expected')
})
