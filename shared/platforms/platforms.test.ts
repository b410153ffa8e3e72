import { expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { ANSWER_WITHIN_MS, TAKEN_WITHIN_MS } from '../matter/kinds/request.ts'
import { MATTER_TABLES } from '../matter/tables.ts'
import type { MatterValues } from '../matter/types.ts'
import { siteDay } from '../site/day.ts'
import { endOfDay, guaranteesOf, unassigned } from './guarantees.ts'
import { hazardAges } from './hazardAges.ts'
import { requestFigures } from './requests.ts'
import { workLinkage } from './workLinkage.ts'

const NOW = at(0)
const HOUR_MS = 3_600_000
const SITE = smallSite()

function played() {
  const all = playedMatters({ tables: MATTER_TABLES, site: SITE })
  const open = (matterId: string, kind: string, values: MatterValues, now = NOW) => all.command(matterCommand('open', { matterId, kind, values }), now)
  const move = (matterId: string, command: string, values: MatterValues = {}, now = NOW) => all.command(matterCommand('move', { matterId, command, values }), now)
  return { ...all, open, move, matters: () => all.board.matters.values() }
}

it('GUARANTEE-3: given two departments, when one has its day\'s set, then it stands with its ticks, the other as not assigned, and overdue one millisecond after its time', () => {
  const { open, move, command, matters } = played()
  const dueAt = NOW + HOUR_MS
  expect(unassigned(matters(), SITE, NOW)).toEqual(['trafficPolice', 'police'])
  open('g', 'guaranteeTask', { department: 'police', dueAt })
  expect(unassigned(matters(), SITE, NOW)).toEqual(['trafficPolice'])
  expect(unassigned(matters(), SITE, endOfDay(NOW, SITE.timeZone) + 1_000)).toEqual(['trafficPolice', 'police'])
  move('g', 'begin')
  command(matterCommand('tick', { matterId: 'g', step: 'first', department: 'police' }), NOW)
  const none = { department: 'trafficPolice', state: null, ticked: 0, tasks: 2, overdue: false }
  const row = { department: 'police', state: 'underWay', ticked: 1, tasks: 2 }
  expect(guaranteesOf(matters(), SITE, dueAt)).toEqual([none, { ...row, overdue: false }])
  expect(guaranteesOf(matters(), SITE, dueAt + 1)).toEqual([none, { ...row, overdue: true }])
  const tomorrow = endOfDay(NOW, SITE.timeZone) + HOUR_MS
  expect(guaranteesOf(matters(), SITE, tomorrow)[1]).toEqual({ ...row, overdue: true })
  move('g', 'finish', { left: '一项转次日' }, tomorrow)
  expect(guaranteesOf(matters(), SITE, tomorrow)[1]?.state).toBeNull()
})

it('GUARANTEE-3: the day ends with its last second, also where a day has 25 hours', () => {
  for (const [now, zone] of [[NOW, 'Asia/Shanghai'], [Date.parse('2023-11-05T00:30:00-04:00'), 'America/New_York']] as const) {
    const end = endOfDay(now, zone)
    expect([siteDay(end, zone), siteDay(end + 1_000, zone) > siteDay(now, zone)]).toEqual([siteDay(now, zone), true])
  }
})

it('ENTERPRISE-3: answered within the limit at the limit itself, not one millisecond later; n and median are told, by kind too', () => {
  const { open, move, pass, matters } = played()
  const ask = (id: string, topic: string) => open(id, 'request', { company: 'company-0', topic, summary: '诉求' })
  for (const [id, topic] of [['a', 'security'], ['b', 'security'], ['c', 'policy'], ['d', 'policy']] as const) ask(id, topic)
  for (const id of ['a', 'b', 'c']) move(id, 'assign')
  const limit = NOW + ANSWER_WITHIN_MS.security
  move('a', 'answer', { answer: '已处理' }, limit)
  pass(limit + 1)
  move('b', 'answer', { answer: '已处理' }, limit + 1)
  const [all, policy, security] = requestFigures(matters(), NOW + TAKEN_WITHIN_MS + 1)
  expect(all).toEqual({ topic: null, open: 4, overdue: 1, answered: 2, within: 1, medianMs: ANSWER_WITHIN_MS.security })
  expect(policy).toMatchObject({ topic: 'policy', open: 2, overdue: 1, answered: 0, medianMs: null })
  expect(security).toMatchObject({ topic: 'security', open: 2, overdue: 0, answered: 2, within: 1 })
  move('a', 'confirm', {}, limit + 2)
  move('d', 'withdraw', { reason: '误报' }, limit + 2)
  expect(requestFigures(matters(), limit + 2)[0]).toMatchObject({ open: 2, answered: 2 })
  move('a', 'reopen', { reason: '未解决' }, limit + 3)
  move('a', 'answer', { answer: '再答' }, limit + 4)
  expect(requestFigures(matters(), limit + 4)[0]).toMatchObject({ answered: 2, within: 1 })
})

it('WORK-2: given plans of this month and the next, then planned, done and overdue are told by kind, dropped ones not', () => {
  const { open, move, matters } = played()
  const train = { topic: '巡查要领', audience: 'gridWorkers', people: 12 }
  open('t1', 'training', { ...train, dueAt: NOW + 1 })
  open('t2', 'training', { ...train, dueAt: NOW + HOUR_MS })
  open('t3', 'training', { ...train, dueAt: NOW + 31 * 24 * HOUR_MS })
  open('t4', 'training', { ...train, dueAt: NOW + 1 })
  open('p1', 'areaPatrol', { topic: '湖岸', grid: 'grid-0', dueAt: NOW + HOUR_MS })
  move('t2', 'complete', { attended: 11 })
  move('t4', 'drop', { reason: '改期' })
  move('p1', 'begin')
  move('p1', 'complete', { hazards: 3 })
  const [training, patrol, drill] = workLinkage(matters(), SITE, NOW + 1)
  expect(training).toEqual({ kind: 'training', planned: 2, done: 1, overdue: 0, outcome: 11 })
  expect(workLinkage(matters(), SITE, NOW + 2)[0]).toMatchObject({ overdue: 1 })
  expect(patrol).toEqual({ kind: 'areaPatrol', planned: 1, done: 1, overdue: 0, outcome: 3 })
  expect(drill).toEqual({ kind: 'drillPlan', planned: 0, done: 0, overdue: 0, outcome: 0 })
})

it('HAZARD-1: hazards stand by grid and state with the age of the oldest; a verified one has no age', () => {
  const { open, move, matters } = played()
  const found = (id: string, grid: string, now: number) => open(id, 'hazard', { summary: '栏杆松动', risk: 'water', grid }, now)
  found('a', 'grid-0', NOW)
  found('b', 'grid-0', NOW + 5)
  found('c', 'grid-1', NOW)
  move('a', 'assign', { assignee: 'police' }, NOW + 6)
  move('c', 'assign', { assignee: 'police' }, NOW + 6)
  move('c', 'rectify', { done: '已换' }, NOW + 7)
  move('c', 'verify', { unfinished: '当场整改' }, NOW + 8)
  const rows = hazardAges(matters(), SITE, NOW + 10)
  expect(rows[0]).toEqual({ grid: 'grid-0', counts: { found: 1, assigned: 1, rectified: 0 }, overdue: 0, oldestMs: 10, verified: 0 })
  expect(rows[1]).toEqual({ grid: 'grid-1', counts: { found: 0, assigned: 0, rectified: 0 }, overdue: 0, oldestMs: null, verified: 1 })
  expect(hazardAges(matters(), SITE, NOW + 6 + 3 * 24 * HOUR_MS + 1)[0]).toMatchObject({ overdue: 2 })
})
