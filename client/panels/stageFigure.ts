import { currentClock, type StageClock } from '../../shared/clock/responseClock.ts'
import { clockFigure, remainingFigure } from '../text/duration.ts'

/** `future`: within its limit and not its turn yet. The others are CLOCK-2's states, `running` for both open ones. */
export type StageMark = 'met' | 'late' | 'missed' | 'running' | 'future' | 'unrecorded' | 'invalid'

/** What one stage of a clock shows. A null figure is said in words. */
export interface StageFigure {
  readonly clock: StageClock
  readonly mark: StageMark
  readonly figure: string | null
}

/**
 * The figures of the four stages (LOOK-3): time taken when met, `+` by how much when late or missed, what remains of the
 * running one and of those to come, whose clocks run from the report as well (CLOCK-1).
 */
export function stageFigures(clocks: readonly StageClock[]): StageFigure[] {
  const current = currentClock(clocks)
  return clocks.map((clock) => {
    const mark = markOf(clock, clock === current)
    return { clock, mark, figure: figureOf(clock, mark) }
  })
}

function markOf({ state }: StageClock, isCurrent: boolean): StageMark {
  if (state !== 'open' && state !== 'dueSoon') return state
  return isCurrent ? 'running' : 'future'
}

function figureOf({ tookMs, remainingMs }: StageClock, mark: StageMark): string | null {
  switch (mark) {
    case 'met':
      return clockFigure(tookMs ?? 0)
    case 'late':
    case 'missed':
    case 'running':
    case 'future':
      return remainingFigure(remainingMs)
    case 'unrecorded':
    case 'invalid':
      return null
  }
}
