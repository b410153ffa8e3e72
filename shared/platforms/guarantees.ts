import type { Matter } from '../matter/types.ts'
import { siteDay } from '../site/day.ts'
import type { Site } from '../site/types.ts'

/** How one department's tasks of the three guarantees stand today. */
export interface GuaranteeRow {
  readonly department: string
  /** null: nothing was assigned for today. */
  readonly state: string | null
  readonly ticked: number
  readonly tasks: number
  /** Its day, or the time of a task, is over and it is not done. */
  readonly overdue: boolean
}

type Known = Pick<Site, 'guarantees' | 'timeZone'>

/** One row for each department of the pack: what was assigned for the site's day of `now`, else what still runs of an earlier one (GUARANTEE-3). */
export function guaranteesOf(matters: Iterable<Matter>, site: Known, now: number): GuaranteeRow[] {
  const sets = [...matters].filter(({ kind, state }) => kind === 'guaranteeTask' && state !== 'dropped')
  return site.guarantees.map(({ department, tasks }) => {
    const own = sets.filter(({ values }) => values['department'] === department)
    const set = own.find((each) => isOfDay(each, site, now)) ?? own.filter(({ endedAt, until }) => endedAt === null && (until ?? now) < now).at(-1)
    if (set === undefined) return { department, state: null, ticked: 0, tasks: tasks.length, overdue: false }
    const ticked = set.steps.filter((step) => step.ticked !== null).length
    const late = set.steps.some((step) => step.ticked === null && step.dueAt !== null && now > step.dueAt)
    return { department, state: set.state, ticked, tasks: set.steps.length, overdue: set.endedAt === null && (late || now > (set.until ?? now)) }
  })
}

/** Departments that have no set for the site's day of `now` yet. */
export function unassigned(matters: Iterable<Matter>, site: Known, now: number): string[] {
  const today = [...matters].filter((matter) => matter.kind === 'guaranteeTask' && matter.state !== 'dropped' && isOfDay(matter, site, now))
  return site.guarantees.map(({ department }) => department).filter((id) => !today.some(({ values }) => values['department'] === id))
}

function isOfDay({ values: { dueAt } }: Matter, { timeZone }: Known, now: number): boolean {
  return typeof dueAt === 'number' && siteDay(dueAt, timeZone) === siteDay(now, timeZone)
}

const HOUR_MS = 3_600_000
const SECOND_MS = 1_000

/** The last second of the site's day of `now`, epoch ms: found by halves, since a day may have 23 or 25 hours. */
export function endOfDay(now: number, timeZone: string): number {
  const day = siteDay(now, timeZone)
  let [inside, outside] = [Math.floor(now / SECOND_MS), Math.floor((now + 26 * HOUR_MS) / SECOND_MS)]
  while (outside - inside > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (siteDay(middle * SECOND_MS, timeZone) === day) inside = middle
    else outside = middle
  }
  return inside * SECOND_MS
}
