import { expect, it } from 'vitest'
import { artifactsForPlatform, type LockedArtifact, machineOf } from './lockfile.ts'

it('locks wheels for other machines, which are not in an image', () => {
  const files = ['a-1-py3-none-any.whl', 'b-1-cp311-x86_64.whl', 'b-1-cp311-aarch64.whl', 'c-x86_64.jar']
  const locked = files.map((file) => ({ file }) as LockedArtifact)
  const filesFor = (platform: string): string[] =>
    artifactsForPlatform(platform, locked).map(({ file }) => file)
  expect(filesFor('linux/amd64')).toEqual(files.filter((file) => !file.includes('aarch64')))
  expect(filesFor('linux/arm64')).toEqual(files.filter((file) => !file.endsWith('x86_64.whl')))
  expect(() => machineOf('linux/riscv64')).toThrow('no machine is known for linux/riscv64')
})
