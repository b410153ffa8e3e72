import type { Static } from 'typebox'
import { OUTCOMES, type Outcome } from '../../shared/clock/stageStatistics.ts'
import type { TimingQuerySchema } from '../../shared/protocol/timingSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { isBehind, type Selection } from '../../shared/timing/dimensions.ts'
import { createTiming, type TimingReport } from '../../shared/timing/figures.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import { toMs } from '../ingest/toMs.ts'
import type { TimingSource } from './timingSource.ts'

/** Spaces one question may be about. */
export const MOST_SPACES = 50

/** What is asked for, checked. */
export interface Question {
  readonly spaces: readonly ReviewSpace[]
  /** Epoch ms; handlings that started in [`from`, `to`). */
  readonly from: number
  readonly to: number
  readonly selection: Selection
}

/** Reads a question from an address; a refusal names the field that is wrong. */
export async function questionOf(query: Static<typeof TimingQuerySchema>, source: TimingSource): Promise<Question | Refusal> {
  const spaces = [...new Set((query.space ?? 'live').split(','))]
  if (spaces.length > MOST_SPACES) return refuse('tooMany', 'space', `at most ${MOST_SPACES} spaces`)
  for (const space of spaces) if (!(await source.has(space))) return refuse('unknown', 'space', `there is no space ${space}`)
  const [from, to] = [momentOf(query.from, -Infinity), momentOf(query.to, Infinity)]
  if (from >= to) return refuse('reversed', 'to', 'the stretch ends where it begins, or before')
  const outcomes = (query.outcome ?? '').split(',').filter((outcome) => outcome !== '')
  const unknown = outcomes.find((outcome) => !(OUTCOMES as readonly string[]).includes(outcome))
  if (unknown !== undefined) return refuse('unknown', 'outcome', `an outcome is one of ${OUTCOMES.join(', ')}`)
  return {
    spaces: spaces as ReviewSpace[], from, to,
    selection: {
      by: query.by ?? 'all', key: query.noKey === 'true' ? null : query.key, stage: query.stage, outcomes: outcomes as Outcome[],
      corrected: query.corrected === 'true',
    },
  }
}

function momentOf(moment: string | undefined, otherwise: number): number {
  if (moment === undefined) return otherwise
  return /^\d+$/.test(moment) ? Number(moment) : toMs(moment)
}

/** Goes through all handlings of the stretch, in slices. Answers how many records no stretch can hold. */
export async function walk({ spaces, from, to }: Question, source: TimingSource, visit: (handling: TimedHandling) => void): Promise<number> {
  let undated = 0
  for (const space of spaces) {
    for await (const slice of source.slices(space)) {
      undated += slice.undated
      slice.handlings.filter(({ startedAt }) => startedAt >= from && startedAt < to).forEach(visit)
    }
  }
  return undated
}

export interface TimingAnswer extends TimingReport {
  readonly undated: number
}

/** Figures of a stretch at `now` (epoch ms). */
export async function timingOf(question: Question, source: TimingSource, now: number): Promise<TimingAnswer> {
  const timing = createTiming(question.selection.by, now)
  const undated = await walk(question, source, (handling) => timing.add(handling))
  return { ...timing.report(), undated }
}

/** Handlings behind a figure, `limit` of them after the first `skip`; and how many there are. */
export async function behind(question: Question, source: TimingSource, now: number, { skip, limit }: { readonly skip: number; readonly limit: number }) {
  let count = 0
  const handlings: TimedHandling[] = []
  await walk(question, source, (handling) => {
    if (!isBehind(handling, question.selection, now)) return
    if (count >= skip && handlings.length < limit) handlings.push(handling)
    count += 1
  })
  return { count, handlings }
}
