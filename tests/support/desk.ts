import type { Access } from '../../server/access/openAccess.ts'
import type { Clock } from '../../server/ports.ts'
import type { Lead } from '../../shared/incident/response.ts'
import { cookieOf, letIn } from './people.ts'

/** A session is made anew before it could end for not being used, ms. */
const NEW_AFTER_MS = 20 * 60_000

/** What people do at a desk and no feed may. */
const BY_PEOPLE = /^\/api\/v1\/(incidents\/[^/]+\/[a-z]+|alarms\/([^/]+\/)?[a-z]+|mode\/.+|posts\/.+|scene\/.+|matters\/.+|events\/.+|grid-profile|evaluation\/tell|drills(\/.+)?)(\?.*)?$/

/**
 * The people of a test's headquarters: a leader named `headquarters` for commands, a supervisor for corrections, and one of the
 * management committee who acknowledges what is handed over.
 */
export function createDesk(access: Access, clock: Clock): { headersFor(path: string): Record<string, string> | null } {
  const held = new Map<string, { readonly cookie: Record<string, string>; readonly madeAt: number }>()
  let made = 0

  function cookie(role: 'leader' | 'supervisor' | 'operator', id: string, leads: readonly Lead[] = []): Record<string, string> {
    const known = held.get(role)
    if (known !== undefined && Math.abs(clock.now() - known.madeAt) < NEW_AFTER_MS) return known.cookie
    made += known === undefined ? 0 : 1
    const fresh = { cookie: cookieOf(letIn(access, role, known === undefined ? id : `${id}-${made}`, { leads })), madeAt: clock.now() }
    held.set(role, fresh)
    return fresh.cookie
  }

  return {
    headersFor(path) {
      if (!BY_PEOPLE.test(path)) return null
      const door = path.split('?')[0]!
      if (door.endsWith('/acknowledgements')) return cookie('operator', 'committee', ['committee', 'city'])
      const bySupervisor = door.endsWith('/corrections') || door.endsWith('/withdrawals') || path.startsWith('/api/v1/drills')
      return bySupervisor ? cookie('supervisor', 'supervisor') : cookie('leader', 'headquarters')
    },
  }
}
