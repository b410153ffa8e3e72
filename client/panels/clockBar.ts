import { currentClock, type StageClock } from '../../shared/clock/responseClock.ts'
import { ARTICLE_LIMITS_MS, type Stage } from '../../shared/clock/stages.ts'

/** The common time axis of every clock on the wall, ms: the longest limit there can be. */
export const AXIS_MS = ARTICLE_LIMITS_MS.resolve

/** `kept`: done within the limit. `running`, `dueSoon`: being worked. `over`: beyond the limit, done or not. */
export type BarTone = 'kept' | 'running' | 'dueSoon' | 'over'

/** A piece of the bar; `from` and `to` are shares of the axis, 0–1. */
export interface BarPiece {
  readonly stage: Stage
  readonly tone: BarTone
  readonly from: number
  readonly to: number
}

export interface ClockBar {
  readonly pieces: readonly BarPiece[]
  /** Where each limit stands. */
  readonly limits: readonly { readonly stage: Stage; readonly at: number; readonly minutes: number }[]
  /** Where time has come to, at most 1; null once nothing runs. */
  readonly edge: number | null
  /** Has the stage that runs passed its limit? */
  readonly overdue: boolean
  /** Has time run off the axis? */
  readonly offAxis: boolean
}

/** The four stages as one bar (LOOK-3) at `now`, epoch ms. A stage without a usable stamp takes no piece of it. */
export function clockBar(clocks: readonly StageClock[], reportedAt: number, now: number): ClockBar {
  const pieces: BarPiece[] = []
  const current = currentClock(clocks)
  let cursorMs = 0
  for (const clock of clocks) {
    const toMs = reachedMs(clock, clock === current ? now - reportedAt : null)
    if (toMs === null || toMs <= cursorMs) continue
    pieces.push(...piecesOf(clock, cursorMs, toMs))
    cursorMs = toMs
  }
  return {
    pieces: pieces.map((piece) => ({ ...piece, from: share(piece.from), to: share(piece.to) })).filter(({ from, to }) => to > from),
    limits: clocks.map(({ stage, limitMs }) => ({ stage, at: share(limitMs), minutes: limitMs / 60_000 })),
    edge: current === null ? null : share(now - reportedAt),
    overdue: current?.state === 'missed',
    offAxis: cursorMs > AXIS_MS,
  }
}

function reachedMs(clock: StageClock, elapsedMs: number | null): number | null {
  if (clock.state === 'met' || clock.state === 'late') return clock.tookMs
  return elapsedMs
}

function piecesOf(clock: StageClock, from: number, to: number): BarPiece[] {
  const { stage, limitMs, state } = clock
  const within = state === 'met' || state === 'late' ? 'kept' : state === 'dueSoon' ? 'dueSoon' : 'running'
  const pieces: BarPiece[] = []
  if (from < limitMs) pieces.push({ stage, tone: within, from, to: Math.min(to, limitMs) })
  if (to > limitMs) pieces.push({ stage, tone: 'over', from: Math.max(from, limitMs), to })
  return pieces
}

function share(ms: number): number {
  return Math.min(1, Math.max(0, ms / AXIS_MS))
}
