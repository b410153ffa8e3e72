import { startPipeline, type Pipeline } from '../../server/pipeline.ts'
import type { Site } from '../../shared/site/types.ts'
import { createHeldClock, nextTurn, type HeldClock } from '../support/heldClock.ts'
import { MemoryJournal, type MemoryPlace } from '../support/memoryStore.ts'

/** A server without sockets over a place that outlives it. */
export interface FuzzServer {
  readonly pipeline: Pipeline
  readonly journal: MemoryJournal
  readonly clock: HeldClock
  /** What it reported as gone wrong. */
  readonly errors: unknown[]
}

/** Starts a server at `now` (epoch ms) over what an earlier one left in `place`. */
export async function startFuzzServer(site: Site, place: MemoryPlace, now: number): Promise<FuzzServer> {
  const clock = createHeldClock(now)
  const journal = new MemoryJournal(place)
  const errors: unknown[] = []
  const born = place.head
  let last = 0
  const pipeline = await startPipeline({
    site, journal, history: place.history, clock, demo: false,
    ids: { next: () => `incident-${born}-${(last += 1)}` },
    countInput: () => undefined, refused: () => 0, onError: (error) => errors.push(error), onReadings: () => undefined,
  })
  clock.settle = async () => {
    await pipeline.lane.settled()
    await nextTurn()
  }
  return { pipeline, journal, clock, errors }
}
