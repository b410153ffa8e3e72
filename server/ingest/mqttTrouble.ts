import type { Clock } from '../ports.ts'

/** Something that came in was refused. */
export type TellRefused = (door: string, code: string, field: string, reason: string) => void

export interface MqttLog {
  info(line: string): void
  warn(line: string): void
}

export interface MqttTrouble {
  readonly refused: TellRefused
  /** The broker cannot be reached or does not let us in. */
  link(reason: string): void
}

/** The same trouble is logged at most this often, ms. */
const LOG_EVERY_MS = 60_000

/** Says in the log what goes wrong, each kind of it at most once a minute, with how often it happened since. */
export function createMqttTrouble(clock: Pick<Clock, 'now'>, log: Pick<MqttLog, 'warn'>): MqttTrouble {
  const kinds = new Map<string, { loggedAt: number; since: number }>()

  function warn(kind: string, text: string): void {
    const now = clock.now()
    const seen = kinds.get(kind) ?? { loggedAt: -Infinity, since: 0 }
    kinds.set(kind, seen)
    seen.since += 1
    if (now - seen.loggedAt < LOG_EVERY_MS) return
    log.warn(`MQTT: ${text} (${seen.since}×)`)
    seen.loggedAt = now
    seen.since = 0
  }

  return {
    refused: (door, code, field, reason) => warn(`${door} ${code}`, `${door} refused as ${code}: ${field === '' ? 'it' : field} ${reason}`),
    link: (reason) => warn('link', reason),
  }
}
