import { endOfDay } from '../../../shared/platforms/guarantees.ts'
import { siteDay } from '../../../shared/site/day.ts'
import { act, fateOf, move, ofKind, running, spent, spread, tick, type Job, type Work, type WorkAct } from './acts.ts'
import type { SeenMatter } from './view.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The three guarantees: each department's tasks of the day, ticked by the department itself. */
export const guarantees: Job = (work) => [...newTasks(work), ...running(work, 'guaranteeTask').flatMap((set) => taskActs(work, set))]

function newTasks(work: Work): WorkAct[] {
  const { view: { now }, site } = work
  const dueAt = endOfDay(now, site.timeZone)
  if (dueAt - now < MINUTE_MS) return []
  const today = siteDay(now, site.timeZone)
  const told = new Set(ofKind(work, 'guaranteeTask').filter(({ values: { dueAt: by } }) => siteDay(Number(by), site.timeZone) === today).map(({ values }) => values['department']))
  return site.guarantees.filter(({ department }) => !told.has(department)).map(({ department }) => act('matters/guaranteeTask', { department, dueAt }))
}

function taskActs(work: Work, set: SeenMatter): WorkAct[] {
  const { view: { now } } = work
  const chance = fateOf(work, set)
  const open = set.steps.filter(({ ticked }) => ticked === null)
  const isOver = set.until !== null && now > set.until
  if (isOver && spent(work, set, spread(chance, MINUTE_MS, 20 * MINUTE_MS))) return [move(set, 'finish', open.length > 0 ? { left: '转入次日继续' } : {})]
  if (set.state === 'assigned') return spent(work, set, spread(chance, MINUTE_MS, 25 * MINUTE_MS)) ? [move(set, 'begin')] : []
  const ticks = open.filter(({ id }) => spent(work, set, spread(fateOf(work, set, id), 2 * MINUTE_MS, 6 * HOUR_MS)))
  if (ticks.length > 0) return ticks.map(({ id, owner }) => tick(set, id, owner))
  return open.length === 0 && spent(work, set, spread(chance, 3 * MINUTE_MS, 7 * HOUR_MS)) ? [move(set, 'finish')] : []
}
