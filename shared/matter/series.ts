import { wallMs } from '../site/wallClock.ts'
import type { MatterField, MatterFollow } from './table.ts'
import type { MatterValues } from './types.ts'

const DAY_MS = 86_400_000
const SECOND_MS = 1_000
const MOST_INTERVAL = 366

/** How something comes again: after so many days or weeks, or on the same weekday of a month (the second Friday; the fifth is the last). */
export const REPEATS = ['none', 'days', 'weeks', 'monthWeekday'] as const
export type Repeat = (typeof REPEATS)[number]

/** What a kind that comes regularly is asked besides. `none` ends a series. */
export const SERIES_FIELDS: readonly MatterField[] = [
  {
    id: 'repeat', name: { zh: '周期', en: 'Comes again' }, needed: false, form: 'choice', choices: [
      { id: 'none', name: { zh: '不重复', en: 'Not again' } },
      { id: 'days', name: { zh: '按天', en: 'By days' } },
      { id: 'weeks', name: { zh: '按周', en: 'By weeks' } },
      { id: 'monthWeekday', name: { zh: '按月同一星期几', en: 'By months, same weekday' } },
    ],
  },
  { id: 'interval', name: { zh: '间隔（空为1）', en: 'Every so many (1 if empty)' }, needed: false, form: 'number', least: 1, most: MOST_INTERVAL },
]
export const SERIES_FIELD_IDS: readonly string[] = SERIES_FIELDS.map(({ id }) => id)

/** The same time of day at the site so long after `at`, the first that lies after `now` (epoch ms); null for what does not come again. */
export function nextOccurrence(at: number, { repeat, interval }: MatterValues, timeZone: string, now: number): number | null {
  if (repeat === undefined || repeat === 'none') return null
  const every = typeof interval === 'number' ? interval : 1
  const wall = wallMs(at, timeZone)
  for (let n = 1; ; n += 1) {
    const next = atWall(repeat === 'monthWeekday' ? sameWeekday(wall, n * every) : wall + n * every * (repeat === 'weeks' ? 7 : 1) * DAY_MS, at, timeZone)
    if (next > now) return next
  }
}

/** The instant near `at` at which clocks at the site show `wall`; what `at` has below a second is kept. */
function atWall(wall: number, at: number, timeZone: string): number {
  const offset = (instant: number): number => wallMs(instant, timeZone) - Math.floor(instant / SECOND_MS) * SECOND_MS
  const guess = wall - offset(at) + (at - Math.floor(at / SECOND_MS) * SECOND_MS)
  return guess + offset(at) - offset(guess)
}

/** The same weekday, counted from the month's beginning, so many months later; the fifth is the last. */
function sameWeekday(wall: number, months: number): number {
  const from = new Date(wall)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const firstSuch = 1 + ((from.getUTCDay() - first.getUTCDay() + 7) % 7)
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const place = Math.floor((from.getUTCDate() - 1) / 7)
  const day = firstSuch + 7 * place > days || place === 4 ? firstSuch + 7 * Math.floor((days - firstSuch) / 7) : firstSuch + 7 * place
  return first.getTime() + (day - 1) * DAY_MS + (wall % DAY_MS)
}

/** The next of a series: what `keep` names stays, the moments of `times` move on together by the first of them (SERIES-1). */
export function nextOfSeries(keep: readonly string[], times: readonly [string, ...string[]]): MatterFollow {
  return ({ matter, values, site, now }) => {
    const first = values[times[0]]
    const next = typeof first === 'number' ? nextOccurrence(first, values, site.timeZone, now) : null
    if (next === null) return null
    const moved = times.flatMap((id) => (typeof values[id] === 'number' ? [[id, values[id] + next - Number(first)] as const] : []))
    const kept = [...keep, ...SERIES_FIELD_IDS].flatMap((id) => (values[id] === undefined ? [] : [[id, values[id]] as const]))
    return { kind: matter.kind, values: Object.fromEntries([...kept, ...moved]) }
  }
}
