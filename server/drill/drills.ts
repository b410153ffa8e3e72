import type { DrillSite } from '../../shared/drill/checkScript.ts'
import { drillNow, serverTimeOf } from '../../shared/drill/clock.ts'
import { decideDrillDue, nextDrillDueAt } from '../../shared/drill/due.ts'
import type { Watches } from '../../shared/alarm/watch.ts'
import type { BoardFact } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { createLooks } from '../deadlines/looks.ts'
import type { Clock } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'

export interface Drills {
  /** Facts were recorded: looks at the drills they are of. */
  factsRecorded(facts: readonly BoardFact[]): void
  /** Looks now, and resolves when what was due in any drill is recorded. @throws JournalUnavailable */
  pass(): Promise<void>
  /** Looks no more; resolves once the last look is over. */
  stop(): Promise<void>
}

export interface DrillsDeps {
  readonly lane: FactLane
  readonly clock: Clock
  readonly site: DrillSite
  readonly onError: (error: unknown) => void
}

/**
 * Time passing in drills: injects, limits, proposals and alarms of each running drill become facts of its space at its own
 * times, also after a restart (DRILL-5). Knows nothing of the live board.
 */
export function createDrills({ lane, clock, site, onError }: DrillsDeps): Drills {
  const watches = new Map<Space, Watches>()
  const { look, expect, stop } = createLooks({ clock, pass, onError })

  function running(): Space[] {
    return [...lane.board.drills.values()].filter(({ drill }) => drill?.state === 'running').map(({ space }) => space)
  }

  function watchesOf(space: Space): Watches {
    const held = watches.get(space) ?? new Map()
    watches.set(space, held)
    return held
  }

  /** One thing may bring about the next at its own time, a report that was due long ago its missed limits: until nothing is. */
  async function passIn(space: Space): Promise<void> {
    for (;;) {
      const outcome = await lane.submit(null, (board, now) => {
        const { drill } = board
        return drill?.state === 'running' ? decideDrillDue(board, site, watchesOf(space), drillNow(drill, now)) : []
      }, space)
      if ('refused' in outcome || outcome.facts.length === 0) break
    }
    const board = lane.boardOf(space)
    const { drill } = board ?? {}
    if (board === undefined || drill == null || drill.state !== 'running') return
    const next = nextDrillDueAt(board, watchesOf(space), drillNow(drill, clock.now()))
    if (next !== null) expect(serverTimeOf(drill, next))
  }

  async function pass(): Promise<void> {
    const spaces = running()
    for (const space of watches.keys()) if (!spaces.includes(space) && lane.boardOf(space)?.drill?.state !== 'paused') watches.delete(space)
    for (const space of spaces) await passIn(space)
  }

  return {
    factsRecorded: (facts) => {
      if (facts.some(({ space }) => space !== 'live')) look()
    },
    pass,
    stop,
  }
}
