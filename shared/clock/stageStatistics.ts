import { isPending, responseClock, type ClockInput, type StageClock } from './responseClock.ts'
import { STAGES, type Stage } from './stages.ts'

/** Figures of one stage over a set of handlings (CLOCK-6). Times in ms; null when nothing was stamped. */
export interface StageStatistics {
  readonly stage: Stage
  /** Counted handlings: met + late + missed. */
  readonly n: number
  readonly met: number
  readonly late: number
  readonly missed: number
  /** Still within the limit, not counted yet. */
  readonly open: number
  /** Left out of `n`, by reason. */
  readonly excluded: Readonly<Record<Exclusion, number>>
  /** Of the stamped ones (met and late). */
  readonly medianMs: number | null
  readonly p90Ms: number | null
}

/**
 * Why a stage is left out: the record lacks it, or its whole handling was a false alarm or another incident's. Of what another
 * system recorded also: `faulty`, its row or its time cannot be used; `unmapped`, that system has no such stage.
 */
export const EXCLUSIONS = ['unrecorded', 'invalid', 'cancelled', 'merged', 'faulty', 'unmapped'] as const
export type Exclusion = (typeof EXCLUSIONS)[number]

/** What becomes of a stage in statistics: each handling's stage is counted under exactly one. */
export const OUTCOMES = ['met', 'late', 'missed', 'open', ...EXCLUSIONS] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What is known of a handling that another system recorded: it is over, so nothing of it is still open or can be missed. */
export interface PastRecord {
  /** Can the row as a whole not be used? */
  readonly faulty: boolean
  /** Stages that cannot be told, and why. */
  readonly lacking: Readonly<Partial<Record<Stage, 'faulty' | 'unmapped'>>>
}

/** A handling as statistics take it: our own, or with `past` another system's. */
export interface CountedInput extends ClockInput {
  readonly past?: PastRecord
}

/** Why a handling as a whole is left out of statistics; null when it counts. */
export function leftOut({ end, past }: Pick<CountedInput, 'end' | 'past'>): 'cancelled' | 'merged' | 'faulty' | null {
  if (past?.faulty === true) return 'faulty'
  return end === null || end.how === 'closed' ? null : end.how
}

/** Nearest-rank percentile of `sorted` (ascending), 0 < p ≤ 1; null of nothing. */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1] ?? null
}

/** Share of the counted ones that were met, 0–1; null when none is counted. */
export function withinShare({ n, met }: Pick<StageStatistics, 'n' | 'met'>): number | null {
  return n === 0 ? null : met / n
}

/** A stage of a handling with what becomes of it; `tookMs` stands only for those whose time counts (met and late). */
export interface StageOutcome {
  readonly outcome: Outcome
  readonly tookMs: number | null
  readonly clock: StageClock
}

/** What becomes of the four stages of a handling at `now` (epoch ms), in stage order. CLOCK-6. */
export function stageOutcomes(handling: CountedInput, now: number): StageOutcome[] {
  const out = leftOut(handling)
  return responseClock(handling, now).map((clock) => {
    const outcome = out ?? outcomeOf(clock, handling.past)
    return { outcome, tookMs: outcome === 'met' || outcome === 'late' ? clock.tookMs : null, clock }
  })
}

function outcomeOf({ stage, state, stampAt }: StageClock, past: PastRecord | undefined): Outcome {
  const lacking = past?.lacking[stage]
  if (lacking !== undefined && stampAt === null) return lacking
  if (past !== undefined && isPending(state)) return 'unrecorded'
  return state === 'dueSoon' ? 'open' : state
}

/** Counts handlings one by one, so that many can be counted in slices. */
export interface StageTally {
  /** `outcomes` as `stageOutcomes` gives them. */
  add(outcomes: readonly StageOutcome[]): void
  /** Statistics of what was added so far, in stage order. */
  statistics(): StageStatistics[]
  /** ms of the stamped ones, ascending, in stage order. */
  took(): Float64Array[]
}

export function createStageTally(): StageTally {
  const counts = STAGES.map(() => Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>)
  const stamped = STAGES.map((): number[] => [])
  const took = (): Float64Array[] => stamped.map((times) => Float64Array.from(times).sort())
  return {
    add(outcomes) {
      outcomes.forEach(({ outcome, tookMs }, i) => {
        const count = counts[i]
        if (count !== undefined) count[outcome] += 1
        if (tookMs !== null) stamped[i]?.push(tookMs)
      })
    },
    took,
    statistics() {
      const sorted = took()
      return STAGES.map((stage, i) => {
        const { met, late, missed, open, ...excluded } = counts[i] as Record<Outcome, number>
        const times = sorted[i] ?? []
        return { stage, n: met + late + missed, met, late, missed, open, excluded, medianMs: nearestRank(times, 0.5), p90Ms: nearestRank(times, 0.9) }
      })
    },
  }
}

/** Statistics of every stage, in stage order, at `now` (epoch ms). */
export function stageStatistics(handlings: Iterable<CountedInput>, now: number): StageStatistics[] {
  const tally = createStageTally()
  for (const handling of handlings) tally.add(stageOutcomes(handling, now))
  return tally.statistics()
}
