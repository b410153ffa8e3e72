import { DUE_SOON_SHARE, STAGES, type Stage, type StageLimits } from './stages.ts'

/** CLOCK-2. `open`…`missed` follow time; `unrecorded` and `invalid` say what the record lacks. */
export type StageState = 'open' | 'dueSoon' | 'met' | 'late' | 'missed' | 'unrecorded' | 'invalid'

/** What the clocks need of one handling of an incident. `stamps` holds every stamp of a stage, epoch ms, in any order. */
export interface ClockInput {
  /** Where the clocks start, epoch ms: the report, or the reopening of a further handling (CLOCK-1, CLOCK-5). */
  readonly startedAt: number
  readonly limits: StageLimits
  readonly stamps: Readonly<Record<Stage, readonly { readonly at: number }[]>>
  /** How and when it ended: from then on its clocks stand still. */
  readonly end: { readonly how: 'closed' | 'cancelled' | 'merged'; readonly at: number } | null
}

export interface StageClock {
  readonly stage: Stage
  readonly limitMs: number
  /** Epoch ms at which the stage's time is up. */
  readonly limitAt: number
  /** The stamp that counts, epoch ms: the first one not before the report, else the first one. */
  readonly stampAt: number | null
  readonly state: StageState
  /** ms from the start to the stamp that counts; negative when the stamp is before it. */
  readonly tookMs: number | null
  /** ms until the limit, negative once it has passed; of a stamped stage, what was left at the stamp. */
  readonly remainingMs: number
}

/** The stamp that counts for a stage: the earliest not before `startedAt`; only if there is none, the earliest. */
export function countingStamp(stamps: readonly { readonly at: number }[], startedAt: number): number | null {
  let valid: number | null = null
  let any: number | null = null
  for (const { at } of stamps) {
    if (any === null || at < any) any = at
    if (at >= startedAt && (valid === null || at < valid)) valid = at
  }
  return valid ?? any
}

/** The four stage clocks of a handling at `now` (epoch ms), in stage order; an ended one's stand as they stood then. CLOCK-1, CLOCK-2. */
export function responseClock(incident: ClockInput, now: number): StageClock[] {
  const at = Math.min(now, incident.end?.at ?? now)
  const stampAts = STAGES.map((stage) => countingStamp(incident.stamps[stage], incident.startedAt))
  return STAGES.map((stage, i) => {
    const limitMs = incident.limits[stage]
    const limitAt = incident.startedAt + limitMs
    const stampAt = stampAts[i] ?? null
    const laterStamped = stampAts.slice(i + 1).some((stamp) => stamp !== null && stamp >= incident.startedAt)
    return {
      stage,
      limitMs,
      limitAt,
      stampAt,
      state: stageState(incident.startedAt, limitMs, stampAt, laterStamped, at),
      tookMs: stampAt === null ? null : stampAt - incident.startedAt,
      remainingMs: limitAt - (stampAt ?? at),
    }
  })
}

function stageState(startedAt: number, limitMs: number, stampAt: number | null, laterStamped: boolean, now: number): StageState {
  if (stampAt !== null) {
    if (stampAt < startedAt) return 'invalid'
    return stampAt <= startedAt + limitMs ? 'met' : 'late'
  }
  if (laterStamped) return 'unrecorded'
  if (now > startedAt + limitMs) return 'missed'
  return now >= startedAt + limitMs * DUE_SOON_SHARE ? 'dueSoon' : 'open'
}

/** Is the stage still waiting for its stamp? */
export function isPending(state: StageState): boolean {
  return state === 'open' || state === 'dueSoon' || state === 'missed'
}

/** The clock headquarters works against now: the first stage still waiting, else the first whose stamp cannot be true; null once none is. */
export function currentClock(clocks: readonly StageClock[]): StageClock | null {
  return clocks.find(({ state }) => isPending(state)) ?? clocks.find(({ state }) => state === 'invalid') ?? null
}
