import type { GridId } from '../../../shared/ids.ts'
import type { Chance } from '../chance.ts'
import { act, fateOf, move, opens, running, spent, spread, tick, type Job, type Work, type WorkAct } from './acts.ts'
import type { SeenMatter } from './view.ts'
import { AREA_PATROLS, DRILLS, HAZARDS, REQUESTS, TRAININGS } from './words.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Eight hazards a day, each there for half a day or so: few enough for a month of them on the board. */
const HAZARD_FLOW = { first: 6, everyMs: 3 * HOUR_MS, most: 12 } as const
const REQUEST_FLOW = { first: 6, everyMs: 4 * HOUR_MS, most: 14 } as const
/** A share of what is looked at again is not well done. */
const SENT_BACK = 0.1

/** Hazards: found → assigned → rectified → verified, now and then sent back. */
export const hazards: Job = (work) => [...newHazard(work), ...running(work, 'hazard').flatMap((hazard) => hazardActs(work, hazard))]

function newHazard(work: Work): WorkAct[] {
  const chance = opens(work, 'hazard', HAZARD_FLOW)
  const words = chance?.pick(HAZARDS)
  const grid = chance?.pick(work.site.grids)
  if (chance == null || words == null || grid == null) return []
  const position = placeIn(work, chance, grid.id)
  return [act('matters/hazard', { summary: words.summary, risk: words.risk, grid: grid.id, ...(position === null ? {} : { position }) })]
}

/** Where one of the grid's cameras stands: somewhere people walk. */
function placeIn({ site }: Work, chance: Chance, grid: GridId): { readonly lon: number; readonly lat: number } | null {
  const camera = chance.pick(site.cameras.filter((each) => each.grid === grid))
  return camera === null ? null : { lon: camera.lon, lat: camera.lat }
}

function hazardActs(work: Work, hazard: SeenMatter): WorkAct[] {
  const chance = fateOf(work, hazard)
  const words = HAZARDS.find(({ summary }) => summary === hazard.values['summary'])
  switch (hazard.state) {
    case 'found': {
      const warned = stepsAfter(work, hazard, ['warn'], spread(chance, MINUTE_MS, 40 * MINUTE_MS))
      if (!spent(work, hazard, spread(chance, 90 * SECOND_MS, 5 * HOUR_MS))) return warned
      const department = work.site.departments.find(({ id }) => id === words?.department)?.id
      return [...warned, department !== undefined && chance.happens(0.6)
        ? move(hazard, 'assign', { assignee: 'department', department }) : move(hazard, 'assign', { assignee: chance.happens(0.5) ? 'police' : 'gridWorker' })]
    }
    case 'assigned': {
      if (!spent(work, hazard, spread(chance, 8 * MINUTE_MS, 40 * HOUR_MS))) return []
      return [...stepsAfter(work, hazard, ['warn', 'evidence'], 0), move(hazard, 'rectify', { done: words?.done ?? '已整改' })]
    }
    case 'rectified': {
      if (!spent(work, hazard, spread(chance, 5 * MINUTE_MS, 12 * HOUR_MS))) return []
      return [...stepsAfter(work, hazard, ['warn', 'evidence'], 0), chance.happens(SENT_BACK)
        ? move(hazard, 'reject', { reason: '复核发现未整改到位', dueAt: work.view.now + 2 * DAY_MS }) : move(hazard, 'verify')]
    }
    default: return []
  }
}

/** Ticks those of the named steps that are open once the matter was so long in its state. */
function stepsAfter(work: Work, matter: SeenMatter, ids: readonly string[], ms: number): WorkAct[] {
  if (!spent(work, matter, ms)) return []
  return matter.steps.filter(({ id, ticked }) => ids.includes(id) && ticked === null).map(({ id, owner }) => tick(matter, id, owner))
}

/** Requests of companies: received → assigned → answered → confirmed, now and then reopened; most within the limit of their kind. */
export const requests: Job = (work) => [...newRequest(work), ...running(work, 'request').flatMap((request) => requestActs(work, request))]

function newRequest(work: Work): WorkAct[] {
  const chance = opens(work, 'request', REQUEST_FLOW)
  const words = chance?.pick(REQUESTS)
  const company = chance?.pick(work.site.companies)
  if (words == null || company == null) return []
  return [act('matters/request', { company: company.id, topic: words.topic, summary: words.summary })]
}

function requestActs(work: Work, request: SeenMatter): WorkAct[] {
  const chance = fateOf(work, request)
  const words = REQUESTS.find(({ summary }) => summary === request.values['summary'])
  const limitMs = (request.until ?? request.since + DAY_MS) - request.since
  switch (request.state) {
    case 'received': {
      if (!spent(work, request, spread(chance, MINUTE_MS, 5 * HOUR_MS))) return []
      const department = work.site.departments.find(({ id }) => id === words?.department)?.id
      return [move(request, 'assign', department === undefined ? {} : { department })]
    }
    case 'assigned':
    case 'reopened':
      return spent(work, request, limitMs * spread(chance, 0.004, 1.15)) ? [move(request, 'answer', { answer: words?.answer ?? '已办理' })] : []
    case 'answered':
      if (!spent(work, request, spread(chance, 5 * MINUTE_MS, 20 * HOUR_MS))) return []
      return [chance.happens(SENT_BACK) ? move(request, 'reopen', { reason: '企业反映尚未解决' }) : move(request, 'confirm')]
    default: return []
  }
}

const TRAINING_FLOW = { first: 2, everyMs: 20 * HOUR_MS, most: 6 } as const
const PATROL_FLOW = { first: 3, everyMs: 9 * HOUR_MS, most: 6 } as const
const DRILL_FLOW = { first: 1, everyMs: 40 * HOUR_MS, most: 3 } as const

/** Work linkage: trainings, area patrols and drills, planned and done, a few after their day. */
export const workLinkage: Job = (work) => [
  ...newTraining(work), ...newPatrol(work), ...newDrill(work),
  ...running(work, 'training').flatMap((each) => {
    const chance = fateOf(work, each)
    const people = Number(each.values['people'])
    return spent(work, each, planned(each, chance)) ? [move(each, 'complete', { attended: Math.round(people * chance.between(0.75, 1)) })] : []
  }),
  ...running(work, 'areaPatrol').flatMap((each) => patrolActs(work, each)),
  ...running(work, 'drillPlan').flatMap((each) => {
    const chance = fateOf(work, each)
    return spent(work, each, planned(each, chance)) ? [move(each, 'complete', { attended: Math.round(chance.between(40, 180)) })] : []
  }),
]

/** How long after its planning something is done: mostly before its day, ms. */
function planned({ since, until }: SeenMatter, chance: Chance): number {
  return spread(chance, 6 * MINUTE_MS, ((until ?? since + DAY_MS) - since) * 1.08)
}

function newTraining(work: Work): WorkAct[] {
  const chance = opens(work, 'training', TRAINING_FLOW)
  const words = chance?.pick(TRAININGS)
  if (chance == null || words == null) return []
  const [topic, audience] = words
  return [act('matters/training', { topic, audience, people: Math.round(chance.between(15, 60)), dueAt: dueIn(work, chance, DAY_MS, 6 * DAY_MS) })]
}

function newPatrol(work: Work): WorkAct[] {
  const chance = opens(work, 'areaPatrol', PATROL_FLOW)
  const topic = chance?.pick(AREA_PATROLS)
  const grid = chance?.pick(work.site.grids)
  if (chance == null || topic == null || grid == null) return []
  return [act('matters/areaPatrol', { topic, grid: grid.id, dueAt: dueIn(work, chance, 5 * HOUR_MS, 20 * HOUR_MS) })]
}

function patrolActs(work: Work, patrol: SeenMatter): WorkAct[] {
  const chance = fateOf(work, patrol)
  if (patrol.state === 'planned') return spent(work, patrol, spread(chance, 2 * MINUTE_MS, 6 * HOUR_MS)) ? [move(patrol, 'begin')] : []
  return spent(work, patrol, spread(chance, 10 * MINUTE_MS, 4 * HOUR_MS)) ? [move(patrol, 'complete', { hazards: Math.floor(chance.between(0, 5)) })] : []
}

function newDrill(work: Work): WorkAct[] {
  const chance = opens(work, 'drillPlan', DRILL_FLOW)
  const topic = chance?.pick(DRILLS)
  if (chance == null || topic == null) return []
  return [act('matters/drillPlan', { topic, dueAt: dueIn(work, chance, 2 * DAY_MS, 9 * DAY_MS) })]
}

function dueIn({ view }: Work, chance: Chance, leastMs: number, mostMs: number): number {
  return Math.round(view.now + chance.between(leastMs, mostMs))
}
