import { DUE_SOON_SHARE, STAGES, type Stage, type StageLimits } from './stages.ts'

/** CLOCK-2. `open`…`missed` follow time; `unrecorded` and `invalid` say what the record lacks. */
export type StageState = 'open' | 'dueSoon' | 'met' | 'late' | 'missed' | 'unrecorded' | 'invalid'

/** What the clocks need of an incident. `stamps` holds every stamp of a stage, epoch ms, in any order. */
export interface ClockInput {
  readonly reportedAt: number
  readonly limits: StageLimits
  readonly stamps: Readonly<Record<Stage, readonly { readonly at: number }[]>>
}

export interface StageClock {
  readonly stage: Stage
  readonly limitMs: number
  /** Epoch ms at which the stage's time is up. */
  readonly limitAt: number
  /** The stamp that counts, epoch ms: the first one not before the report, else the first one. */
  readonly stampAt: number | null
  readonly state: StageState
  /** ms from the report to the stamp that counts; negative when the stamp is before the report. */
  readonly tookMs: number | null
  /** ms until the limit, negative once it has passed; of a stamped stage, what was left at the stamp. */
  readonly remainingMs: number
}

/** The stamp that counts for a stage: the earliest not before `reportedAt`; only if there is none, the earliest. */
export function countingStamp(stamps: readonly { readonly at: number }[], reportedAt: number): number | null {
  let valid: number | null = null
  let any: number | null = null
  for (const { at } of stamps) {
    if (any === null || at < any) any = at
    if (at >= reportedAt && (valid === null || at < valid)) valid = at
  }
  return valid ?? any
}

/** The four stage clocks of an incident at `now` (epoch ms), in stage order. Pure; CLOCK-1, CLOCK-2. */
export function responseClock(incident: ClockInput, now: number): StageClock[] {
  const stampAts = STAGES.map((stage) => countingStamp(incident.stamps[stage], incident.reportedAt))
  return STAGES.map((stage, i) => {
    const limitMs = incident.limits[stage]
    const limitAt = incident.reportedAt + limitMs
    const stampAt = stampAts[i] ?? null
    const laterStamped = stampAts.slice(i + 1).some((at) => at !== null)
    return {
      stage,
      limitMs,
      limitAt,
      stampAt,
      state: stageState(incident.reportedAt, limitMs, stampAt, laterStamped, now),
      tookMs: stampAt === null ? null : stampAt - incident.reportedAt,
      remainingMs: limitAt - (stampAt ?? now),
    }
  })
}

function stageState(reportedAt: number, limitMs: number, stampAt: number | null, laterStamped: boolean, now: number): StageState {
  if (stampAt !== null) {
    if (stampAt < reportedAt) return 'invalid'
    return stampAt <= reportedAt + limitMs ? 'met' : 'late'
  }
  if (laterStamped) return 'unrecorded'
  if (now > reportedAt + limitMs) return 'missed'
  return now >= reportedAt + limitMs * DUE_SOON_SHARE ? 'dueSoon' : 'open'
}

/** Is the stage still waiting for its stamp? */
export function isPending(state: StageState): boolean {
  return state === 'open' || state === 'dueSoon' || state === 'missed'
}

/** The clock headquarters works against now: the first stage still waiting, or null once none is. */
export function currentClock(clocks: readonly StageClock[]): StageClock | null {
  return clocks.find((clock) => isPending(clock.state)) ?? null
}
