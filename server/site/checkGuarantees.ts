import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'

/** The departments of the three guarantees are there, each once, and no task of theirs twice (GUARANTEE-1). */
export function checkGuarantees(pack: Pack): Problem[] {
  const guarantees = pack.manifest.guarantees ?? []
  const departments = (pack.manifest.departments ?? DEFAULT_DEPARTMENTS).map(({ id }) => id)
  const problem = (path: JsonPath, reason: string): Problem => ({ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason })
  return guarantees.flatMap(({ department, tasks }, place) => [
    ...(departments.includes(department) ? [] : [problem(['guarantees', place, 'department'], `unknown department “${department}”`)]),
    ...(guarantees.findIndex((each) => each.department === department) === place ? [] : [problem(['guarantees', place, 'department'], `“${department}” stands here twice`)]),
    ...tasks.flatMap(({ id }, i) => (tasks.findIndex((task) => task.id === id) === i ? [] : [problem(['guarantees', place, 'tasks', i, 'id'], `“${id}” is taken already by this department`)])),
  ])
}
