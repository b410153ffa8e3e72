import type { Static } from 'typebox'
import { OUTCOMES, type Outcome } from '../../shared/clock/stageStatistics.ts'
import type { TimingQuerySchema } from '../../shared/protocol/timingSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { hasUndated, isBehind, type Selection } from '../../shared/timing/dimensions.ts'
import { createTiming, type TimingGroup, type TimingReport } from '../../shared/timing/figures.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import { toMs } from '../ingest/toMs.ts'
import type { ImportedIncident } from './import/record.ts'
import type { TimingSource } from './timingSource.ts'

/** Spaces one question may name; `drills` are all of them, however many. */
export const MOST_SPACES = 50
export const ALL_DRILLS = 'drills'

/** What is asked for, checked. */
export interface Question {
  /** Drills in order of their start, after what else is named. */
  readonly spaces: readonly ReviewSpace[]
  /** The same as it was asked for: what tables and files say. */
  readonly asked: readonly string[]
  /** Epoch ms; handlings that started in [`from`, `to`). */
  readonly from: number
  readonly to: number
  readonly selection: Selection
}

/** Reads a question from an address; a refusal names the field that is wrong. */
export async function questionOf(query: Static<typeof TimingQuerySchema>, source: TimingSource): Promise<Question | Refusal> {
  const asked = [...new Set((query.space ?? 'live').split(','))]
  const named = asked.filter((space) => space !== ALL_DRILLS)
  if (named.length > MOST_SPACES) return refuse('tooMany', 'space', `at most ${MOST_SPACES} spaces by name; ${ALL_DRILLS} are all drills`)
  for (const space of named) if (!(await source.has(space))) return refuse('unknown', 'space', `there is no space ${space}`)
  const [from, to] = [momentOf(query.from, -Infinity), momentOf(query.to, Infinity)]
  if (from >= to) return refuse('reversed', 'to', 'the stretch ends where it begins, or before')
  const outcomes = (query.outcome ?? '').split(',').filter((outcome) => outcome !== '')
  const unknown = outcomes.find((outcome) => !(OUTCOMES as readonly string[]).includes(outcome))
  if (unknown !== undefined) return refuse('unknown', 'outcome', `an outcome is one of ${OUTCOMES.join(', ')}`)
  return {
    spaces: await inOrder(named as ReviewSpace[], asked.includes(ALL_DRILLS), source), asked, from, to,
    selection: {
      by: query.by ?? 'all', key: query.noKey === 'true' ? null : query.key, stage: query.stage, outcomes: outcomes as Outcome[],
      bin: query.bin === undefined ? undefined : Number(query.bin),
      corrected: query.corrected === 'true', rows: query.rows,
    },
  }
}

/** The named spaces, and drills in order of their start: so their figures are a trend. */
async function inOrder(named: readonly ReviewSpace[], allDrills: boolean, source: TimingSource): Promise<ReviewSpace[]> {
  const drills = (await source.spaces()).map(({ space }) => space).filter((space) => space.startsWith('drill:'))
  const rank = (space: ReviewSpace): number => drills.indexOf(space)
  const wanted = [...new Set([...named, ...(allDrills ? drills : [])])]
  return wanted.sort((a, b) => rank(a) - rank(b))
}

function momentOf(moment: string | undefined, otherwise: number): number {
  if (moment === undefined) return otherwise
  return /^\d+$/.test(moment) ? Number(moment) : toMs(moment)
}

/**
 * Goes through all handlings of the stretch, in slices, each with the server's `now` by the clock of its space. Answers how many
 * records no stretch can hold.
 */
export async function walk({ spaces, from, to }: Question, source: TimingSource, now: number, visit: (handling: TimedHandling, now: number) => void, visitUndated?: (record: ImportedIncident, space: ReviewSpace) => void): Promise<number> {
  let undated = 0
  for (const space of spaces) {
    const own = await source.nowOf(space, now)
    for await (const slice of source.slices(space)) {
      undated += slice.undated.length
      slice.undated.forEach((record) => visitUndated?.(record, space))
      slice.handlings.filter(({ startedReal }) => startedReal >= from && startedReal < to).forEach((handling) => visit(handling, own))
    }
  }
  return undated
}

export interface TimingAnswer extends TimingReport {
  readonly undated: number
}

/** Figures of a stretch at the server's `now` (epoch ms). Spaces as groups stand in the order of the question. */
export async function timingOf(question: Question, source: TimingSource, now: number): Promise<TimingAnswer> {
  const timing = createTiming(question.selection.by)
  const undated = await walk(question, source, now, timing.add)
  const report = timing.report()
  if (report.by !== 'space') return { ...report, undated }
  const place = ({ key }: TimingGroup): number => question.spaces.findIndex((space) => space === key)
  return { ...report, groups: report.groups.toSorted((a, b) => place(a) - place(b)), undated }
}

/** What stands behind a figure: a handling with now by its own clock, or a record of another system without a readable report. */
export type Behind = { readonly handling: TimedHandling; readonly now: number } | { readonly record: ImportedIncident; readonly space: ReviewSpace }

/** What stands behind a figure, `limit` of them after the first `skip`; and how many there are. */
export async function behind(question: Question, source: TimingSource, now: number, { skip, limit }: { readonly skip: number; readonly limit: number }) {
  let count = 0
  const found: Behind[] = []
  const put = (one: Behind): void => {
    if (count >= skip && found.length < limit) found.push(one)
    count += 1
  }
  await walk(question, source, now, (handling, own) => {
    if (isBehind(handling, question.selection, own)) put({ handling, now: own })
  }, (record, space) => {
    if (hasUndated(question.selection.rows)) put({ record, space })
  })
  return { count, found }
}
