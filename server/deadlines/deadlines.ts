import type { NewBoardFact } from '../../shared/board.ts'
import { decidePlatforms, nextSilenceAt, type PlatformSign } from '../../shared/camera/decide.ts'
import { decideMissedLimits, nextMissAt } from '../../shared/incident/decide.ts'
import type { Clock } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'

export interface Deadlines {
  /** Something may be due earlier than thought: an incident was reported, a platform heard or lost. */
  review(): void
  /** Passes the time now, and resolves when what was due is recorded. */
  pass(): Promise<void>
  stop(): void
}

export interface DeadlinesDeps {
  readonly lane: FactLane
  readonly clock: Clock
  readonly platformSigns: () => readonly PlatformSign[]
  readonly onError: (error: unknown) => void
}

/** After a failure to record, the next try comes this much later, ms. */
const RETRY_MS = 1_000

/**
 * Time passing as a command: wakes at the next limit or silence and decides it in the lane like everything else, so a
 * limit is missed at its own time also when the server was down at that moment (CLOCK-4).
 */
export function createDeadlines({ lane, clock, platformSigns, onError }: DeadlinesDeps): Deadlines {
  let cancel = (): void => {}
  let stopped = false

  function schedule(at: number | null): void {
    cancel()
    if (at !== null && !stopped) cancel = clock.wakeAt(at, wake)
  }

  function review(): void {
    const times = [nextMissAt(lane.board), nextSilenceAt(lane.board, platformSigns())].filter((at) => at !== null)
    schedule(times.length === 0 ? null : Math.min(...times))
  }

  async function pass(): Promise<void> {
    await lane.submit(null, (board, now): NewBoardFact[] => [
      ...decideMissedLimits(board, now),
      ...decidePlatforms(board, platformSigns(), now),
    ])
    review()
  }

  function wake(): void {
    pass().catch((error: unknown) => {
      onError(error)
      schedule(clock.now() + RETRY_MS)
    })
  }

  return {
    review,
    pass,
    stop() {
      stopped = true
      cancel()
    },
  }
}
