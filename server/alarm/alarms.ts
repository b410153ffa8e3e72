import { decideShelfEnds, nextShelfEndAt } from '../../shared/alarm/shelfEnds.ts'
import { decideConditions, nextWatchAt } from '../../shared/alarm/decideConditions.ts'
import type { Watches } from '../../shared/alarm/watch.ts'
import type { Board } from '../../shared/board.ts'
import { createLooks } from '../deadlines/looks.ts'
import type { Clock } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import type { ConditionsNow } from './conditionsNow.ts'

export interface Alarms {
  /** Facts were recorded: looks again at once. */
  factsRecorded(): void
  /** Readings changed: looks again within a second, however many did. */
  readingsChanged(): void
  /** Looks now, and resolves when what follows is recorded. @throws JournalUnavailable */
  pass(): Promise<void>
  /** Looks no more; resolves once the last look is over. */
  stop(): Promise<void>
}

export interface AlarmsDeps {
  readonly lane: FactLane
  readonly clock: Clock
  readonly conditions: ConditionsNow
  readonly onError: (error: unknown) => void
}

/** Readings are looked at this often at most, ms. */
const READINGS_EVERY_MS = 1_000

/**
 * Turns conditions into facts about alarms, through the same lane as everything else (ALARM-5). It looks when facts or
 * readings change and at the next moment at which time alone would change something; one look at a time.
 */
export function createAlarms({ lane, clock, conditions, onError }: AlarmsDeps): Alarms {
  const watches: Watches = new Map()
  const { look, expect, stop } = createLooks({ clock, pass, onError })

  async function pass(): Promise<void> {
    await lane.submit(null, (board, now) => [
      ...decideShelfEnds(board, now),
      ...decideConditions(board, conditions.at(board, now), watches, now),
    ])
    const now = clock.now()
    for (const at of upcoming(lane.board, now)) if (at !== null) expect(at)
  }

  function upcoming(board: Board, now: number): (number | null)[] {
    return [conditions.nextAt(board, now), nextWatchAt(board, watches, now), nextShelfEndAt(board)]
  }

  return {
    factsRecorded: look,
    readingsChanged: () => expect(clock.now() + READINGS_EVERY_MS),
    pass,
    stop,
  }
}
