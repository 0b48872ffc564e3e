/** When plans were made of which a release found nothing to move, and which so have no record. */
import * as z from 'zod/mini'
import { isExpected, messageOf } from '../errors.ts'
import type { Repository } from '../registry/repository.ts'
import type { AliasHistory, History } from './record.ts'
import { readTagState, type TagKind, writeTagState } from './tag-state.ts'

const noteSchema = z.object({
  /** When the newest such plan was made, and the aliases that it found right. */
  plans: z.array(z.object({ planned: z.string(), aliases: z.array(z.string()) })),
})

const KIND: TagKind<z.infer<typeof noteSchema>> = {
  tag: 'release-plans',
  artifactType: 'application/vnd.spark-images.release-plans.v1+json',
  name: 'a note of plans',
  schema: noteSchema,
}

/** The history with the plans that had nothing to move. */
export async function withNotedPlans(repository: Repository, history: History): Promise<History> {
  const note = await readTagState(repository, KIND)
  const aliases = new Map(history.aliases)
  for (const { planned, aliases: names } of note?.plans ?? []) {
    for (const name of names) aliases.set(name, newerOf(aliases.get(name), planned))
  }
  return { ...history, aliases }
}

function newerOf(known: AliasHistory | undefined, planned: string): AliasHistory {
  const isNewer = !(Date.parse(known?.planned ?? '') >= Date.parse(planned))
  return isNewer ? { ...known, planned, release: undefined } : { ...known }
}

/**
 * Notes that a plan found aliases right: it is still newer than what an earlier run has yet to release. Of two notes
 * at once one is lost, and that is taken. Nothing is to be moved, so a refusal is only said.
 * @param history with the plans noted so far
 */
export async function notePlan(
  repository: Repository,
  { aliases }: History,
  names: readonly string[],
  planned: string,
  say: (text: string) => void,
): Promise<void> {
  const isNews = (name: string): boolean => newerOf(aliases.get(name), planned).planned === planned
  const news = names.filter((name) => isNews(name) && aliases.get(name)?.planned !== planned)
  if (news.length === 0) return
  const times = new Map([[planned, news]])
  // What no release has: of another pipeline's plans, which this one must not forget.
  for (const [name, known] of aliases) {
    const { planned: time, release } = known
    if (time === undefined || release !== undefined || news.includes(name)) continue
    times.set(time, [...(times.get(time) ?? []), name])
  }
  try {
    await writeTagState(repository, KIND, {
      plans: [...times].map(([time, of]) => ({ planned: time, aliases: of })),
    })
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`that this plan is the newest is not noted: ${messageOf(error)}`)
  }
}
