import { stageOutcomes, type Outcome } from '../clock/stageStatistics.ts'
import { STAGES, type Stage } from '../clock/stages.ts'
import { binOf } from './bins.ts'
import { isCorrected } from './handlings.ts'
import { isoWeek } from './localTime.ts'
import type { TimedHandling } from './types.ts'

/** By what figures are told apart; `all` not at all. */
export const DIMENSIONS = ['all', 'grid', 'team', 'kind', 'plan', 'level', 'mode', 'hour', 'day', 'week', 'space'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Dimensions whose groups follow time: they make a trend. */
export const TRENDS: readonly Dimension[] = ['day', 'week', 'space']

/** The one group of `all`. */
export const EVERYTHING = 'all'

const SINGLE: Readonly<Record<Exclude<Dimension, 'team' | 'plan'>, (handling: TimedHandling) => string | null>> = {
  all: () => EVERYTHING,
  grid: ({ grid }) => grid,
  kind: ({ kind }) => kind,
  level: ({ level }) => level,
  mode: ({ mode }) => mode,
  hour: ({ hour }) => String(hour).padStart(2, '0'),
  day: ({ day }) => day,
  week: ({ day }) => isoWeek(day),
  space: ({ space }) => space,
}

/**
 * The groups a handling belongs to; null for that of which nobody said. Always one, but for teams and plans: a handling counts
 * for each team that took part, and for each kind of special plan that was run for it (TIMING-2).
 */
export function groupsOf(handling: TimedHandling, by: Dimension): readonly (string | null)[] {
  if (by !== 'team' && by !== 'plan') return [SINGLE[by](handling)]
  const groups = by === 'team' ? handling.teams : handling.plans
  return groups.length === 0 ? [null] : groups
}

/** What an import counts of its records (IMPORT-2): all, those that count, those left out as a whole, those of them without a readable report, false alarms. */
export const ROWS = ['all', 'counted', 'faulty', 'undated', 'cancelled'] as const
export type Rows = (typeof ROWS)[number]

/** Are records without a readable report, which are no handlings and stand in no stretch, among these rows? */
export function hasUndated(rows: Rows | undefined): boolean {
  return rows === 'all' || rows === 'faulty' || rows === 'undated'
}

/** Is the handling one of these rows of an import? */
function isOfRows({ past, end }: TimedHandling, rows: Rows): boolean {
  if (past === undefined || rows === 'undated') return false
  if (rows === 'all' || rows === 'faulty') return rows === 'all' || past.faulty
  return !past.faulty && (end?.how === 'cancelled') === (rows === 'cancelled')
}

/** A figure by what it counts: group, and if they are named the stage and what became of it. */
export interface Selection {
  readonly by: Dimension
  /** `undefined` for all groups. */
  readonly key?: string | null | undefined
  readonly stage?: Stage | undefined
  /** Of the stage; none for any. */
  readonly outcomes?: readonly Outcome[] | undefined
  /** The bar of the distribution the time of the stage stands in. */
  readonly bin?: number | undefined
  /** Only those with a corrected stamp of the stage. */
  readonly corrected?: boolean | undefined
  /** Only these rows of an import. */
  readonly rows?: Rows | undefined
}

/** Does the handling stand behind the figure at `now` (epoch ms)? (TIMING-3) */
export function isBehind(handling: TimedHandling, { by, key, stage, outcomes, bin, corrected, rows }: Selection, now: number): boolean {
  if (rows !== undefined && !isOfRows(handling, rows)) return false
  if (key !== undefined && !groupsOf(handling, by).includes(key)) return false
  const stages: readonly Stage[] = stage === undefined ? STAGES : [stage]
  if (corrected === true && !stages.some((each) => isCorrected(handling, each))) return false
  const isAny = outcomes === undefined || outcomes.length === 0
  if (isAny && bin === undefined) return true
  return stageOutcomes(handling, now).some(({ outcome, tookMs, clock }) => stages.includes(clock.stage) && (isAny || outcomes.includes(outcome)) &&
    (bin === undefined || (tookMs !== null && binOf(tookMs, clock.limitMs) === bin)))
}
