import { localTime } from '../timing/localTime.ts'
import type { Period } from './evaluate.ts'

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 }
const HOUR_MS = 3_600_000
/** No zone is further from UTC, hours. */
const FARTHEST_HOURS = 14

/** The month, quarter or year of the site that `at` (epoch ms) lies in, `back` of them earlier; from its first midnight to the next one's. */
export function periodAt(kind: PeriodKind, at: number, timeZone: string, back = 0): Period & { readonly name: string } {
  const [year = 0, month = 0] = localTime(at, timeZone).day.split('-').map(Number)
  const first = Math.floor((month - 1) / MONTHS[kind]) - back
  const start = year * 12 + first * MONTHS[kind]
  const startMonth = start % 12
  const startYear = Math.floor(start / 12)
  const number = kind === 'month' ? `-${String(startMonth + 1).padStart(2, '0')}` : kind === 'quarter' ? `-Q${startMonth / 3 + 1}` : ''
  return { from: monthStart(start, timeZone), to: monthStart(start + MONTHS[kind], timeZone), name: `${startYear}${number}` }
}

/** Epoch ms at which a month (counted from the year 0) begins at the site: the first moment of its first day. */
function monthStart(months: number, timeZone: string): number {
  const asUtc = Date.UTC(Math.floor(months / 12), months % 12, 1)
  const day = new Date(asUtc).toISOString().slice(0, 10)
  let [before, after] = [asUtc - FARTHEST_HOURS * HOUR_MS - 1, asUtc + FARTHEST_HOURS * HOUR_MS]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (localTime(middle, timeZone).day >= day) after = middle
    else before = middle
  }
  return after
}
