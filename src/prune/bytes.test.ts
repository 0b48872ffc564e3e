import { expect, it } from 'vitest'
import { type Digest, sha256 } from '../oci/digest.ts'
import { EMPTY_DESCRIPTOR } from '../registry/artifact.ts'
import { freedBytes } from './bytes.ts'
import type { Stored } from './contents.ts'

const blob = (name: string, size: number) => ({ mediaType: '', digest: sha256(name), size })

function manifest(name: string, ...blobs: Stored['blobs']): Stored {
  return { digest: sha256(name) as Digest, kind: 'image', size: 1000, children: [], blobs }
}

it('a deletion frees what nothing needs that stays, and shared bytes once', () => {
  const [base, shared, own] = [blob('base', 1), blob('shared', 20), blob('own', 300)]
  const kept = manifest('kept', base)
  const one = manifest('one', base, shared, EMPTY_DESCRIPTOR)
  const two = manifest('two', shared, own, own)
  expect(freedBytes([kept], [[one], [two], [], [one]])).toEqual([1020, 1300, 0, 0])
})
