import { MINUTE_MS, STAGES, type Stage, type StageLimits } from '../../shared/clock/stages.ts'
import type { Chance } from './chance.ts'

/** How one stage is going to be reached: when, and whether anybody puts it on record. */
export interface StagePlan {
  readonly stage: Stage
  /** Epoch ms. */
  readonly at: number
  readonly recorded: boolean
}

/** What becomes of a stage, by share of all stages. ASSUMPTION: a headquarters that keeps nine promises in ten. */
const SHARE = {
  late: 0.055,
  /** So late that the wall shows the limit missed for a long while. */
  veryLate: 0.02,
  /** Reached, but nobody stamped it. Not for the last stage: a handling without an end would never leave the wall. */
  unrecorded: 0.02,
} as const

/** Time of a stage as a share of its limit: least, most often, most. */
const MET = [0.22, 0.5, 0.96] as const
const LATE = [1.03, 1.1, 1.4] as const
const VERY_LATE = [1.5, 1.7, 2.2] as const

/** Between two stages lies at least this long, ms: people do not turn out in no time. */
const LEAST_GAP_MS = MINUTE_MS / 4

/** Draws how an incident is worked, against the limits in force (real time, whatever the simulator's speed). */
export function planHandling(chance: Chance, reportedAt: number, limits: StageLimits): StagePlan[] {
  let earliest = reportedAt
  return STAGES.map((stage) => {
    const fate = chance.next()
    const [low, mode, high] = fate < SHARE.veryLate ? VERY_LATE : fate < SHARE.veryLate + SHARE.late ? LATE : MET
    const at = Math.max(earliest, Math.round(reportedAt + limits[stage] * chance.triangular(low, mode, high)))
    earliest = at + LEAST_GAP_MS
    return { stage, at, recorded: !chance.happens(SHARE.unrecorded) || stage === 'resolve' }
  })
}

/** An incident that was already there when the simulator started: the stages after `stamped`, none of them before `now`. */
export function planRest(chance: Chance, reportedAt: number, limits: StageLimits, stamped: readonly Stage[], now: number): StagePlan[] {
  const lastStamped = Math.max(-1, ...stamped.map((stage) => STAGES.indexOf(stage)))
  let earliest = now + LEAST_GAP_MS
  return planHandling(chance, reportedAt, limits)
    .slice(lastStamped + 1)
    .map((plan) => {
      const at = Math.max(earliest, plan.at)
      earliest = at + LEAST_GAP_MS
      return { ...plan, at }
    })
}
