import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import type { MqttClient } from 'mqtt'
import type { Site } from '../../shared/site/types.ts'
import type { Clock } from '../ports.ts'
import type { Sources } from '../state/sources.ts'
import type { CountInput, Doors } from './doors.ts'
import { createMqttIntake } from './mqttIntake.ts'
import { MQTT_TOPICS } from './mqttTopics.ts'
import { createMqttTrouble, type MqttLog } from './mqttTrouble.ts'

/** Where to listen. */
export interface MqttSettings {
  /** `mqtt(s)://` or `ws(s)://` address of the broker. May hold a user and a password: told to nobody. */
  readonly url: string
  /** Names our session at the broker: the same after a restart, no other client's. */
  readonly clientId: string
}

export interface MqttIngestDeps extends MqttSettings {
  readonly doors: Doors
  readonly sources: Sources
  readonly site: Pick<Site, 'teams'>
  readonly clock: Pick<Clock, 'now'>
  readonly count: CountInput
  readonly log: MqttLog
}

export interface MqttIngest {
  /** Leaves the broker, which keeps what comes meanwhile for our session. */
  close(): Promise<void>
}

/** The setting holds no address of a broker. The address itself is not told: it may hold a password. */
export class BadMqttUrl extends Error {
  override readonly name = 'BadMqttUrl'
}

/** Name under which the walls show this source. */
export const MQTT_SOURCE = 'mqtt'
const SCHEMES = new Set(['mqtt:', 'mqtts:', 'ws:', 'wss:'])
/** ASSUMPTION: a broker that is gone is asked for again this often, ms. */
const RECONNECT_MS = 1_000
/** A broker that fell silent without a word is noticed within one and a half of these, s. */
const KEEPALIVE_S = 10
const AT_LEAST_ONCE = 1

/**
 * Takes positions, camera status and signs of life from an MQTT broker through the same doors as HTTP, and OwnTracks'
 * own messages. It connects by itself, again and again; the source and whether it is connected are told from the start
 * (STALE-1). What is delivered twice or late is stale (STALE-3). The client is loaded only here, by who has a broker.
 * @throws BadMqttUrl
 */
export async function startMqttIngest(deps: MqttIngestDeps): Promise<MqttIngest> {
  const { url, clientId, sources, log } = deps
  assertBrokerUrl(url)
  const { connect } = await import('mqtt')
  const place = sources.placeOf(MQTT_SOURCE)
  const trouble = createMqttTrouble(deps.clock, log)
  const intake = createMqttIntake({ ...deps, source: MQTT_SOURCE, tellRefused: trouble.refused })
  sources.connection(place, false)
  const client = connect(url, {
    clientId,
    clean: false,
    resubscribe: false,
    keepalive: KEEPALIVE_S,
    reconnectPeriod: RECONNECT_MS,
    reconnectOnConnackError: true,
  })
  client.on('message', intake)
  client.on('error', (error) => trouble.link(reasonOf(error)))
  client.on('close', () => sources.connection(place, false))
  client.on('connect', () => {
    void subscribe(client, trouble.link).then((topics) => {
      if (!client.connected) return
      sources.connection(place, topics > 0)
      log.info(`MQTT: connected to the broker, listening to ${topics} topics`)
    })
  })
  return { close: () => client.endAsync() }
}

/** Asks for each topic and tells how many the broker gives us. A lost connection asks again by itself. */
async function subscribe(client: MqttClient, warn: (reason: string) => void): Promise<number> {
  const asked = Object.values(MQTT_TOPICS).map(async (topic) => {
    try {
      await client.subscribeAsync(topic, { qos: AT_LEAST_ONCE })
      return 1
    } catch (error) {
      warn(`cannot listen to ${topic}: ${error instanceof Error ? error.message : String(error)}`)
      return 0
    }
  })
  return (await Promise.all(asked)).reduce((sum: number, one) => sum + one, 0)
}

/** A refused connection to several addresses of one name has a code and no message. */
function reasonOf({ message, code }: Error & { readonly code?: unknown }): string {
  return message === '' ? String(code) : message
}

/** @throws BadMqttUrl */
export function assertBrokerUrl(url: string): void {
  if (URL.canParse(url) && SCHEMES.has(new URL(url).protocol) && new URL(url).hostname !== '') return
  throw new BadMqttUrl('MQTT_URL is no address of a broker: it must read mqtt://, mqtts://, ws:// or wss:// and a host')
}

/** Hex digits that make a client id of at most 23 characters, what every broker takes (MQTT 3.1.1, 3.1.3.1). */
const ID_DIGITS = 16

/** Name of a server's session: of this site, this store, this machine. */
export function mqttClientId(siteId: string, dataDir: string): string {
  const digest = createHash('sha256').update([siteId, dataDir, hostname()].join('\0')).digest('hex')
  return `ruyi-${digest.slice(0, ID_DIGITS)}`
}
