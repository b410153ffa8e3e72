import type { Board, NewBoardFact } from '../../shared/board.ts'
import { decidePlatforms, nextSilenceAt, type PlatformSign } from '../../shared/camera/decide.ts'
import { decideMissedLimits, nextMissAt } from '../../shared/incident/due.ts'
import type { Clock } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import { createWake, type Wake } from './wake.ts'

export interface Deadlines extends Wake {
  /** Passes the time now, and resolves when what was due is recorded. */
  pass(): Promise<void>
}

/** What else time brings about. */
export interface Due {
  /** Facts that are due at `now`, epoch ms. */
  decide(board: Board, now: number): readonly NewBoardFact[]
  /** Epoch ms of the next moment at which there may be some; null for none. */
  next(board: Board, now: number): number | null
}

export interface DeadlinesDeps {
  readonly lane: FactLane
  readonly clock: Clock
  readonly platformSigns: () => readonly PlatformSign[]
  readonly also?: readonly Due[]
  readonly onError: (error: unknown) => void
}

/** After a failure to record, the next try comes this much later, ms. */
const RETRY_MS = 1_000

/**
 * Time passing as a command: wakes at the next limit or silence and decides it in the lane like everything else, so a
 * limit is missed at its own time also when the server was down at that moment (CLOCK-4).
 */
export function createDeadlines({ lane, clock, platformSigns, also = [], onError }: DeadlinesDeps): Deadlines {
  const { expect, stop } = createWake(clock, wake)

  /** What comes next is read off the board once nothing is on its way: a stamp under way may already have met a limit. */
  async function pass(): Promise<void> {
    await lane.submit(null, (board, now): NewBoardFact[] => [
      ...decideMissedLimits(board, now),
      ...decidePlatforms(board, platformSigns(), now),
      ...also.flatMap((due) => due.decide(board, now)),
    ])
    await lane.settled()
    const next = [
      nextMissAt(lane.board), nextSilenceAt(lane.board, platformSigns()), ...also.map((due) => due.next(lane.board, clock.now())),
    ]
    for (const at of next) if (at !== null) expect(at)
  }

  function wake(): void {
    pass().catch((error: unknown) => {
      onError(error)
      expect(clock.now() + RETRY_MS)
    })
  }

  return { expect, pass, stop }
}
