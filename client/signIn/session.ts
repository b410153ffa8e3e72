import type { PersonRole, Permission, Role } from '../../shared/access/roles.ts'
import type { Lead } from '../../shared/incident/response.ts'
import { attendance } from '../keyboard/attended.ts'

/** Who is signed in, as the server says. */
export interface SignedIn {
  readonly id: string
  readonly role: Role
  readonly unit: string | null
  readonly department: string | null
  /** Whom the account may act for when an incident is handed over (ESC-3). */
  readonly leads: readonly Lead[]
  readonly permissions: readonly Permission[]
}

/** What came of asking: who is signed in, or the code of the refusal; `away` when nobody answered. */
export type Outcome = { readonly signedIn: SignedIn } | { readonly code: string }

const UNAUTHORIZED = 401
const SESSION = '/api/v1/session'
const SIGN_IN = '/sign-in'

export function signInByPassword(account: string, password: string, code: string): Promise<Outcome> {
  return enter(SESSION, { account, password, ...(code === '' ? {} : { code }) })
}

export function openLink(link: string): Promise<Outcome> {
  return enter(`${SESSION}/link`, { link })
}

/** Sets the first password of who came by a link. Answers the code of the refusal, null when it is set. */
export async function setPassword(password: string): Promise<string | null> {
  const response = await send('PUT', `${SESSION}/password`, { password })
  return response === null ? 'away' : response.ok ? null : codeOf(response)
}

/** Has this browser nobody signed in? False also when nobody answers: then it is the link that is down. */
export async function isSignedOut(): Promise<boolean> {
  const response = await fetch(SESSION, { headers: attendance() }).catch(() => null)
  return response?.status === UNAUTHORIZED
}

/** Who is signed in on this browser; null when nobody is, or nobody answered. */
export async function whoIsSignedIn(): Promise<SignedIn | null> {
  const response = await fetch(SESSION).catch(() => null)
  return response?.ok === true ? ((await response.json()) as SignedIn) : null
}

/** Shows where to sign in, and comes back to this page afterwards. */
export function toSignIn(from: Location): void {
  from.replace(`${SIGN_IN}?next=${encodeURIComponent(from.pathname + from.search)}`)
}

/** Where to go once signed in: a page of ours or the wall, never another site. */
export function nextPage(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  return /^\/(?![/\\])/.test(next) && !next.startsWith(SIGN_IN) ? next : '/wall'
}

/** The secret of a link in what follows # of an address. */
export function linkIn(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get('link')
}

/** Do people of this role have a password? A screen has none. */
export function hasPassword(role: Role): role is PersonRole {
  return role !== 'wall' && role !== 'source'
}

async function enter(path: string, body: object): Promise<Outcome> {
  const response = await send('POST', path, body)
  if (response === null) return { code: 'away' }
  return response.ok ? { signedIn: (await response.json()) as SignedIn } : { code: await codeOf(response) }
}

function send(method: string, path: string, body: object): Promise<Response | null> {
  return fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).catch(() => null)
}

async function codeOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { code?: string } | null
  return body?.code ?? String(response.status)
}
