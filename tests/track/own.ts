/** A user's repository that the tests of track begin with, and an index that has what the shipped family has. */

import type { TrackResult } from '../../src/track/track.ts'
import { shipped } from '../support/user-catalog.ts'
import { IndexServer } from './index-server.ts'

export async function startIndex(): Promise<IndexServer> {
  const server = await IndexServer.start()
  server.addSpark(Object.keys(shipped.catalog.versions))
  return server
}

/** Versions of a family of its own: the shipped ones go. */
const NONE = Object.keys(shipped.catalog.versions)
  .map((version) => `  ${version}: null\n`)
  .join('')

export const OWN = `# Our images.
track: # weekly
  spark: { series: ["4.1"], patches: 2, wait: 7 days }
versions:
  # In production.
  4.1.81: {}   # since May
  4.1.80: { runtime: bookworm }

${NONE}variants:
  gpu: null
  iceberg: null
  gpu-iceberg: null   # not ours
aliases: []
`

export function versionsIn({ changes }: TrackResult): string[] {
  return changes.flatMap((one) => (one.kind === 'version' ? `${one.what} ${one.version}` : []))
}

export function pinsIn({ changes }: TrackResult): string[] {
  return changes.flatMap((one) =>
    one.kind === 'pin' ? `${one.names.join('+')} ${one.from} → ${one.to}` : [],
  )
}

export const LAKE = `${OWN.replace('variants:\n', 'variants:\n  lake: { components: [os, jre, spark, lake] }\n')}components:
  spark: { hardened: null }
  lake:
    # The runtime.
    maven:
      runtime:
        name: acme.lake:runtime-{series}_{scala}
        version: { "4.1": 1.0.0 }   # by series
        license: Apache-2.0
        transitive: false
      lake: { name: "acme.lake:lake", version: { "4.1": 2.0.0 }, license: MIT, transitive: false }
`
const COMPONENT = 'track: # weekly\n  components: { lake: { wait: 7 days } }\n'
export const LAKE_ONLY = LAKE.replace('track: # weekly\n', COMPONENT)
