import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { addDrill, KNOWN_DRILL, matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { MATTER_TABLES } from '../tables.ts'
import type { MatterValues } from '../types.ts'
import { TOPICS } from './names.ts'
import { ANSWER_WITHIN_MS, CONFIRMED_WITHIN_MS, TAKEN_WITHIN_MS } from './request.ts'

const NOW = at(0)
const DAY_MS = 86_400_000
function played() {
  const all = playedMatters({ tables: MATTER_TABLES, site: smallSite() })
  const open = (kind: string, values: MatterValues, matterId = 'm-1') => all.command(matterCommand('open', { kind, values, matterId }), NOW)
  const move = (command: string, values: MatterValues = {}, now = NOW) => all.command(matterCommand('move', { command, values }), now)
  return { ...all, open, move }
}

describe('GUARANTEE-2: a department\'s tasks of a day', () => {
  const SET = { department: 'police', dueAt: NOW + 1 }

  it('given the pack\'s tasks, when a set is opened, then each is a step of that department until the day\'s end, ticked by its account alone', () => {
    const { open, command, matter } = played()
    open('guaranteeTask', SET)
    expect(matter()).toMatchObject({ until: NOW + 1, steps: [{ id: 'first', owner: 'police', dueAt: NOW + 1 }, { id: 'second', owner: 'police' }] })
    expect(command(matterCommand('tick', { step: 'first', department: 'trafficPolice' }), NOW)).toMatchObject({ code: 'notOwner' })
    command(matterCommand('tick', { step: 'first', department: 'police' }), NOW)
    expect(matter().steps[0]?.ticked).toMatchObject({ department: 'police', onBehalf: false })
  })

  it.each([
    [{ ...SET, department: 'fireRescue' }, 'unknown', 'department'], [{ ...SET, dueAt: NOW }, 'reversed', 'dueAt'], [{ department: 'police' }, 'missing', 'dueAt'],
  ])('%j is refused as %s of %s', (values, code, field) => {
    expect(played().open('guaranteeTask', values as MatterValues)).toMatchObject({ code, field })
  })

  it('one set a day and department: a second is refused, another day, another department and one after a dropped one are not', () => {
    const { open, move, board } = played()
    open('guaranteeTask', SET)
    expect(open('guaranteeTask', SET, 'm-2')).toMatchObject({ code: 'overlap', field: 'department' })
    open('guaranteeTask', { ...SET, dueAt: NOW + DAY_MS }, 'm-3')
    open('guaranteeTask', { ...SET, department: 'trafficPolice' }, 'm-4')
    move('drop', { reason: '改期' })
    open('guaranteeTask', SET, 'm-5')
    expect([...board.matters.keys()]).toEqual(['m-1', 'm-3', 'm-4', 'm-5'])
  })

  it('it is finished with every task ticked, or by saying what was left', () => {
    const { open, move, command, matter } = played()
    open('guaranteeTask', SET)
    move('begin')
    command(matterCommand('tick', { step: 'first' }), NOW)
    expect(move('finish')).toMatchObject({ code: 'missing', field: 'left' })
    command(matterCommand('tick', { step: 'second' }), NOW)
    move('finish')
    expect(matter().state).toBe('done')
  })
})

describe('ENTERPRISE-2: a request', () => {
  const ASKED = { company: 'company-0', topic: 'security', summary: '夜间照明' }

  it.each(TOPICS.map(({ id }) => id))('of %s has its own limit while it is answered, and again when it is reopened', (topic) => {
    const { open, move, matter } = played()
    open('request', { ...ASKED, topic })
    expect(matter().until).toBe(NOW + TAKEN_WITHIN_MS)
    move('assign')
    expect(matter().until).toBe(NOW + ANSWER_WITHIN_MS[topic])
    move('answer', { answer: '已安排' }, NOW + 1)
    expect(matter().until).toBe(NOW + 1 + CONFIRMED_WITHIN_MS)
    move('confirm', {}, NOW + 2)
    expect(matter()).toMatchObject({ state: 'confirmed', until: null, endedAt: NOW + 2 })
    move('reopen', { reason: '仍未解决' }, NOW + 3)
    expect(matter()).toMatchObject({ state: 'reopened', until: NOW + 3 + ANSWER_WITHIN_MS[topic], endedAt: null })
  })

  it('a company nobody has is refused', () => {
    expect(played().open('request', { ...ASKED, company: 'none' })).toMatchObject({ code: 'unknown', field: 'company' })
  })

  it.each(['permits', 'utilities'] as const)('put right as %s while it is answered it keeps the limit that runs, also when it is assigned again; the next one is that of the new kind', (topic) => {
    const { open, move, command, matter, pass } = played()
    open('request', ASKED)
    move('assign')
    const limit = NOW + ANSWER_WITHIN_MS.security
    command(matterCommand('amend', { values: { topic }, reason: '分类有误' }), NOW + 5)
    expect(matter()).toMatchObject({ until: limit, values: { topic } })
    move('assign', { department: 'police' }, NOW + 6)
    expect([matter().until, pass(limit)]).toEqual([limit, []])
    expect(pass(limit + 1)).toMatchObject([{ type: 'MatterOverdue', at: limit }])
    move('assign', { restart: '类别更正后重新计时' }, limit + 2)
    expect(matter().until).toBe(limit + 2 + ANSWER_WITHIN_MS[topic])
  })

  it('put right before it is assigned, it is answered within the time of its right kind', () => {
    const { open, move, command, matter } = played()
    open('request', ASKED)
    command(matterCommand('amend', { values: { topic: 'permits' }, reason: '分类有误' }), NOW + 5)
    expect(matter().until).toBe(NOW + TAKEN_WITHIN_MS)
    move('assign', {}, NOW + 6)
    expect(matter().until).toBe(NOW + 6 + ANSWER_WITHIN_MS.permits)
  })
})

describe('WORK-1: what is planned', () => {
  const PLANS: readonly [string, MatterValues][] = [
    ['training', { topic: '要领', audience: 'guards', people: 5 }], ['areaPatrol', { topic: '湖岸', grid: 'grid-0' }], ['drillPlan', { topic: '防汛' }],
  ]

  it.each(PLANS)('%s lies at least a millisecond ahead and its time is its limit', (kind, values) => {
    const { open, matter } = played()
    expect(open(kind, { ...values, dueAt: NOW })).toMatchObject({ code: 'reversed', field: 'dueAt' })
    open(kind, { ...values, dueAt: NOW + 1 })
    expect(matter()).toMatchObject({ state: 'planned', until: NOW + 1 })
  })

  it('an area patrol goes under way before it is done, and says how many hazards it found, none at least', () => {
    const { open, move, matter } = played()
    open('areaPatrol', { topic: '湖岸', grid: 'grid-0', dueAt: NOW + 1 })
    expect(move('complete', { hazards: 0 })).toMatchObject({ code: 'notInState' })
    move('begin')
    expect(move('complete', { hazards: -1 })).toMatchObject({ code: 'outOfRange', field: 'hazards' })
    move('complete', { hazards: 0 })
    expect(matter()).toMatchObject({ state: 'done', values: { hazards: 0 } })
  })
})

describe('WORK-3: a planned drill and the drill that was held', () => {
  const PLANNED = { topic: '消防演练', plan: 'fire', dueAt: NOW + DAY_MS }
  const planned = (values: MatterValues = PLANNED) => {
    const all = played()
    all.open('drillPlan', values)
    return all
  }

  it('given a special plan the pack has not, when a drill is planned for it, then it is refused', () => {
    expect(played().open('drillPlan', { ...PLANNED, plan: 'none' })).toMatchObject({ code: 'unknown', field: 'plan' })
  })

  it('given a drill of that plan that has ended, when the planned one is done, then it names it; it is named once', () => {
    const one = planned()
    addDrill(one)
    one.move('complete', { drill: KNOWN_DRILL, attended: 60 })
    expect(one.matter()).toMatchObject({ state: 'done', values: { plan: 'fire', drill: KNOWN_DRILL } })
    one.open('drillPlan', PLANNED, 'm-2')
    expect(one.command(matterCommand('move', { matterId: 'm-2', command: 'complete', values: { drill: KNOWN_DRILL, attended: 60 } }), NOW)).toMatchObject({ code: 'alreadyDone', field: 'drill' })
  })

  it.each([
    ['nobody knows', () => undefined, 'unknown'],
    ['goes on', (all: ReturnType<typeof planned>) => addDrill(all, { state: 'running' }), 'drillNotEnded'],
    ['is of another plan', (all: ReturnType<typeof planned>) => addDrill(all, {}, 'drowning'), 'notCalledFor'],
  ])('given a drill that %s, when it is named, then that is refused and nothing is done', (_what, add, code) => {
    const one = planned()
    add(one)
    expect(one.move('complete', { drill: KNOWN_DRILL, attended: 60 })).toMatchObject({ code, field: 'drill' })
    expect(one.matter().state).toBe('planned')
  })

  it('given none is named, then a word says why; one that is for no special plan may name any drill or none', () => {
    const [one, general, free] = [planned(), planned({ topic: '综合演练', dueAt: NOW + DAY_MS }), planned({ topic: '综合演练', dueAt: NOW + DAY_MS })]
    expect(one.move('complete', { attended: 60 })).toMatchObject({ code: 'missing', field: 'drill' })
    one.move('complete', { attended: 60, note: '与市里合办，未在本系统开展' })
    addDrill(general, {}, 'drowning')
    general.move('complete', { drill: KNOWN_DRILL, attended: 60 })
    free.move('complete', { attended: 60 })
    expect([one, general, free].map(({ matter }) => matter().state)).toEqual(['done', 'done', 'done'])
  })
})
