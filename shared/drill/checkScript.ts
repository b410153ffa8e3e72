import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Site } from '../site/types.ts'
import type { Inject, Script } from './script.ts'

/** What of the site a script names. */
export type DrillSite = Pick<Site, 'bounds' | 'grids' | 'teams' | 'platforms' | 'departments' | 'limits' | 'stricterLimits' | 'response' | 'timeZone'>

/** What a script names that is not there, or names twice; null when all of it can be rehearsed. */
export function checkScript({ injects, participants }: Script, site: DrillSite): Refusal | null {
  const units = idsOf(site.teams)
  const departments = idsOf(site.departments)
  const unit = participants.units.findIndex((id) => !units.has(id))
  if (unit !== -1) return refuse('unknown', `participants.units.${unit}`, 'no such unit in the site pack')
  const department = participants.departments.findIndex((id) => !departments.has(id))
  if (department !== -1) return refuse('unknown', `participants.departments.${department}`, 'no such department in the site pack')
  const receivers = new Set(['all', ...participants.units, ...participants.departments, ...participants.roles.map(({ role }) => role)])
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

function checkInject(inject: Inject, field: string, site: DrillSite, receivers: ReadonlySet<string>): Refusal | null {
  if (inject.what === 'incident' && !insideBounds(site, inject.position.lon, inject.position.lat)) {
    return refuse('outsideBounds', `${field}.position`, "lies outside the site's bounds")
  }
  if (inject.what === 'message' && !receivers.has(inject.to)) return refuse('unknown', `${field}.to`, 'is neither all nor a participant of this drill')
  if (inject.what !== 'silence' || inject.subject === 'source') return null
  const known = { unit: site.teams, platform: site.platforms, grid: site.grids }[inject.subject]
  return idsOf(known).has(inject.subjectId) ? null : refuse('unknown', `${field}.subjectId`, `no such ${inject.subject} in the site pack`)
}

/** Free text without phone and identity numbers (PRIVACY-1). */
export function maskScript(script: Script): Script {
  return { ...script, name: maskPersonal(script.name), injects: script.injects.map(maskInject) }
}

function maskInject(inject: Inject): Inject {
  if (inject.what === 'message' || inject.what === 'note') return { ...inject, text: maskPersonal(inject.text) }
  return inject.what === 'silence' ? inject : { ...inject, summary: maskPersonal(inject.summary), place: inject.place === null ? null : maskPersonal(inject.place) }
}

function insideBounds({ bounds: [west, south, east, north] }: Pick<DrillSite, 'bounds'>, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

function idsOf(all: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id))
}
