import type {
  CameraStatusesBody, HeartbeatsBody, PositionsBody, ReportBody, StampBody,
} from '../../shared/protocol/schemas.ts'
import type { Space } from '../../shared/fact.ts'
import type { IncidentCommand } from '../../shared/incident/decideCommand.ts'
import type { CommandAnswer, ReadingsAnswer } from '../../shared/protocol/answers.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { AdmitAlarm } from '../alarm/admitAlarm.ts'
import type { AdmittedReport, Admission, StampAnswer } from '../admit/admit.ts'
import type { ReadingLane, ReadingResult } from '../state/readingLane.ts'
import type { Sources } from '../state/sources.ts'
import { toMs } from './toMs.ts'

/**
 * What came through a door, counted: `outcome` is accepted, stale, ignored or the code it was refused for. What is refused in a
 * drill's `space` (live unless said) is counted apart, since the live wall shows what was refused of the real thing (DRILL-2).
 */
export type CountInput = (door: string, outcome: string, count: number, space?: Space) => void

/**
 * The doors' common inside: checked bodies of the public contract, from HTTP or MQTT alike, become commands and
 * readings of ours.
 */
export interface Doors {
  /** `by`: the account or key that sends it. `space`: the real thing, unless a drill is named; so for the commands below. */
  report(body: ReportBody, by: string, space?: Space): Promise<AdmittedReport | Refusal>
  stamp(incidentId: string, body: StampBody, by: string, space?: Space): Promise<StampAnswer | Refusal>
  /** Any other command about an incident; counted under `door`. */
  command(door: string, command: IncidentCommand, space?: Space): Promise<CommandAnswer | Refusal>
  /** What a person does to an alarm; counted by what it is. */
  readonly alarm: AdmitAlarm
  /** Readings; refused as a whole where the key names too many sources (SOURCE-1). */
  positions(from: Feed, body: PositionsBody): ReadingsAnswer | Refusal
  cameraStatuses(from: Feed, body: CameraStatusesBody): ReadingsAnswer | Refusal
  heartbeats(from: Feed, body: HeartbeatsBody): ReadingsAnswer | Refusal
}

/** Where readings come from: the name the feed gives itself, and the key it came by; null for the broker. */
export interface Feed {
  readonly source: string
  readonly sourceKey: string | null
}

export function createDoors(admission: Admission, admitAlarm: AdmitAlarm, lane: ReadingLane, sources: Sources, count: CountInput): Doors {
  function counted<T extends object>(door: string, result: T | Refusal, space?: Space): T | Refusal {
    count(door, 'refused' in result ? (result as Refusal).code : 'accepted', 1, space)
    return result
  }

  /** Place of a feed among the sources, or why it gets none. */
  function placeOf(door: string, { source, sourceKey }: Feed): number | Refusal {
    const place = sourceKey === null ? sources.placeOf(source) : sources.placeFor(source, sourceKey)
    return typeof place === 'number' ? place : counted(door, place)
  }

  function answer(door: string, { sourceKey }: Feed, place: number, results: readonly ReadingResult[]): ReadingsAnswer {
    const refusals: ReadingsAnswer['refusals'] = []
    let [accepted, stale] = [0, 0]
    for (let index = 0; index < results.length; index += 1) {
      const result = results[index] as ReadingResult
      if (result === 'accepted') accepted += 1
      else if (result === 'stale') stale += 1
      else refusals.push({ index, field: `${index}.${result.field}`, code: result.code, reason: result.reason })
    }
    if (accepted + stale === 0) sources.dropUnheard(place)
    else if (sourceKey !== null) sources.spokeBy(place, sourceKey)
    if (accepted > 0) count(door, 'accepted', accepted)
    if (stale > 0) count(door, 'stale', stale)
    for (const { code } of refusals) count(door, code, 1)
    return { accepted, stale, refused: refusals.length, refusals }
  }

  return {
    report: async (body, by, space) =>
      counted(
        'reports',
        await admission.report({ ...body, reportedAt: body.reportedAt === undefined ? undefined : toMs(body.reportedAt) }, by, space),
        space,
      ),
    stamp: async (incidentId, body, by, space) =>
      counted('stamps', await admission.stamp(incidentId, { ...body, at: body.at === undefined ? undefined : toMs(body.at) }, by, space), space),
    command: async (door, command, space) => counted(door, await admission.command(command, space), space),
    alarm: async (command, space) => counted(command.type, await admitAlarm(command, space), space),
    positions(from, body) {
      const place = placeOf('positions', from)
      return typeof place === 'number' ? answer('positions', from, place, lane.takePositions(place, fixedAtMs(body))) : place
    },
    cameraStatuses(from, body) {
      const place = placeOf('camera-status', from)
      return typeof place === 'number' ? answer('camera-status', from, place, lane.takeCameraStatuses(place, atMs(body))) : place
    },
    heartbeats(from, body) {
      const place = placeOf('heartbeats', from)
      return typeof place === 'number' ? answer('heartbeats', from, place, lane.takeHeartbeats(place, atMs(body))) : place
    },
  }
}

/** The same items, their moments as epoch ms: a body was read for this door alone, so it is changed rather than copied. */
function atMs<T extends { at: string | number }>(items: T[]): (T & { at: number })[] {
  for (const item of items) item.at = toMs(item.at)
  return items as (T & { at: number })[]
}

/** The same for positions. */
function fixedAtMs<T extends { fixAt: string | number }>(items: T[]): (T & { fixAt: number })[] {
  for (const item of items) item.fixAt = toMs(item.fixAt)
  return items as (T & { fixAt: number })[]
}
