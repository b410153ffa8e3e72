import type { Access } from '../../server/access/openAccess.ts'
import type { Lead } from '../../shared/incident/response.ts'
import { PERSON_ROLES, type PersonRole, type Role, type Scope } from '../../shared/access/roles.ts'

const TESTS = { who: 'tests', sourceAddress: 'console' }

/** Somebody of a role, with what they come in with: made through the real store. */
export interface Person {
  readonly id: string
  readonly secret: string
}

interface Own {
  readonly scopes?: readonly Scope[]
  readonly unit?: string
  readonly department?: string
  readonly leads?: readonly Lead[]
}

/** Adds an account, screen or key of a role and lets it in. */
export function letIn(
  { administration, signIn }: Access, role: Role, id: string, own: Own = {},
): Person {
  const { scopes = [], unit = 'P01', department = 'fireRescue', leads } = own
  if (role === 'source') return { id, secret: administration.addKey({ id, name: '来源', scopes, department: own.department }, TESTS) }
  if (role === 'wall') return { id, secret: signIn.byLink(administration.addWall(id, '大屏', TESTS), '127.0.0.1').secret }
  const link = administration.addAccount(
    { id, name: '席位', role: personRole(role), unit: role === 'field' ? unit : undefined, department: role === 'department' ? department : undefined, leads }, TESTS,
  )
  return { id, secret: signIn.byLink(link, '127.0.0.1').secret }
}

function personRole(role: Role): PersonRole {
  return PERSON_ROLES.find((known) => known === role)!
}

/** How a browser of theirs asks. */
export function cookieOf({ secret }: Person): { cookie: string } {
  return { cookie: `ruyi=${secret}` }
}
