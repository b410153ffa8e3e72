import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Site } from '../site/types.ts'
import type { Inject, Participants, Script } from './script.ts'

/** What of the site a script names. */
export type DrillSite = Pick<Site, 'bounds' | 'grids' | 'teams' | 'platforms' | 'departments' | 'limits' | 'stricterLimits' | 'response' | 'timeZone'>

/** Whom a message is for that is for everybody; no unit, department or role is called so. */
const EVERYBODY = 'all'

/** What a script names that is not there, or names twice; null when all of it can be rehearsed. */
export function checkScript({ injects, participants }: Script, site: DrillSite): Refusal | null {
  const units = idsOf(site.teams)
  const departments = idsOf(site.departments)
  const unit = participants.units.findIndex((id) => !units.has(id))
  if (unit !== -1) return refuse('unknown', `participants.units.${unit}`, 'no such unit in the site pack')
  const department = participants.departments.findIndex((id) => !departments.has(id))
  if (department !== -1) return refuse('unknown', `participants.departments.${department}`, 'no such department in the site pack')
  const twice = takesPartTwice(participants, new Set([EVERYBODY, ...units, ...departments]))
  if (twice !== null) return twice
  const receivers = new Set([EVERYBODY, ...participants.units, ...participants.departments, ...participants.roles.map(({ role }) => role)])
  const seen = new Set<string>()
  for (const [place, inject] of injects.entries()) {
    const field = `injects.${place}`
    if (seen.has(inject.id)) return refuse('duplicate', `${field}.id`, 'another inject has this id')
    seen.add(inject.id)
    const wrong = checkInject(inject, field, site, receivers)
    if (wrong !== null) return wrong
  }
  return null
}

/** Whoever takes part is one row of the sheet and one receiver of messages. `taken`: names a role may not have, as they are of somebody else. */
function takesPartTwice({ units, departments, roles }: Participants, taken: ReadonlySet<string>): Refusal | null {
  const names = roles.map(({ role }) => role)
  const [unit, department, role] = [repeated(units), repeated(departments), repeated(names)]
  if (unit !== -1) return refuse('duplicate', `participants.units.${unit}`, 'is named twice')
  if (department !== -1) return refuse('duplicate', `participants.departments.${department}`, 'is named twice')
  if (role !== -1) return refuse('duplicate', `participants.roles.${role}.role`, 'another role has this name')
  const other = names.findIndex((name) => taken.has(name))
  return other === -1 ? null : refuse('duplicate', `participants.roles.${other}.role`, 'is the name of all, or of a unit or department')
}

/** Where a list first says again what stands before; -1 where nowhere. */
function repeated(list: readonly string[]): number {
  return list.findIndex((each, place) => list.indexOf(each) < place)
}

function checkInject(inject: Inject, field: string, site: DrillSite, receivers: ReadonlySet<string>): Refusal | null {
  if (inject.what === 'incident' && !insideBounds(site, inject.position.lon, inject.position.lat)) {
    return refuse('outsideBounds', `${field}.position`, "lies outside the site's bounds")
  }
  if (inject.what === 'message' && !receivers.has(inject.to)) return refuse('unknown', `${field}.to`, 'is neither all nor a participant of this drill')
  if (inject.what !== 'silence' || inject.subject === 'source') return null
  const known = { unit: site.teams, platform: site.platforms, grid: site.grids }[inject.subject]
  return idsOf(known).has(inject.subjectId) ? null : refuse('unknown', `${field}.subjectId`, `no such ${inject.subject} in the site pack`)
}

/** Free text and names of roles, also where a message is for one, without phone and identity numbers (PRIVACY-1): to be checked as it is kept. */
export function maskScript(script: Script): Script {
  const { participants } = script
  const roles = participants.roles.map(({ role, count }) => ({ role: maskPersonal(role), count }))
  const isRole = (name: string): boolean => participants.roles.some(({ role }) => role === name)
  return {
    ...script, name: maskPersonal(script.name), participants: { ...participants, roles }, injects: script.injects.map((inject) => maskInject(inject, isRole)),
  }
}

function maskInject(inject: Inject, isRole: (name: string) => boolean): Inject {
  if (inject.what === 'message') return { ...inject, to: isRole(inject.to) ? maskPersonal(inject.to) : inject.to, text: maskPersonal(inject.text) }
  if (inject.what === 'note') return { ...inject, text: maskPersonal(inject.text) }
  return inject.what === 'silence' ? inject : { ...inject, summary: maskPersonal(inject.summary), place: inject.place === null ? null : maskPersonal(inject.place) }
}

function insideBounds({ bounds: [west, south, east, north] }: Pick<DrillSite, 'bounds'>, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

function idsOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id))
}
