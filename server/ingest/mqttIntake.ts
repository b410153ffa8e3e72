import type { ReadingsAnswer } from '../../shared/protocol/answers.ts'
import {
  CameraStatusesSchema, HeartbeatsSchema, MOST_READINGS, PositionsSchema, type PositionsBody,
} from '../../shared/protocol/schemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import { checkAgainst, readJson, type Checked } from './checkPayload.ts'
import type { CountInput, Doors } from './doors.ts'
import { MQTT_TOPICS, OWNTRACKS_ROOT } from './mqttTopics.ts'
import type { TellRefused } from './mqttTrouble.ts'
import { createFindUnit, OwnTracksLocationSchema, tellsNoPlace, toPositionBody } from './owntracks.ts'

/** Takes one message of a topic. What does not fit is counted and told, never thrown. */
export type MqttIntake = (topic: string, payload: Uint8Array) => void

export interface MqttIntakeDeps {
  readonly doors: Doors
  readonly site: Pick<Site, 'teams'>
  readonly count: CountInput
  readonly tellRefused: TellRefused
  /** Name of the source the readings are told to come from. */
  readonly source: string
}

/** What a topic's messages go through, and the door they are counted at. */
interface Entry {
  readonly door: string
  take(message: unknown, topic: string): void
}

export function createMqttIntake({ doors, site, count, tellRefused, source }: MqttIntakeDeps): MqttIntake {
  const findUnit = createFindUnit(site.teams)
  const feed = { source, sourceKey: null }
  const checkLocation = checkAgainst(OwnTracksLocationSchema)

  function refuse(door: string, code: string, field: string, reason: string): void {
    count(door, code, 1)
    tellRefused(door, code, field, reason)
  }

  /** The doors have counted their refusals; the sender has no answer to read, so the log tells them. */
  function tell(door: string, answer: ReadingsAnswer | Refusal): void {
    for (const { code, field, reason } of 'code' in answer ? [answer] : answer.refusals) tellRefused(door, code, field, reason)
  }

  function entryOf<T>(door: string, check: (value: unknown) => Checked<T>, pass: (body: T) => ReadingsAnswer | Refusal): Entry {
    return {
      door,
      take(message) {
        const checked = check(listOf(message))
        if ('misfit' in checked) refuse(door, checked.misfit.code, checked.misfit.field, checked.misfit.reason)
        else tell(door, pass(checked.value))
      },
    }
  }

  function positionOf(message: unknown, [, user = '', device = '']: readonly string[]): PositionsBody {
    const { door } = ownTracks
    if (tellsNoPlace(message)) {
      count(door, 'ignored', 1)
      return []
    }
    const checked = checkLocation(message)
    if ('misfit' in checked) {
      refuse(door, checked.misfit.code, checked.misfit.field, checked.misfit.reason)
      return []
    }
    const unit = findUnit(user, device, checked.value.tid)
    if (unit !== null) return [toPositionBody(checked.value, unit)]
    refuse(door, 'unknown', 'topic', "names no team's tracker and no team")
    return []
  }

  const ownTracks: Entry = {
    door: 'mqtt/owntracks',
    take(message, topic) {
      const messages = listOf(message)
      if (messages.length > MOST_READINGS) {
        refuse(ownTracks.door, 'malformed', '', `holds more than ${MOST_READINGS} messages`)
        return
      }
      const positions = messages.flatMap((one) => positionOf(one, topic.split('/')))
      if (positions.length > 0) tell(ownTracks.door, doors.positions(feed, positions))
    },
  }

  const positions = entryOf('mqtt/positions', checkAgainst(PositionsSchema), (body) => doors.positions(feed, body))
  const cameras = entryOf('mqtt/camera-status', checkAgainst(CameraStatusesSchema), (body) => doors.cameraStatuses(feed, body))
  const heartbeats = entryOf('mqtt/heartbeats', checkAgainst(HeartbeatsSchema), (body) => doors.heartbeats(feed, body))
  const entries = new Map([
    [MQTT_TOPICS.positions, positions], [MQTT_TOPICS.cameraStatus, cameras], [MQTT_TOPICS.heartbeats, heartbeats],
  ] as [string, Entry][])

  return (topic, payload) => {
    const entry = topic.startsWith(OWNTRACKS_ROOT) ? ownTracks : entries.get(topic)
    if (entry === undefined) return
    if (onlyClears(payload)) return count(entry.door, 'ignored', 1)
    const read = readJson(payload)
    if ('misfit' in read) refuse(entry.door, read.misfit.code, read.misfit.field, read.misfit.reason)
    else entry.take(read.value, topic)
  }
}

/** An empty payload is how a broker is told to forget a retained message. */
function onlyClears(payload: Uint8Array): boolean {
  return payload.byteLength === 0
}

/** Payloads are lists; one item alone is taken as a list of one. */
function listOf(message: unknown): readonly unknown[] {
  return Array.isArray(message) ? message : [message]
}
