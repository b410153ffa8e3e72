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
  /** The mode in force at a moment, epoch ms. */
  modeAt(at: number): Mode | null
}

/** The handlings of an incident as timing looks at them, the first one first (TIMING-1). */
export function timedHandlings(incident: Incident, where: TimedWhere): TimedHandling[] {
  return handlingsOf(incident).map((handling) => timedHandling(incident, handling, where))
}

function timedHandling(incident: Incident, { handling, startedAt, limits, stamps, end }: Handling, where: TimedWhere): TimedHandling {
  const timed = Object.fromEntries(STAGES.map((stage) => [stage, stamps[stage].map(timedStamp)])) as unknown as Record<Stage, TimedStamp[]>
  const units = STAGES.flatMap((stage) => stamps[stage].map(({ unit }) => unit)).filter((unit) => unit !== null)
  return {
    space: where.space, incidentId: incident.id, number: incident.number, handling, startedAt, limits, stamps: timed,
    end: end === null ? null : { how: end.how, at: end.at }, kind: incident.kind, level: incident.level, grid: incident.grid,
    teams: [...new Set(units)], mode: where.modeAt(startedAt), ...localTime(startedAt, where.timeZone), notes: [],
  }
}

function timedStamp({ at, unit, corrections }: Stamp): TimedStamp {
  return { at, unit, original: corrections[0]?.at ?? null }
}

/** Was any stamp of it corrected? */
export function isCorrected({ stamps }: TimedHandling): boolean {
  return STAGES.some((stage) => stamps[stage].some(({ original }) => original !== null))
}

/** The handling as it was before any correction. */
export function beforeCorrections(handling: TimedHandling): TimedHandling {
  const first = (stage: Stage): TimedStamp[] => handling.stamps[stage].map((stamp) => ({ ...stamp, at: stamp.original ?? stamp.at }))
  return { ...handling, stamps: { respond: first('respond'), dispatch: first('dispatch'), arrive: first('arrive'), resolve: first('resolve') } }
}
