import { emptyBoard, type Board } from '../../shared/board.ts'
import { isDrillFact } from '../../shared/drill/facts.ts'
import { foldDrillFact } from '../../shared/drill/fold.ts'
import type { Drill, Improvement } from '../../shared/drill/types.ts'
import type { Space } from '../../shared/fact.ts'
import { foldFact } from '../../shared/fold.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { Journal, JournalFact } from '../ports.ts'
import { createRecordReader } from '../review/recordReader.ts'

/** A drill as the record has it, also after its board has left. */
export interface RecordedDrill {
  readonly space: Space
  readonly drill: Drill
  /** When the record has it started, as its replay goes, epoch ms of the server; its own clock lies behind by its pauses. Null while it is prepared. */
  readonly from: number | null
  /** When the record has it stopped, epoch ms of the server; null while it goes on. */
  readonly to: number | null
  /** Incidents reported in it. */
  readonly incidents: number
}

/** Every drill of the record, however many there were since (DRILL-7). */
export interface DrillRecords {
  /** In order of their preparation. */
  all(): Promise<readonly RecordedDrill[]>
  of(space: string): Promise<RecordedDrill | null>
  /** Its whole board, folded anew from its own facts; null for a drill that never was. */
  boardOf(space: string): Promise<Board | null>
}

interface Held {
  drill: Drill | null
  incidents: number
  from: number | null
  to: number | null
  readonly first: number
  last: number
}

/** Facts read at once where one drill is folded anew. */
const READ_AT_ONCE = 500

/** Follows the record as it is asked, a page of facts at a time, and keeps of each drill what is told of it but not its incidents. */
export function createDrillRecords(journal: Journal): DrillRecords {
  const spaces = new Map<Space, Held>()
  const { caughtUp } = createRecordReader(journal, take)

  function take(fact: JournalFact): void {
    if (fact.space === 'live') return
    const held = spaces.get(fact.space) ?? { drill: null, incidents: 0, from: null, to: null, first: fact.seq, last: fact.seq }
    spaces.set(fact.space, held)
    held.last = fact.seq
    if (fact.type === 'DrillStarted') held.from = fact.recordedAt
    if (fact.type === 'DrillStopped') held.to = fact.recordedAt
    if (isDrillFact(fact)) foldDrillFact(held, fact)
    else if (fact.type === 'IncidentReported') held.incidents += 1
  }

  function told(space: Space, { drill, from, to, incidents }: Held): RecordedDrill[] {
    return drill === null ? [] : [{ space, drill, from, to, incidents }]
  }

  return {
    async all() {
      await caughtUp()
      return [...spaces].flatMap(([space, held]) => told(space, held))
    },
    async of(space) {
      await caughtUp()
      const held = spaces.get(space as Space)
      return held === undefined ? null : told(space as Space, held)[0] ?? null
    },
    async boardOf(space) {
      await caughtUp()
      const held = spaces.get(space as Space)
      if (held === undefined || held.drill === null) return null
      const board = emptyBoard(space as Space)
      let seq = held.first - 1
      while (seq < held.last) {
        const facts = await journal.readAfter(seq, Math.min(READ_AT_ONCE, held.last - seq))
        for (const fact of facts) {
          if (fact.space !== space) continue
          board.seq = fact.seq - 1
          foldFact(board, fact)
        }
        seq = facts.at(-1)?.seq ?? held.last
      }
      return board
    },
  }
}

/** What drills of a plan left to be made better, each item once and none that was done in any of them (DRILL-7). */
export function leftOpen(drills: Iterable<Drill>, plan: IncidentKind): Improvement[] {
  const items = new Map<string, Improvement>()
  for (const { script, improvements } of drills) {
    if (script.plan !== plan) continue
    for (const item of improvements) if (items.get(item.id)?.done == null) items.set(item.id, item)
  }
  return [...items.values()].filter(({ done }) => done === null)
}
