import { Temporal } from 'temporal-polyfill'

const DAY_MS = 86_400_000

/** An instant for a local time; of one that was twice the earlier and the later one, of one that never was neither. */
export type ZonedTime =
  | { readonly kind: 'once'; readonly at: number }
  | { readonly kind: 'twice'; readonly earlier: number; readonly later: number }
  | { readonly kind: 'never' }

/** Turns local times of a named zone into instants. Days without a change of offset are worked out once. */
export interface Zone {
  readonly name: string
  /** `wallMs`: the local time read as if it were UTC, epoch ms. */
  at(wallMs: number): ZonedTime
}

/** A zone that does not exist. */
export class UnknownZone extends Error {
  override readonly name = 'UnknownZone'
}

/** @throws UnknownZone */
export function openZone(name: string): Zone {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
  } catch (error) {
    throw new UnknownZone(`There is no time zone “${name}”: name one of IANA’s, such as Asia/Shanghai or America/New_York.`, { cause: error })
  }
  /** Offset of days that have one alone, ms; null of days in or beside which it changes. */
  const offsets = new Map<number, number | null>()
  return {
    name,
    at(wallMs) {
      const day = Math.floor(wallMs / DAY_MS)
      let offset = offsets.get(day)
      if (offset === undefined) {
        offset = steadyOffset(name, day)
        offsets.set(day, offset)
      }
      return offset === null ? slowly(name, wallMs) : { kind: 'once', at: wallMs - offset }
    },
  }
}

/** The offset of a local day if it is the same from a day before it to a day after. */
function steadyOffset(zone: string, day: number): number | null {
  const from = Temporal.Instant.fromEpochMilliseconds((day - 1) * DAY_MS).toZonedDateTimeISO(zone)
  const next = from.getTimeZoneTransition('next')
  if (next !== null && next.epochMilliseconds <= (day + 2) * DAY_MS) return null
  return from.offsetNanoseconds / 1e6
}

function slowly(zone: string, wallMs: number): ZonedTime {
  const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC').toPlainDateTime()
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (!earlier.toPlainDateTime().equals(wall)) return { kind: 'never' }
  if (earlier.equals(later)) return { kind: 'once', at: earlier.epochMilliseconds }
  return { kind: 'twice', earlier: earlier.epochMilliseconds, later: later.epochMilliseconds }
}
