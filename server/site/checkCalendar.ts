import { isDay } from '../../shared/site/day.ts'
import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'

/** Days of holidays exist, none ends before it begins, and no two share a day (SITE-11). */
export function checkCalendar({ manifest: { calendar }, lineOf }: Pack): Problem[] {
  const problem = (place: number, key: 'from' | 'to', reason: string): Problem => {
    const path: JsonPath = ['calendar', 'holidays', place, key]
    return { file: FILE, line: lineOf(FILE, path), field: describePath(path), reason }
  }
  const holidays = calendar?.holidays ?? []
  return holidays.flatMap(({ from, to }, place) => {
    const noDays = (['from', 'to'] as const).filter((key) => !isDay(holidays[place]![key]))
    if (noDays.length > 0) return noDays.map((key) => problem(place, key, 'is no day of the form YYYY-MM-DD'))
    if (to < from) return [problem(place, 'to', `${to} is before ${from}, the first day`)]
    const shared = holidays.findIndex((other, before) => before < place && isDay(other.from) && isDay(other.to) && from <= other.to && other.from <= to)
    return shared === -1 ? [] : [problem(place, 'from', `shares a day with holidays[${shared}] (${holidays[shared]!.from} to ${holidays[shared]!.to})`)]
  })
}
