import type { UnitId } from '../ids.ts'
import type { Lead } from '../incident/response.ts'

/** Everything anybody may be allowed to do: a route or a command names the one it needs. */
export const PERMISSIONS = [
  'signedIn', 'ownAccount', 'readBoard', 'report', 'stamp', 'stampOwn', 'handle', 'note', 'acknowledgeAlarm', 'changeLevel', 'escalate', 'changeMode',
  'scene', 'drill', 'correct', 'review', 'manageAccounts', 'manageKeys', 'manageSite', 'readAudit', 'sendPositions', 'sendCameraStatus',
  'sendHeartbeats', 'matter', 'decideMatter', 'tickOwn', 'sendCrowd', 'shelveHigh', 'retireSource',
  'tickStep', 'commandPresence', 'setRoster', 'tellProfile',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Roles of people, one an account; `field` is a unit's phone, `department` the desk of one that joins in handling. */
export const PERSON_ROLES = ['operator', 'leader', 'supervisor', 'administrator', 'auditor', 'field', 'department'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

/** With a screen's device and a feed's key: everybody who may come in. */
export const ROLES = ['wall', ...PERSON_ROLES, 'source'] as const
export type Role = (typeof ROLES)[number]

/** What a source's key may be made for. */
export const SCOPES = ['reports', 'stamps', 'positions', 'cameras', 'heartbeats', 'board', 'crowd', 'matters', 'steps', 'presence', 'roster', 'profiles'] as const
export type Scope = (typeof SCOPES)[number]

const PERSON: readonly Permission[] = ['signedIn', 'ownAccount', 'readBoard']
const OPERATOR: readonly Permission[] = [...PERSON, 'report', 'stamp', 'handle', 'note', 'acknowledgeAlarm', 'matter']

/** The one table of who may do what (ACCESS-3). A source may do what its scopes say, `SCOPE_PERMISSIONS`. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  wall: ['signedIn', 'readBoard'],
  operator: OPERATOR,
  leader: [...OPERATOR, 'changeLevel', 'escalate', 'changeMode', 'scene', 'decideMatter', 'shelveHigh', 'retireSource'],
  supervisor: [...PERSON, 'drill', 'correct', 'review'],
  administrator: [...PERSON, 'manageAccounts', 'manageKeys', 'manageSite'],
  auditor: [...PERSON, 'readAudit'],
  field: [...PERSON, 'stampOwn'],
  department: [...PERSON, 'tickOwn'],
  source: ['signedIn'],
}

export const SCOPE_PERMISSIONS: Readonly<Record<Scope, Permission>> = {
  reports: 'report', stamps: 'stamp', positions: 'sendPositions', cameras: 'sendCameraStatus', heartbeats: 'sendHeartbeats', board: 'readBoard', crowd: 'sendCrowd',
  matters: 'matter', steps: 'tickStep', presence: 'commandPresence', roster: 'setRoster', profiles: 'tellProfile',
}

/** Who asks, once a session, a screen's device or a source's key has been recognised. */
export interface Caller {
  /** Id of the account, the wall or the key: what records name. */
  readonly id: string
  readonly role: Role
  /** The unit a phone belongs to; null for everybody else. */
  readonly unit: UnitId | null
  /** The department an account or a key acts for; null for everybody else. */
  readonly department: string | null
  /** Whom they may act for when an incident is handed over (ESC-3). */
  readonly leads: readonly Lead[]
  readonly permissions: ReadonlySet<Permission>
}

/** What a role may do, with the scopes of a source. In matters a key of a department may what an account of it may, and no more (MATTER-9). */
export function permissionsOf(role: Role, scopes: readonly Scope[] = [], department: string | null = null): ReadonlySet<Permission> {
  return new Set([...ROLE_PERMISSIONS[role], ...scopes.map((scope) => (scope === 'matters' && department !== null ? 'tickStep' : SCOPE_PERMISSIONS[scope]))])
}

/** May the caller do any one of these? */
export function mayDo({ permissions }: Pick<Caller, 'permissions'>, needed: readonly Permission[]): boolean {
  return needed.some((permission) => permissions.has(permission))
}
