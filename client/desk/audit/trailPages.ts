/** One entry as the server tells it; `at` epoch ms. */
export interface TrailEntry {
  readonly seq: number
  readonly at: number
  readonly who: string
  readonly what: string
  readonly subject: string
  readonly outcome: string
  readonly sourceAddress: string
}

export interface TrailFilter {
  readonly who: string
  readonly what: string
}

/** Entries of a page. */
export const PAGE_ENTRIES = 40

/** Where a page is asked for: one entry more than it shows says whether there are older ones. `before` null for the newest. */
export function pagePath({ who, what }: TrailFilter, before: number | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_ENTRIES + 1) })
  if (before !== null) query.set('before', String(before))
  if (who.trim() !== '') query.set('who', who.trim())
  if (what.trim() !== '') query.set('what', what.trim())
  return `/audit/newest?${query.toString()}`
}

export interface TrailPage {
  readonly entries: readonly TrailEntry[]
  /** Where the next older page begins; null at the end of the trail. */
  readonly olderBefore: number | null
}

export function pageOf(told: readonly TrailEntry[]): TrailPage {
  const entries = told.slice(0, PAGE_ENTRIES)
  return { entries, olderBefore: told.length > PAGE_ENTRIES ? (entries.at(-1)?.seq ?? null) : null }
}

const VERBS = {
  'sign-in': 'signIn', 'sign-out': 'signOut', 'link:open': 'openLink', link: 'newLink', 'user:add': 'addAccount', 'wall:add': 'addWall', 'key:add': 'addKey',
  revoke: 'revoke', password: 'password', 'totp:add': 'addTotp', 'totp:drop': 'dropTotp', 'session:end': 'endSession',
} as const
const CALL = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /

/** The words of what was done (`desk.audit.did.<verb>`) and what stands beside them; `verb` null for what is not known here. */
export function deedOf(what: string): { readonly verb: (typeof VERBS)[keyof typeof VERBS] | 'call' | null; readonly rest: string } {
  if (CALL.test(what)) return { verb: 'call', rest: what }
  const [name = '', ...rest] = what.split(' ')
  return name in VERBS ? { verb: VERBS[name as keyof typeof VERBS], rest: rest.join(' ') } : { verb: null, rest: what }
}
