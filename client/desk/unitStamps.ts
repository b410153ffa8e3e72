import { STAGES, type Stage } from '../../shared/clock/stages.ts'
import type { UnitId } from '../../shared/ids.ts'
import { handlingsOf, type Handling, type Incident, type Stamp } from '../../shared/incident/types.ts'

/** Whose stage it is that is stamped: a unit's, a department's, or with neither headquarters'. */
export type StampFor = Pick<Stamp, 'unit' | 'department'>

export const HEADQUARTERS: StampFor = { unit: null, department: null }

/** A unit's or department's own stamps; both null for headquarters. */
export interface UnitRow {
  readonly unit: UnitId | null
  readonly department: string | null
  readonly stamps: Readonly<Partial<Record<Stage, Stamp>>>
}

/** Who stamped in a handling, each with own stamps, in the order of their first facts. */
export function unitRows({ stamps }: Pick<Handling, 'stamps'>): UnitRow[] {
  const all = STAGES.flatMap((stage) => stamps[stage].map((stamp) => ({ stage, stamp }))).sort((a, b) => a.stamp.seq - b.stamp.seq)
  const rows = new Map<string, UnitRow>()
  for (const { stage, stamp } of all) {
    const key = JSON.stringify([stamp.unit, stamp.department])
    const row = rows.get(key) ?? { unit: stamp.unit, department: stamp.department, stamps: {} }
    rows.set(key, { ...row, stamps: { [stage]: stamp, ...row.stamps } })
  }
  return [...rows.values()]
}

/** The stamp of any handling with this `seq`. */
export function stampNamed(incident: Incident, seq: number): Stamp | undefined {
  return handlingsOf(incident).flatMap(({ stamps }) => STAGES.flatMap((stage) => stamps[stage])).find((stamp) => stamp.seq === seq)
}

/** The stamp that came first in each stage, by its moment: the first to be dispatched, the first to arrive. */
export function firstStamps({ stamps }: Pick<Handling, 'stamps'>): Partial<Record<Stage, Stamp>> {
  const first: Partial<Record<Stage, Stamp>> = {}
  for (const stage of STAGES) {
    for (const stamp of stamps[stage]) if (first[stage] === undefined || stamp.at < first[stage].at) first[stage] = stamp
  }
  return first
}

/** Stages before `stage` that nobody has stamped: stamping past them leaves them unrecorded (CLOCK-2). */
export function skippedStages({ stamps }: Pick<Handling, 'stamps'>, stage: Stage): Stage[] {
  return STAGES.slice(0, STAGES.indexOf(stage)).filter((earlier) => stamps[earlier].length === 0)
}
