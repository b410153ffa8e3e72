import type { Board } from '../../shared/board.ts'
import { emptyBoard } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { INCIDENT_FACT_VERSIONS, type IncidentFact, type IncidentFactType } from '../../shared/incident/facts.ts'
import { foldIncidentFact } from '../../shared/incident/fold.ts'
import { isMatterFact, type MatterFact } from '../../shared/matter/facts.ts'
import type { MatterValues } from '../../shared/matter/types.ts'
import type { Mode } from '../../shared/mode/types.ts'
import type { Site } from '../../shared/site/types.ts'
import { timedHandlings } from '../../shared/timing/handlings.ts'
import type { TimedHandling } from '../../shared/timing/types.ts'
import type { Journal, JournalFact } from '../ports.ts'
import { createRecordReader, letOthers } from './recordReader.ts'

/** Handlings handed out in one go. */
const SLICE = 500

/** Matters that run a special plan. */
const PLAN_RUN = 'planRun'

/** Facts that say nothing of the times of an incident: they would only take room. */
const NOT_OF_TIMING: ReadonlySet<string> = new Set<IncidentFactType>([
  'LimitMissed', 'DepartmentJoined', 'NoteAdded', 'EscalationProposed', 'EscalationDeclined', 'HandoverStarted', 'HandoverAcknowledged',
  'HandoverLimitMissed', 'MeasureCalled', 'MeasureTaken', 'IncidentTaken', 'IncidentLeft',
])

/** Incidents of all spaces of the journal, also those that have left the board. */
export interface IncidentRecords {
  /** Spaces in which incidents were reported, `live` always first. */
  spaces(): Promise<Space[]>
  /** Handlings of a space in slices, in order of their reports. */
  slices(space: Space): AsyncGenerator<readonly TimedHandling[]>
  /** How many facts each of the spaces has up to the last one of the record: what a file that tells all of them tells. */
  facts(spaces: readonly string[]): Promise<{ readonly seq: number; readonly told: readonly number[] }>
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
  readonly modes: { readonly at: number; readonly mode: Mode }[]
  /** Kinds of special plans by the incident they were run for. */
  readonly plans: Map<string, string[]>
}

/**
 * Folds incidents from the record as it is asked for, and goes on from there the next time: beside the live path, a page of facts at
 * a time (TIMING-4). Of the site: the zone of days and hours, and the kinds of its plans.
 */
export function createIncidentRecords(journal: Journal, { timeZone, plans: sitePlans }: Pick<Site, 'timeZone' | 'plans'>): IncidentRecords {
  const spaces = new Map<Space, SpaceRecord>()
  /** What runs of special plans are about. */
  const runs = new Map<string, MatterValues>()
  const counts = { seq: 0, of: new Map<string, number>() }
  const { caughtUp } = createRecordReader(journal, take)

  function recordOf(space: Space): SpaceRecord {
    const known = spaces.get(space)
    if (known !== undefined) return known
    const record: SpaceRecord = { board: emptyBoard(space), timed: new Map(), starts: new Map(), modes: [], plans: new Map() }
    spaces.set(space, record)
    return record
  }

  function take(fact: JournalFact): void {
    counts.seq = fact.seq
    counts.of.set(fact.space, (counts.of.get(fact.space) ?? 0) + 1)
    if (fact.type === 'ModeSwitched') recordOf(fact.space).modes.push({ at: fact.at, mode: fact.data.to })
    if (isMatterFact(fact)) return takePlan(fact)
    if (!Object.hasOwn(INCIDENT_FACT_VERSIONS, fact.type) || NOT_OF_TIMING.has(fact.type)) return
    const { board, timed, starts } = recordOf(fact.space)
    const incident = fact as IncidentFact
    const id = incident.data.incidentId
    foldIncidentFact(board, incident)
    timed.delete(id)
    if (incident.type === 'IncidentReported' || incident.type === 'IncidentReopened') starts.set(id, [...(starts.get(id) ?? []), incident.recordedAt])
  }

  /** A plan that is run for an incident; which of the two it is about may be amended later. */
  function takePlan(fact: JournalFact & MatterFact): void {
    if (fact.type === 'MatterOpened' && fact.data.kind === PLAN_RUN) runs.set(fact.data.matterId, {})
    const run = runs.get(fact.data.matterId)
    if (run === undefined || (fact.type !== 'MatterOpened' && fact.type !== 'MatterAmended')) return
    const { timed, plans } = recordOf(fact.space)
    const values = { ...run, ...fact.data.values }
    runs.set(fact.data.matterId, values)
    const { plan: id, incident } = values
    const kind = sitePlans.find((plan) => plan.id === id)?.kind ?? (typeof id === 'string' ? id : null)
    if (kind === null || typeof incident !== 'string') return
    plans.set(incident, [...new Set([...(plans.get(incident) ?? []), kind])])
    timed.delete(incident)
  }

  return {
    async spaces() {
      await caughtUp()
      return ['live', ...[...spaces].filter(([space, { board }]) => space !== 'live' && board.incidents.size > 0).map(([space]) => space)]
    },
    async facts(asked) {
      await caughtUp()
      return { seq: counts.seq, told: asked.map((space) => counts.of.get(space) ?? 0) }
    },
    async has(space) {
      await caughtUp()
      return space === 'live' || spaces.has(space as Space)
    },
    async *slices(space) {
      await caughtUp()
      const record = spaces.get(space)
      if (record === undefined) return
      const { board, timed, starts, modes, plans } = record
      const plansOf = (id: string): readonly string[] => plans.get(id) ?? []
      const modeAt = (at: number): Mode => modes.findLast((each) => each.at <= at)?.mode ?? 'normal'
      const recordedAt = (incident: string, n: number): number | null => starts.get(incident)?.[n - 1] ?? null
      let slice: TimedHandling[] = []
      for (const [id, incident] of [...board.incidents]) {
        const handlings = timed.get(id) ?? timedHandlings(incident, { space, timeZone, plansOf, modeAt, recordedAt })
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
