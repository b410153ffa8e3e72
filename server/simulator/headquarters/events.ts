import type { Zone } from '../../../shared/site/types.ts'
import { act, fateOf, move, opens, running, spent, spread, tick, type Job, type Work, type WorkAct } from './acts.ts'
import type { Chance } from '../chance.ts'
import type { SeenMatter } from './view.ts'
import { DEPUTIES, EVENTS } from './words.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Short-notice events, so that a watching person sees one approach, be held and end within the afternoon: times from the application, ms. */
const DOORS_MS = 40 * MINUTE_MS
const START_MS = 70 * MINUTE_MS
const END_MS = 160 * MINUTE_MS
const DISPERSED_MS = 190 * MINUTE_MS
/** One at a time, the next soon after the last has ended. */
const EVENT_FLOW = { first: 1, everyMs: 3.5 * HOUR_MS, most: 1 } as const
/** Metres in degrees of latitude. */
const METRE = 1 / 111_320

/** Events: applied → assessed → approved → prepared → live → closed, with their steps and who is present in the joint command. */
export const events: Job = (work) => [...newEvent(work), ...running(work, 'event').flatMap((event) => eventActs(work, event))]

function newEvent(work: Work): WorkAct[] {
  const chance = opens(work, 'event', EVENT_FLOW)
  const words = chance?.pick(EVENTS)
  const zone = chance?.pick(work.site.zones)
  if (chance == null || words == null || zone == null) return []
  const [eventName, organiser] = words
  const { now } = work.view
  const [lon, lat] = zone.centre
  return [act('matters/event', {
    eventName, organiser, venue: zone.name.zh, position: { lon, lat }, crowd: Math.max(1, Math.round(zone.capacity * chance.between(0.5, 0.85))),
    doorsAt: now + DOORS_MS, startsAt: now + START_MS, endsAt: now + END_MS, dispersedAt: now + DISPERSED_MS,
  })]
}

function eventActs(work: Work, event: SeenMatter): WorkAct[] {
  const { view: { now }, site } = work
  const chance = fateOf(work, event)
  const { startsAt, endsAt, dispersedAt } = event.values as Record<string, number>
  const zone = site.zones.find(({ name }) => name.zh === event.values['venue'])
  if (event.state !== 'live' && now >= Number(endsAt)) return [move(event, 'withdraw', { reason: '未能按时举办' })]
  switch (event.state) {
    case 'applied':
      if (!spent(work, event, spread(chance, 15 * SECOND_MS, 2 * MINUTE_MS))) return []
      return [...opinions(event, chance), move(event, 'assess', { risk: chance.happens(0.3) ? 'high' : 'medium', assessment: '人流集中、临近水域，需联勤保障', ...(zone === undefined ? {} : { difficultAreas: difficult(zone) }) })]
    case 'assessed':
      return spent(work, event, spread(chance, 15 * SECOND_MS, 2 * MINUTE_MS)) ? [...steps(event, ['prejudge', 'plan', 'rehearse']), move(event, 'approve')] : []
    case 'approved':
      if (!spent(work, event, spread(chance, 20 * SECOND_MS, 8 * MINUTE_MS))) return []
      return [...steps(event, ['prejudge', 'plan', 'rehearse']), move(event, 'prepare', preparation(work, zone))]
    case 'prepared':
      return now >= Number(startsAt) ? [move(event, 'goLive')] : presence(work, event)
    case 'live':
      return now >= Number(dispersedAt) ? [move(event, 'close', { outcome: '活动平稳结束，人员有序离场' })] : presence(work, event)
    default: return []
  }
}

function steps(event: SeenMatter, ids: readonly string[]): WorkAct[] {
  return event.steps.filter(({ id, ticked }) => ids.includes(id) && ticked === null).map(({ id, owner }) => tick(event, id, owner))
}

/** Each department asked says its opinion, now and then with a condition. */
function opinions(event: SeenMatter, chance: Chance): WorkAct[] {
  return event.steps.filter(({ asks, ticked }) => asks !== undefined && ticked === null).map(({ id, owner }) => (
    act(`matters/${encodeURIComponent(event.id)}/steps/${encodeURIComponent(id)}/tick`, chance.happens(0.2) ? { choice: 'fitWithConditions', note: '须按方案落实人员到位' } : { choice: 'fit' }, owner)))
}

function near({ centre: [lon, lat] }: Zone, eastM: number, northM: number): { readonly lon: number; readonly lat: number } {
  return { lon: lon + (eastM * METRE) / Math.cos((lat * Math.PI) / 180), lat: lat + northM * METRE }
}

function difficult(zone: Zone): readonly Record<string, unknown>[] {
  return [
    { name: '出入口瓶颈', radiusM: 30, ...near(zone, zone.radiusM + 45, 20) },
    { name: '临水护栏', radiusM: 25, ...near(zone, -zone.radiusM - 40, -30) },
  ]
}

function preparation({ site }: Work, zone: Zone | undefined): Record<string, unknown> {
  const commandDepartments = site.departments.slice(0, 5).map(({ id }) => id)
  const who = [...commandDepartments.slice(0, 3), ...site.teams.slice(0, 2).map(({ id }) => id)]
  const deployment = zone === undefined ? [] : who.map((name, i) => {
    const turn = (i / who.length) * 2 * Math.PI
    return { name, radiusM: 20, ...near(zone, (zone.radiusM + 70) * Math.cos(turn), (zone.radiusM + 70) * Math.sin(turn)) }
  })
  return { commander: 'office', deputies: DEPUTIES, commandDepartments, deployment }
}

/** Departments of the command come one after another once it is set up. */
function presence(work: Work, event: SeenMatter): WorkAct[] {
  const expected = (event.values['commandDepartments'] ?? []) as readonly string[]
  const there = work.view.gathering.present.filter(({ event: id }) => id === event.id).map(({ department }) => department)
  return expected
    .filter((department) => !there.includes(department) && spent(work, event, spread(fateOf(work, event, department), 10 * SECOND_MS, 25 * MINUTE_MS)))
    .map((department) => act(`events/${encodeURIComponent(event.id)}/check-in`, { department }, department))
}
