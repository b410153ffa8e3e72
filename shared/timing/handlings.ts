import { STAGES, type Stage } from '../clock/stages.ts'
import { handlingsOf, type Handling, type Incident, type Stamp } from '../incident/types.ts'
import type { Mode } from '../mode/types.ts'
import { localTime } from './localTime.ts'
import type { ReviewSpace, TimedHandling, TimedStamp } from './types.ts'

/** Where and when an incident's handlings are looked at. */
export interface TimedWhere {
  readonly space: ReviewSpace
  /** IANA zone in which days and hours are said. */
  readonly timeZone: string
  /** When the start of the incident's `n`th handling was recorded, epoch ms of the server; null where nobody knows. */
  recordedAt(incident: string, n: number): number | null
  /** Kinds of the special plans run for an incident. */
  plansOf(incidentId: string): readonly string[]
  /** The mode in force at a moment, epoch ms. */
  modeAt(at: number): Mode | null
}

/** The handlings of an incident as timing looks at them, the first one first (TIMING-1). */
export function timedHandlings(incident: Incident, where: TimedWhere): TimedHandling[] {
  return handlingsOf(incident).map((handling) => timedHandling(incident, handling, where))
}

/** Handlings of a record in which stamps can be taken back. */
interface WithWithdrawn {
  readonly withdrawn?: readonly { readonly stage: Stage; readonly at: number; readonly unit: string | null; readonly corrections: readonly { readonly at: number }[] }[]
}

function timedHandling(incident: Incident, own: Handling & WithWithdrawn, where: TimedWhere): TimedHandling {
  const { handling, startedAt, limits, stamps, end, withdrawn = [] } = own
  const timed = Object.fromEntries(STAGES.map((stage) => [stage, stamps[stage].map(timedStamp)])) as unknown as Record<Stage, TimedStamp[]>
  const units = STAGES.flatMap((stage) => stamps[stage].map(({ unit }) => unit)).filter((unit) => unit !== null)
  return {
    space: where.space, incidentId: incident.id, number: incident.number, handling, recordedAt: where.recordedAt(incident.id, handling), startedAt, startedReal: startedAt, limits, stamps: timed,
    end: end === null ? null : { how: end.how, at: end.at }, kind: incident.kind, level: incident.level, grid: incident.grid,
    withdrawn: withdrawn.map(({ stage, at, corrections }) => ({ stage, at: corrections[0]?.at ?? at })),
    teams: [...new Set(units)], plans: where.plansOf(incident.id), mode: where.modeAt(startedAt), ...localTime(startedAt, where.timeZone), notes: [],
  }
}

function timedStamp({ at, unit, corrections }: Stamp): TimedStamp {
  return { at, unit, original: corrections[0]?.at ?? null }
}

/** Was any stamp of the stage (of any stage, if none is named) corrected or taken back? */
export function isCorrected({ stamps, withdrawn }: TimedHandling, stage?: Stage): boolean {
  const stages = stage === undefined ? STAGES : [stage]
  return stages.some((each) => stamps[each].some(({ original }) => original !== null) || withdrawn.some((one) => one.stage === each))
}

/** The handling as it was before any correction, with what was taken back since. */
export function beforeCorrections(handling: TimedHandling): TimedHandling {
  const first = (stage: Stage): TimedStamp[] => [
    ...handling.stamps[stage].map((stamp) => ({ ...stamp, at: stamp.original ?? stamp.at })),
    ...handling.withdrawn.filter((one) => one.stage === stage).map(({ at }) => ({ at, unit: null, original: null })),
  ]
  return { ...handling, stamps: { respond: first('respond'), dispatch: first('dispatch'), arrive: first('arrive'), resolve: first('resolve') } }
}
