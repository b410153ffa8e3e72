import { INCIDENT_KINDS, LEVELS } from '../../shared/incident/kinds.ts'
import { isAbove, isGraver, SEVERITIES, type ResponseTable } from '../../shared/incident/response.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'

interface Fault {
  readonly path: JsonPath
  readonly reason: string
}

/**
 * The table of levels and leads makes sense (SITE-9): what is more severe has no lighter level, a graver level no lower lead,
 * and the departments it names exist once each.
 */
export function checkResponse({ manifest, lineOf }: Pack): Problem[] {
  const { response, departments = DEFAULT_DEPARTMENTS } = manifest
  const faults = [
    ...twice(departments.map(({ id }) => id)),
    ...(response === undefined ? [] : [...lighterLevels(response), ...lowerLeads(response), ...unknownDepartments(response, departments)]),
  ]
  return faults.map(({ path, reason }) => ({ file: FILE, line: lineOf(FILE, path), field: describePath(path), reason }))
}

function twice(ids: readonly string[]): Fault[] {
  return ids.flatMap((id, place) => (ids.indexOf(id) < place ? [{ path: ['departments', place, 'id'], reason: `${id} stands twice` }] : []))
}

function lighterLevels({ levels }: ResponseTable): Fault[] {
  return INCIDENT_KINDS.flatMap((kind) => SEVERITIES.flatMap((severity, place) => {
    const milder = SEVERITIES[place - 1]
    if (milder === undefined || !isGraver(levels[kind][milder], levels[kind][severity])) return []
    return [{ path: ['response', 'levels', kind, severity], reason: `${levels[kind][severity]} is lighter than ${levels[kind][milder]} of ${milder}` }]
  }))
}

function lowerLeads({ leads }: ResponseTable): Fault[] {
  return LEVELS.flatMap((level, place) => {
    const lighter = LEVELS[place + 1]
    if (lighter === undefined || !isAbove(leads[lighter].lead, leads[level].lead)) return []
    return [{ path: ['response', 'leads', level, 'lead'], reason: `${leads[level].lead} stands below ${leads[lighter].lead} of level ${lighter}` }]
  })
}

function unknownDepartments({ leads }: ResponseTable, departments: readonly { readonly id: string }[]): Fault[] {
  return LEVELS.flatMap((level) => leads[level].departments.flatMap((id, place) => {
    if (departments.some((department) => department.id === id)) return []
    return [{ path: ['response', 'leads', level, 'departments', place], reason: `there is no department ${id}` }]
  }))
}
