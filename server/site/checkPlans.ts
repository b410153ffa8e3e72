import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import { RESOURCE_KINDS } from '../../shared/site/types.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'plans.json'

/** What a special plan names is there: kind of incident, departments, kinds of resources, schemes; no step twice (SITE-12). */
export function checkPlans(pack: Pack): Problem[] {
  const departments = (pack.manifest.departments ?? DEFAULT_DEPARTMENTS).map(({ id }) => id)
  const schemes = pack.schemes.features.map(({ properties: { id } }) => id)
  const need = (known: readonly string[], what: string, id: string, path: JsonPath): Problem[] =>
    known.includes(id) ? [] : [{ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason: `unknown ${what} “${id}”` }]
  return pack.plans.plans.flatMap((plan, place) => {
    const at = (...rest: JsonPath): JsonPath => ['plans', place, ...rest]
    return [
      ...need(INCIDENT_KINDS, 'kind of incident', plan.kind, at('kind')),
      ...plan.steps.flatMap(({ id, owner }, i) => [
        ...(owner === null ? [] : need(departments, 'department', owner, at('steps', i, 'owner'))),
        ...(plan.steps.findIndex((step) => step.id === id) === i ? [] : [
          { file: FILE, line: pack.lineOf(FILE, at('steps', i, 'id')), field: describePath(at('steps', i, 'id')), reason: `“${id}” is taken already in this plan` },
        ]),
      ]),
      ...plan.resources.flatMap((kind, i) => need(RESOURCE_KINDS, 'kind of resource', kind, at('resources', i))),
      ...plan.schemes.flatMap((id, i) => need(schemes, 'scheme', id, at('schemes', i))),
    ]
  })
}
