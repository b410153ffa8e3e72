import type { Board } from '../../shared/board.ts'
import { emptyBoard } from '../../shared/board.ts'
import { isDrillFact, type DrillFact } from '../../shared/drill/facts.ts'
import type { Space } from '../../shared/fact.ts'
import { INCIDENT_FACT_VERSIONS, type IncidentFact, type IncidentFactType } from '../../shared/incident/facts.ts'
import { foldIncidentFact } from '../../shared/incident/fold.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { Mode } from '../../shared/mode/types.ts'
import { timedHandlings } from '../../shared/timing/handlings.ts'
import type { TimedHandling } from '../../shared/timing/types.ts'
import type { Journal, JournalFact } from '../ports.ts'
import { createRecordReader, letOthers } from './recordReader.ts'

/** Handlings handed out in one go. */
const SLICE = 500

/** Facts that say nothing of the times of an incident: they would only take room. */
const NOT_OF_TIMING: ReadonlySet<string> = new Set<IncidentFactType>([
  'LimitMissed', 'DepartmentJoined', 'NoteAdded', 'EscalationProposed', 'EscalationDeclined', 'HandoverStarted', 'HandoverAcknowledged',
  'HandoverLimitMissed', 'MeasureCalled', 'MeasureTaken', 'IncidentTaken', 'IncidentLeft',
])

/** A drill as the record has it. Moments are of the record, epoch ms. */
export interface DrillRecord {
  readonly name: string
  readonly plan: IncidentKind
  /** When it was started; null while it is prepared. */
  readonly from: number | null
  /** When it was stopped; null while it goes on. */
  readonly to: number | null
}

/** Incidents of all spaces of the journal, also those that have left the board. */
export interface IncidentRecords {
  /** Spaces that can be looked back on, `live` always first: drills that were started, and others in which incidents were reported. */
  spaces(): Promise<{ readonly space: Space; readonly drill: DrillRecord | null }[]>
  /** Handlings of a space in slices, in order of their reports. */
  slices(space: Space): AsyncGenerator<readonly TimedHandling[]>
  /** Has this space anything in the record? */
  has(space: string): Promise<boolean>
}

/** What is known of one space. */
interface SpaceRecord {
  readonly board: Board
  /** Handlings of incidents that have not changed since they were last asked for. */
  readonly timed: Map<string, readonly TimedHandling[]>
  /** When the start of each handling was recorded, by incident, in order. */
  readonly starts: Map<string, readonly number[]>
  drill: DrillRecord | null
  readonly modes: { readonly at: number; readonly mode: Mode }[]
}

/**
 * Folds incidents from the record as it is asked for, and goes on from there the next time: beside the live path, a page of facts at
 * a time (TIMING-4). `timeZone`: of the site, for days and hours.
 */
export function createIncidentRecords(journal: Journal, timeZone: string): IncidentRecords {
  const spaces = new Map<Space, SpaceRecord>()
  const { caughtUp } = createRecordReader(journal, take)

  function recordOf(space: Space): SpaceRecord {
    const known = spaces.get(space)
    if (known !== undefined) return known
    const record: SpaceRecord = { board: emptyBoard(), timed: new Map(), starts: new Map(), drill: null, modes: [] }
    spaces.set(space, record)
    return record
  }

  function takeDrill(record: SpaceRecord, fact: DrillFact): void {
    if (fact.type === 'DrillPrepared') record.drill = { name: fact.data.script.name, plan: fact.data.script.plan, from: null, to: null }
    if (record.drill === null) return
    if (fact.type === 'DrillScriptChanged') record.drill = { ...record.drill, name: fact.data.script.name, plan: fact.data.script.plan }
    if (fact.type === 'DrillStarted') record.drill = { ...record.drill, from: fact.recordedAt }
    if (fact.type === 'DrillStopped') record.drill = { ...record.drill, to: fact.recordedAt }
  }

  function take(fact: JournalFact): void {
    if (isDrillFact(fact)) return takeDrill(recordOf(fact.space), fact)
    if (fact.type === 'ModeSwitched') recordOf(fact.space).modes.push({ at: fact.at, mode: fact.data.to })
    if (!Object.hasOwn(INCIDENT_FACT_VERSIONS, fact.type) || NOT_OF_TIMING.has(fact.type)) return
    const { board, timed, starts } = recordOf(fact.space)
    const incident = fact as IncidentFact
    const id = incident.data.incidentId
    foldIncidentFact(board, incident)
    timed.delete(id)
    if (incident.type === 'IncidentReported' || incident.type === 'IncidentReopened') starts.set(id, [...(starts.get(id) ?? []), incident.recordedAt])
  }

  return {
    async spaces() {
      await caughtUp()
      const others = [...spaces].filter(([space, { board, drill }]) => space !== 'live' && (board.incidents.size > 0 || drill?.from != null))
      return [{ space: 'live', drill: null }, ...others.map(([space, { drill }]) => ({ space, drill }))]
    },
    async has(space) {
      await caughtUp()
      return space === 'live' || spaces.has(space as Space)
    },
    async *slices(space) {
      await caughtUp()
      const record = spaces.get(space)
      if (record === undefined) return
      const { board, timed, starts, modes } = record
      const modeAt = (at: number): Mode => modes.findLast((each) => each.at <= at)?.mode ?? 'normal'
      const recordedAt = (incident: string, n: number): number | null => starts.get(incident)?.[n - 1] ?? null
      let slice: TimedHandling[] = []
      for (const [id, incident] of [...board.incidents]) {
        const handlings = timed.get(id) ?? timedHandlings(incident, { space, timeZone, modeAt, recordedAt })
        timed.set(id, handlings)
        slice.push(...handlings)
        if (slice.length < SLICE) continue
        yield slice
        slice = []
        await letOthers()
      }
      yield slice
    },
  }
}
