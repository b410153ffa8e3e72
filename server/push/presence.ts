import { PERSON_ROLES, type Caller, type PersonRole } from '../../shared/access/roles.ts'
import type { IncidentId } from '../../shared/ids.ts'
import { VIEWER_STAYS_MS, type Viewer } from '../../shared/presence/types.ts'
import { EVENTS } from '../../shared/protocol/messages.ts'
import { eventMessage, type Message } from './message.ts'
import type { Wire } from './outlet.ts'

/** Who looks at which incident, told to every desk (PRESENCE-1). Knows no socket, and keeps nothing. */
export interface Presence {
  /** A desk says what it looks at, null for nothing. Answers the code it is refused for, null when it is taken. */
  look(wire: Wire, caller: Pick<Caller, 'id' | 'role'>, incidentId: unknown): 'malformed' | 'notAllowed' | 'unknown' | null
  leave(wire: Wire): void
  /** Lets go of whoever has not been heard for too long; to be called with each beat. */
  beat(): void
}

export interface PresenceDeps {
  /** Epoch ms, of a clock that is not set back. */
  readonly now: () => number
  readonly isKnown: (incidentId: IncidentId) => boolean
}

interface Desk {
  readonly id: string
  readonly role: PersonRole
  incidentId: IncidentId | null
  heardAt: number
}

/** What a desk looks at is a name of ours; anything longer is none. */
const LONGEST_ID = 128

export function createPresence({ now, isKnown }: PresenceDeps): Presence {
  const desks = new Map<Wire, Desk>()
  let told = '[]'

  function viewers(): Viewer[] {
    const byKey = new Map<string, Viewer>()
    for (const { id, role, incidentId } of desks.values()) {
      if (incidentId !== null) byKey.set(`${id} ${incidentId}`, { id, role, incidentId })
    }
    return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, viewer]) => viewer)
  }

  /** Tells every desk, if anything has changed since they were told. */
  function tell(): void {
    const list = viewers()
    const json = JSON.stringify(list)
    if (json === told) return
    told = json
    const message = messageOf(list)
    for (const wire of desks.keys()) wire.send(message)
  }

  function leave(wire: Wire): void {
    if (desks.delete(wire)) tell()
  }

  return {
    look(wire, { id, role }, incidentId) {
      if (incidentId !== null && (typeof incidentId !== 'string' || incidentId.length > LONGEST_ID)) return 'malformed'
      const personRole = PERSON_ROLES.find((each) => each === role)
      if (personRole === undefined) return 'notAllowed'
      if (incidentId !== null && !isKnown(incidentId)) return 'unknown'
      const known = desks.get(wire)
      desks.set(wire, { id, role: personRole, incidentId, heardAt: now() })
      const before = told
      tell()
      if (known === undefined && told === before) wire.send(messageOf(viewers()))
      return null
    },
    leave,
    beat() {
      for (const [wire, { heardAt }] of desks) if (now() - heardAt > VIEWER_STAYS_MS) desks.delete(wire)
      tell()
    },
  }
}

function messageOf(list: readonly Viewer[]): Message {
  return eventMessage(EVENTS.presenceChanged, list)
}
