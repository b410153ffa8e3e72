import { beforeAll, describe, expect, test } from 'vitest'
import { maskPersonal } from '../../../shared/incident/privacy.ts'
import { hazardAges } from '../../../shared/platforms/hazardAges.ts'
import { guaranteesOf } from '../../../shared/platforms/guarantees.ts'
import { requestFigures } from '../../../shared/platforms/requests.ts'
import { workLinkage } from '../../../shared/platforms/workLinkage.ts'
import { postsNow } from '../../../shared/post/state.ts'
import type { Site } from '../../../shared/site/types.ts'
import { reportedFact, stampedFact } from '../../../tests/support/builders.ts'
import { postCommand, shift } from '../../../tests/support/modeBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { decidePost } from '../../../shared/post/decide.ts'
import { postFact } from '../../../shared/post/facts.ts'
import { applied } from '../../../shared/post/packRoster.ts'
import { isRefusal } from '../../../shared/refusal.ts'
import { dueWork, MOST_ACTS } from './dueWork.ts'
import { playWork, type PlayedWork } from './workFixture.ts'
import { workView } from './view.ts'

const START = Date.parse('2023-11-22T09:00:00+08:00')
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const STEP_MS = 10 * MINUTE_MS
const DAYS = 14
const SITE: Site = smallSite({ grids: 6 })

/** A grave fire reported at `at`, resolved after half an hour if it is time. */
function fire(n: number, at: number) {
  return reportedFact(at, { incidentId: `fire-${n}`, number: `n-${n}`, ordinal: n, kind: 'fire', level: 'II', source: 'simulator' })
}

describe('SIM-6: the simulated headquarters over weeks', { timeout: 60_000 }, () => {
  let played: PlayedWork
  const most: Record<string, number> = {}
  const seen = { late: 0, unattended: 0, looks: 0, perLook: 0 }
  beforeAll(() => {
    played = playWork(SITE)
    let fires = 0
    for (let now = START; now < START + DAYS * DAY_MS; now += STEP_MS) {
      if ((now - START) % (2 * HOUR_MS) === 0) {
        fires += 1
        played.add([fire(fires, now - MINUTE_MS)], now)
        if (fires > 1) played.add([stampedFact('resolve', now, { incidentId: `fire-${fires - 1}` })], now)
      }
      const before = played.acts.length
      played.look(now)
      seen.perLook = Math.max(seen.perLook, played.acts.length - before)
      for (const [kind, count] of openByKind(played)) most[kind] = Math.max(most[kind] ?? 0, count)
      const states = postsNow(played.board.duty, SITE.posts, SITE.posts.map(({ id }) => id), now).map(({ state }) => state)
      seen.looks += 1
      if (states.includes('late')) seen.late += 1
      if (states.includes('unattended')) seen.unattended += 1
    }
  }, 60_000)

  test('nothing it asks for is refused', () => {
    expect(played.refusals).toEqual([])
    expect(played.acts.length).toBeGreaterThan(1_000)
  })

  test('it closes what it opens: a handful of each kind runs at any time, and the board stops growing', () => {
    expect(most).toEqual(Object.fromEntries(Object.entries(most).map(([kind, count]) => [kind, Math.min(count, 14)])))
    expect(Object.keys(most).sort()).toEqual([
      'areaPatrol', 'drillPlan', 'event', 'guaranteeTask', 'hazard', 'keyWork', 'meeting', 'meetingProposal', 'participation', 'planRun', 'request', 'schemeRun', 'training',
    ])
    expect(most['event']).toBe(1)
    expect(played.board.matters.size).toBeLessThan(700)
  })

  test('nothing floods: at most a few acts a look once the board is filled, and fewer than one a minute over the weeks', () => {
    expect(seen.perLook).toBeLessThanOrEqual(MOST_ACTS)
    expect(played.acts.length / ((DAYS * DAY_MS) / MINUTE_MS)).toBeLessThan(1)
  })

  test('every kind of matter reaches its end, hazards and requests also go back at times', () => {
    const commands = new Set(played.acts.map(({ path }) => path.split('/').at(-1)!))
    for (const each of [
      'assign', 'rectify', 'verify', 'reject', 'answer', 'confirm', 'reopen', 'complete', 'begin', 'finish', 'assess', 'approve', 'prepare', 'goLive', 'close', 'hold',
      'decide', 'accept', 'sendBack', 'count', 'end', 'lift', 'tick', 'check-in', 'check-out', 'roster', 'grid-profile',
    ]) expect(commands).toContain(each)
  })

  test('posts are mostly manned, some come late and some are left for a while, never for ever', () => {
    expect(seen.late).toBeGreaterThan(seen.looks * 0.1)
    expect(seen.unattended).toBeGreaterThan(seen.looks * 0.1)
    const { roster } = played.board.duty
    expect(Math.max(...roster!.shifts.map(({ endsAt }) => endsAt))).toBeGreaterThan(START + DAYS * DAY_MS)
  })

  test('steps of a department are ticked by the department, those of headquarters by itself', () => {
    const ticks = [...played.board.matters.values()].flatMap(({ steps }) => steps.filter(({ ticked }) => ticked !== null))
    expect(ticks.length).toBeGreaterThan(50)
    expect(ticks.filter(({ owner, ticked }) => ticked!.onBehalf || ticked!.department !== owner)).toEqual([])
  })
})

function openByKind({ board }: PlayedWork): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind, endedAt } of board.matters.values()) if (endedAt === null) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

describe('the simulated headquarters on an empty board', () => {
  const played = playWork(SITE)
  played.add([fire(1, START - 5 * MINUTE_MS)], START)
  for (let now = START; now <= START + 15 * MINUTE_MS; now += 5_000) played.look(now)
  const now = START + 15 * MINUTE_MS
  const matters = (): ReturnType<typeof played.board.matters.values> => played.board.matters.values()
  const inState = (kind: string): readonly string[] => [...matters()].filter((matter) => matter.kind === kind).map(({ state }) => state)

  test('SIM-6 a quarter of an hour later every panel of the four scenes has something to show', () => {
    expect(played.refusals).toEqual([])
    expect(hazardAges(matters(), SITE, now).filter(({ oldestMs }) => oldestMs !== null).length).toBeGreaterThan(2)
    expect(requestFigures(matters(), now)[0]!.open).toBeGreaterThan(3)
    expect(workLinkage(matters(), SITE, now).map(({ planned }) => planned > 0)).toEqual([true, true, true])
    expect(guaranteesOf(matters(), SITE, now).every(({ state }) => state !== null)).toBe(true)
    expect(played.board.profiles.size).toBe(6)
    expect(inState('event')).toEqual(['prepared'])
    expect(inState('planRun')).toEqual(['running'])
    expect(inState('schemeRun')).toEqual(['active'])
    expect(inState('meeting')).toContain('called')
    expect(inState('keyWork').length).toBeGreaterThan(2)
    expect(played.board.duty.presences.length).toBeGreaterThan(2)
  })

  test('SIM-1 the same seed and looks give the same acts, another seed others', () => {
    const acts = (seed: number): unknown => {
      const again = playWork(SITE, seed)
      for (let at = START; at <= START + HOUR_MS; at += 30_000) again.look(at)
      return again.acts
    }
    expect(acts(7)).toEqual(acts(7))
    expect(acts(8)).not.toEqual(acts(7))
  })

  test('PRIVACY-1 what it says carries no number of anybody', () => {
    const words = played.acts.flatMap(({ body }) => Object.values(body)).filter((value) => typeof value === 'string')
    expect(words.length).toBeGreaterThan(50)
    for (const value of words) expect(maskPersonal(value)).toBe(value)
  })

  test('SIM-6 what people opened is left alone, and a roster they set is theirs', () => {
    const view = played.view(now)
    const foreign = { ...view, matters: view.matters.map((matter) => ({ ...matter, openedBy: 'duty-1' })), incidents: view.incidents.map((each) => ({ ...each, source: 'hotline' })) }
    const seen = workView(foreign)!
    expect([seen.matters, seen.incidents]).toEqual([[], []])
    const own = playWork(SITE)
    const roster = decidePost(own.board, postCommand('setRoster', { shifts: [shift('post-0', 0, 60)] }), { posts: new Set(['post-0']), units: new Set(['team-0']) }, START)
    if (isRefusal(roster)) throw new Error(roster.reason)
    own.add(roster, START)
    const asked = dueWork({ view: own.view(START), site: SITE, seed: 7, speed: 1 }).map(({ path }) => path)
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((path) => path.startsWith('posts/'))).toEqual([])
  })

  test('SIM-6 POST-5 the roster of the pack is set, and people who apply it find it staffed', () => {
    const rosters = [{ modes: ['holiday' as const], shifts: SITE.posts.flatMap(({ id }) => [['00:00', '12:00'], ['12:00', '00:00']].map(([from, to]) => ({ post: id, from: from!, to: to!, role: 'guard' as const, count: 2 }))) }]
    const site = { ...SITE, rosters }
    const own = playWork(site)
    for (let at = START; at <= START + 15 * MINUTE_MS; at += 10_000) own.look(at)
    expect(own.refusals).toEqual([])
    expect(own.board.duty.roster!.shifts.every(({ role, count }) => role === 'guard' && count === 2)).toBe(true)
    const theirs = playWork(site)
    const set = decidePost(theirs.board, postCommand('setRoster', { shifts: applied(rosters[0]!, site.timeZone, START, 3) }), { posts: new Set(SITE.posts.map(({ id }) => id)), units: new Set() }, START)
    if (isRefusal(set)) throw new Error(set.reason)
    theirs.add(set, START)
    for (let at = START; at <= START + 15 * MINUTE_MS; at += 10_000) theirs.look(at)
    expect(theirs.acts.filter(({ path }) => path === 'posts/roster')).toEqual([])
    expect(theirs.acts.filter(({ path }) => path.endsWith('/check-in')).length).toBeGreaterThan(2)
  })

  test('SIM-6 POST-8 whoever stayed from a shift before, as over a restart, is relieved by the next one', () => {
    const own = playWork(SITE)
    own.look(START)
    const stayed = SITE.posts.map(({ id }) => postFact('PostCheckedIn', { at: START - 10 * HOUR_MS, by: 'simulator', commandId: null }, { post: id, unit: null, role: null, count: null, relieves: [] }))
    own.add(stayed, START)
    for (let at = START; at <= START + 3 * HOUR_MS; at += MINUTE_MS) own.look(at)
    expect(own.refusals).toEqual([])
    const { presences } = own.board.duty
    const before = presences.filter(({ from }) => from < START)
    expect(before.filter(({ to }) => to === null)).toEqual([])
    expect(before.filter(({ post, to }) => presences.some((each) => each.post === post && each.from === to)).length, 'by a check-in').toBeGreaterThan(0)
  })

  test('a site without posts, zones, plans, units or companies is worked without them', () => {
    const bare = playWork({ ...SITE, posts: [], zones: [], plans: [], schemes: [], memberUnits: [], companies: [], guarantees: [] })
    for (let at = START; at <= START + HOUR_MS; at += MINUTE_MS) bare.look(at)
    expect(bare.refusals).toEqual([])
    expect([...openByKind(bare).keys()].sort()).toEqual(['areaPatrol', 'drillPlan', 'hazard', 'training'])
  })
})
