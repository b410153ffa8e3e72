import { readAt } from '../../../shared/drill/scriptFile.ts'
import { inOrder, type Inject, type InjectKind, type Participants, type Script } from '../../../shared/drill/script.ts'
import type { LonLat } from '../../../shared/incident/types.ts'

/** The gap to the last inject at which a new one is put, ms. */
const NEXT_AFTER_MS = 60_000

export function emptyScript(): Script {
  return { name: '', plan: 'fire', participants: { units: [], departments: [], roles: [] }, observers: 0, injects: [] }
}

/** A new inject of a kind, a minute after the last one. */
export function newInject(what: InjectKind, injects: readonly Inject[], place: { readonly name: string; readonly at: LonLat }, subjectId: string): Inject {
  const last = inOrder(injects).at(-1)
  const atMs = last === undefined ? 0 : last.atMs + NEXT_AFTER_MS
  const id = freeId(injects)
  switch (what) {
    case 'incident': return { id, atMs, what, kind: 'fire', severity: null, position: place.at, place: place.name, summary: '' }
    case 'message': return { id, atMs, what, to: 'all', text: '' }
    case 'silence': return { id, atMs, what, subject: 'grid', subjectId, forMs: null }
    case 'note': return { id, atMs, what, text: '' }
  }
}

function freeId(injects: readonly Inject[]): string {
  const used = new Set(injects.map(({ id }) => id))
  let n = injects.length + 1
  while (used.has(`i${n}`)) n += 1
  return `i${n}`
}

/** Exchanges the time of an inject with its neighbour's, so that it comes before (-1) or after (1) it. */
export function moved(injects: readonly Inject[], id: string, by: 1 | -1): Inject[] {
  const ordered = inOrder(injects)
  const from = ordered.findIndex((each) => each.id === id)
  const [a, b] = [ordered[from], ordered[from + by]]
  if (a === undefined || b === undefined) return ordered
  const swapped = ordered.map((each) => (each === a ? { ...a, atMs: b.atMs } : each === b ? { ...b, atMs: a.atMs } : each))
  ;[swapped[from], swapped[from + by]] = [swapped[from + by]!, swapped[from]!]
  return swapped
}

/** An inject with one of its fields as typed; the same when that is no time. */
export function typed(inject: Inject, field: 'atMs' | 'forMs', text: string): Inject {
  const ms = text.trim() === '' && field === 'forMs' ? null : readAt(text.trim())
  return ms === null && !(field === 'forMs' && text.trim() === '') ? inject : ({ ...inject, [field]: ms } as Inject)
}

/** `现场指挥×1、安全员×2` of roles, and back. A role without a count is one. */
export function spellRoles(roles: Participants['roles']): string {
  return roles.map(({ role, count }) => `${role}×${count}`).join('、')
}

export function readRoles(text: string): Participants['roles'] {
  return text.split(/[、,，;；]/u).map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [role = '', count = '1'] = part.split(/[×x*]/iu)
    return { role: role.trim(), count: Math.max(1, Math.round(Number(count)) || 1) }
  })
}

/** Degrees of a script are whole millionths, about 0.1 m. */
const MILLIONTHS = 1e6
const LONGITUDES = 180
const LATITUDES = 90

/** `113.7276, 34.7751` of a place, and back; null for what is no place on earth. */
export function spellPlace({ lon, lat }: LonLat): string {
  return `${rounded(lon)}, ${rounded(lat)}`
}

export function readPlace(text: string): LonLat | null {
  const parts = text.trim().split(/\s*[,，\s]\s*/u)
  const [lon, lat] = parts.map(Number)
  if (parts.length !== 2 || parts.includes('') || lon === undefined || lat === undefined) return null
  return Math.abs(lon) <= LONGITUDES && Math.abs(lat) <= LATITUDES ? { lon: rounded(lon), lat: rounded(lat) } : null
}

/** The injects with the incident `id` put at a place of the map: the name of where it was before is not its name. */
export function placedAt(injects: readonly Inject[], id: string | null, { lon, lat }: LonLat): Inject[] {
  const position = { lon: rounded(lon), lat: rounded(lat) }
  return injects.map((each) => (each.id === id && each.what === 'incident' ? { ...each, position, place: null } : each))
}

function rounded(degrees: number): number {
  return Math.round(degrees * MILLIONTHS) / MILLIONTHS
}
