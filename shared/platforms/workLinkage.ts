import type { Matter } from '../matter/types.ts'
import { siteDay } from '../site/day.ts'
import type { Site } from '../site/types.ts'

export const LINKAGE_KINDS = ['training', 'areaPatrol', 'drillPlan'] as const
export type LinkageKind = (typeof LINKAGE_KINDS)[number]

/** What was planned for the site's month of `now`, and what came of it. */
export interface LinkageRow {
  readonly kind: LinkageKind
  /** All that were not dropped. */
  readonly planned: number
  readonly done: number
  /** Not done though its time is over. */
  readonly overdue: number
  /** People that came, of a patrol the hazards found. */
  readonly outcome: number
}

const YEAR_MONTH = 6

/** One row a kind (WORK-2). What is overdue counts whichever month it was planned for. */
export function workLinkage(matters: Iterable<Matter>, { timeZone }: Pick<Site, 'timeZone'>, now: number): LinkageRow[] {
  const monthOf = (at: number): string => siteDay(at, timeZone).slice(0, YEAR_MONTH)
  const month = monthOf(now)
  const all = [...matters].filter(({ state }) => state !== 'dropped')
  return LINKAGE_KINDS.map((kind) => {
    const own = all.filter((matter) => matter.kind === kind)
    const ofMonth = own.filter(({ values: { dueAt } }) => typeof dueAt === 'number' && monthOf(dueAt) === month)
    const done = ofMonth.filter(({ state }) => state === 'done')
    return {
      kind, planned: ofMonth.length, done: done.length,
      overdue: own.filter(({ endedAt, until }) => endedAt === null && until !== null && now > until).length,
      outcome: done.reduce((sum, { values }) => sum + Number(values[kind === 'areaPatrol' ? 'hazards' : 'attended'] ?? 0), 0),
    }
  })
}
