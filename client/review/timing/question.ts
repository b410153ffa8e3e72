import type { Outcome } from '../../../shared/clock/stageStatistics.ts'
import type { Stage } from '../../../shared/clock/stages.ts'
import { DIMENSIONS, type Dimension, type Rows } from '../../../shared/timing/dimensions.ts'

/** Stretches that can be picked; `all` has no ends. */
export const STRETCHES = ['day', 'week', 'month', 'all'] as const
export type Stretch = (typeof STRETCHES)[number]
const DAY_MS = 86_400_000
const STRETCH_MS: Readonly<Record<Exclude<Stretch, 'all'>, number>> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }

/** What the tab asks for. Moments epoch ms; null for an open end. */
export interface TimingQuestion {
  readonly spaces: readonly string[]
  readonly from: number | null
  readonly to: number | null
  readonly by: Dimension
}

/** What n is made of, and so the share within the limit: what stands behind both (CLOCK-6). */
export const IN_N: readonly Outcome[] = ['met', 'late', 'missed']

/** A figure that was opened: group, stage and what it counts; of an import's counts the rows, of no stage. */
export interface FigureOpened {
  /** `undefined` for the whole. */
  readonly key: string | null | undefined
  readonly stage: Stage | null
  readonly outcomes: readonly Outcome[]
  /** The bar of the distribution. */
  readonly bin?: number
  readonly corrected?: boolean
  readonly rows?: Rows
}

/** Where a picked stretch begins at `now`, epoch ms; null for everything. */
export function stretchFrom(stretch: Stretch, now: number): number | null {
  return stretch === 'all' ? null : now - STRETCH_MS[stretch]
}

/** A question as the query of an address. */
export function queryOf({ spaces, from, to, by }: TimingQuestion): URLSearchParams {
  const query = new URLSearchParams({ space: spaces.join(','), by })
  if (from !== null) query.set('from', String(from))
  if (to !== null) query.set('to', String(to))
  return query
}

/** The incidents behind a figure (of an import's counts those of the whole import, as they count), from the `skip`th on. */
export function behindQuery(question: TimingQuestion, { key, stage, outcomes, bin, corrected, rows }: FigureOpened, skip: number): URLSearchParams {
  const query = queryOf(rows === undefined ? question : { ...question, from: null, to: null })
  if (rows !== undefined) query.set('rows', rows)
  if (stage !== null) query.set('stage', stage)
  if (outcomes.length > 0) query.set('outcome', outcomes.join(','))
  if (bin !== undefined) query.set('bin', String(bin))
  if (corrected === true) query.set('corrected', 'true')
  if (key === null) query.set('noKey', 'true')
  else if (key !== undefined) query.set('key', key)
  if (skip > 0) query.set('skip', String(skip))
  return query
}

/** What an address of the review asks of this tab: `?space=…&from=…&to=…&by=…`, as the replay's does. */
export function questionIn(search: string): TimingQuestion {
  const said = new URLSearchParams(search)
  const moment = (name: string): number | null => (/^\d+$/.test(said.get(name) ?? '') ? Number(said.get(name)) : null)
  const by = DIMENSIONS.find((each) => each === said.get('by')) ?? 'grid'
  return { spaces: (said.get('space') ?? 'live').split(',').filter((space) => space !== ''), from: moment('from'), to: moment('to'), by }
}

/** Where an incident is seen again (`/review`), at the moment from which the record has it: a report may tell of a time before, and a drill's clock lies behind by its pauses. */
export function replayHref({ space, incidentId, startedAt, recordedAt }: { readonly space: string; readonly incidentId: string; readonly startedAt: number | null; readonly recordedAt: number | null }): string {
  const query = new URLSearchParams({ at: String(recordedAt ?? startedAt ?? 0), incident: incidentId, ...(space === 'live' ? {} : { space }) })
  return `/review?${query}#replay`
}

/** Where the printed report of a space is made, and printed at once; of the real thing, of a stretch (epoch ms). */
export function reportHref(space: string, stretch: { readonly from: number | null; readonly to: number | null } = { from: null, to: null }): string {
  const query = queryOf({ spaces: [space], by: 'grid', ...(space === 'live' ? stretch : { from: null, to: null }) })
  query.set('report', '1')
  return `/review?${query}#timing`
}

/** Does an address ask for the printed report at once? */
export function wantsReport(search: string): boolean {
  return new URLSearchParams(search).has('report')
}

/** Can it be seen again? Another system's records have no board. */
export function canReplay(space: string): boolean {
  return !space.startsWith('import:')
}
