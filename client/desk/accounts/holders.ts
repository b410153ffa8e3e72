import type { Role, Scope } from '../../../shared/access/roles.ts'
import type { UnitId } from '../../../shared/ids.ts'
import type { Lead } from '../../../shared/incident/response.ts'

/** An account, a screen or a source's key, as `GET /api/v1/access` lists it. Times epoch ms. */
export interface Holder {
  readonly id: string
  readonly role: Role
  readonly name: string
  readonly unit: UnitId | null
  readonly department: string | null
  readonly scopes: readonly Scope[]
  readonly totp: boolean
  readonly locked: boolean
  readonly entered: boolean
  readonly signedInAt: number | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

/** The three tables of the section. */
export type HolderKind = 'accounts' | 'walls' | 'keys'

export function kindOf({ role }: Pick<Holder, 'role'>): HolderKind {
  return role === 'wall' ? 'walls' : role === 'source' ? 'keys' : 'accounts'
}

/** Those of a kind: in use first, in the order they were added; the revoked below, or left out. */
export function holdersOf(all: readonly Holder[], kind: HolderKind, withRevoked: boolean): Holder[] {
  const mine = all.filter((one) => kindOf(one) === kind)
  const inUse = mine.filter(({ revokedAt }) => revokedAt === null)
  return withRevoked ? [...inUse, ...mine.filter(({ revokedAt }) => revokedAt !== null)] : inUse
}

/** How a holder stands, `desk.accounts.state.<state>`: what asks for most first. */
export function standingOf({ revokedAt, locked, entered, role }: Pick<Holder, 'revokedAt' | 'locked' | 'entered' | 'role'>): 'revoked' | 'locked' | 'entered' | 'never' | 'unopened' {
  if (revokedAt !== null) return 'revoked'
  if (locked) return 'locked'
  if (entered) return 'entered'
  return role === 'wall' ? 'unopened' : 'never'
}

/** What is filled in to add one. */
export interface NewHolder {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly unit: string
  readonly department: string
  /** Whom it may act for beside those of its role (ESC-3). */
  readonly leads: readonly Lead[]
  readonly scopes: readonly Scope[]
}

const DOORS: Readonly<Record<HolderKind, string>> = { accounts: '/access/users', walls: '/access/walls', keys: '/access/keys' }

/** The call that adds one; null while something is missing. */
export function additionOf(kind: HolderKind, { id, name, role, unit, department, leads, scopes }: NewHolder): { readonly path: string; readonly body: object } | null {
  const base = { id: id.trim(), name: name.trim() }
  if (base.id === '' || base.name === '') return null
  if (kind === 'walls') return { path: DOORS[kind], body: base }
  if (kind === 'keys') return scopes.length === 0 ? null : { path: DOORS[kind], body: { ...base, scopes, ...(department === '' ? {} : { department }) } }
  if (role === '' || (role === 'field' && unit === '') || (role === 'department' && department === '')) return null
  const own = { ...(role === 'field' ? { unit } : {}), ...(role === 'department' ? { department } : {}), ...(leads.length > 0 ? { leads } : {}) }
  return { path: DOORS[kind], body: { ...base, role, ...own } }
}

/** The secret of an `otpauth:` address, in fours as one reads it out; empty where there is none. */
export function secretOf(uri: string): string {
  const secret = /[?&]secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? ''
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
