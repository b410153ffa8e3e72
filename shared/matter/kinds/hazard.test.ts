import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { permissionsOf } from '../../access/roles.ts'
import { mayMove } from '../permission.ts'
import { ASSIGN_WITHIN_MS, HAZARD, RECTIFY_WITHIN_MS, VERIFY_WITHIN_MS } from './hazard.ts'

const NOW = at(0)
const found = () => {
  const played = playedMatters({ tables: { hazard: HAZARD }, site: smallSite() })
  played.command(matterCommand('open', { kind: 'hazard', values: { summary: '栏杆松动', risk: 'water', grid: 'grid-0' } }), NOW)
  const move = (command: string, values = {}, now = NOW) => played.command(matterCommand('move', { command, values }), now)
  const tickAll = () => ['warn', 'evidence'].forEach((step) => played.command(matterCommand('tick', { step }), NOW))
  return { ...played, move, tickAll }
}

describe('HAZARD-3: grid and place of a hazard', () => {
  const border = 113.73
  const metre = 1 / (111_194.93 * Math.cos(34.775 * Math.PI / 180))
  const place = (lon: number) => ({ lon, lat: 34.775 })
  const open = (values: object) => playedMatters({ tables: { hazard: HAZARD }, site: smallSite() })
    .command(matterCommand('open', { kind: 'hazard', values: { summary: '栏杆松动', risk: 'water', grid: 'grid-0', ...values } }), NOW)

  it('given a place within its grid, or no farther from it than a border is wide, then it is recorded; farther it is refused with the grid it lies in', () => {
    for (const lon of [border - 0.005, border + 4.9 * metre]) expect(open({ position: place(lon) })).not.toHaveProperty('refused')
    expect(open({ position: place(border + 5.1 * metre) })).toMatchObject({ code: 'otherGrid', field: 'grid', reason: expect.stringContaining('grid-1') as string })
    expect(open({ position: place(border + 5.1 * metre), grid: 'grid-1' })).not.toHaveProperty('refused')
  })

  it('given one recorded, when grid or place is amended so that they part, then it is refused; other words of one that lies so already are taken', () => {
    const { command, matter, board } = found()
    const amend = (values: object) => command(matterCommand('amend', { values: { ...values } }), NOW)
    expect(amend({ position: place(border + 0.005) })).toMatchObject({ code: 'otherGrid', field: 'grid' })
    amend({ position: place(border - 0.005) })
    expect(amend({ grid: 'grid-1' })).toMatchObject({ code: 'otherGrid', field: 'grid' })
    board.matters.set('m-1', { ...matter(), values: { ...matter().values, grid: 'grid-2' } })
    amend({ summary: '栏杆断裂', grid: 'grid-2', position: place(border - 0.005) })
    expect(matter().values).toMatchObject({ summary: '栏杆断裂', grid: 'grid-2' })
  })
})

describe('MATTER-2: a hazard', () => {
  it('given one found, when it is assigned, rejected and verified, then each state has its limit and the department its step', () => {
    const { move, matter, tickAll } = found()
    expect(matter()).toMatchObject({ state: 'found', until: NOW + ASSIGN_WITHIN_MS })
    move('assign', { assignee: 'department', department: 'waterAffairs' })
    expect(matter()).toMatchObject({ state: 'assigned', until: NOW + RECTIFY_WITHIN_MS, steps: [{}, { owner: 'waterAffairs', dueAt: NOW + RECTIFY_WITHIN_MS }] })
    move('rectify', { done: '已加固' })
    expect(matter()).toMatchObject({ state: 'rectified', until: NOW + VERIFY_WITHIN_MS })
    move('reject', { reason: '仍松动', dueAt: NOW + 7 })
    expect(matter()).toMatchObject({ state: 'assigned', until: NOW + 7 })
    move('rectify', { done: '已更换' })
    tickAll()
    move('verify')
    expect(matter()).toMatchObject({ state: 'verified', until: null, endedAt: NOW })
    move('recur', { reason: '又松动' })
    expect(matter()).toMatchObject({ state: 'found', endedAt: null, until: NOW + ASSIGN_WITHIN_MS })
  })

  it.each([
    [{ assignee: 'department' }, 'missing', 'department'], [{ assignee: 'police', dueAt: NOW }, 'reversed', 'dueAt'],
    [{ assignee: 'nobody' }, 'unknown', 'assignee'],
  ])('assigned with %j is refused as %s of %s', (values, code, field) => {
    const { move, matter } = found()
    expect(move('assign', values)).toMatchObject({ code, field })
    expect(matter().state).toBe('found')
  })

  it.each(['police', 'gridWorker'])('HAZARD-4: given %s is to rectify it, when a department is named too, then it is refused, also where one was to before', (assignee) => {
    const { move, matter } = found()
    expect(move('assign', { assignee, department: 'trafficPolice' })).toMatchObject({ code: 'otherAssignee', field: 'department' })
    expect([matter().state, matter().steps.map(({ owner }) => owner)]).toEqual(['found', [null, null]])
    move('assign', { assignee: 'department', department: 'waterAffairs' })
    expect(move('assign', { assignee, department: 'waterAffairs' })).toMatchObject({ code: 'otherAssignee', field: 'department' })
    expect(matter().steps.map(({ owner }) => owner)).toEqual([null, 'waterAffairs'])
    expect(move('assign', { assignee })).not.toHaveProperty('refused')
    expect([matter().values['department'], matter().steps.map(({ owner }) => owner)]).toEqual(['', [null, null]])
    expect(move('assign', { assignee: 'department' })).toMatchObject({ code: 'missing', field: 'department' })
    move('assign', { assignee: 'department', department: 'waterAffairs' })
    expect(matter().steps.map(({ owner }) => owner)).toEqual([null, 'waterAffairs'])
  })

  it('a day agreed on lies at least a millisecond ahead', () => {
    const { move, matter } = found()
    move('assign', { assignee: 'police', dueAt: NOW + 1 })
    expect(matter().until).toBe(NOW + 1)
  })
})

describe('HAZARD-2: a hazard is verified', () => {
  it('given a step is not ticked, when it is verified, then it is refused; with a reason, or with both ticked, it is taken', () => {
    const [open, told, ticked] = [found(), found(), found()]
    for (const { move } of [open, told, ticked]) {
      move('assign', { assignee: 'police' })
      move('rectify', { done: '已加固' })
    }
    expect(open.move('verify')).toMatchObject({ code: 'stepsOpen', field: 'unfinished', reason: expect.stringContaining('warn, evidence') as string })
    told.move('verify', { unfinished: '当场整改，未设警示' })
    expect(told.matter()).toMatchObject({ state: 'verified', values: { unfinished: '当场整改，未设警示' } })
    told.move('recur', { reason: '又松动' })
    told.move('assign', { assignee: 'police' })
    told.move('rectify', { done: '已加固' })
    expect(told.move('verify')).toMatchObject({ code: 'stepsOpen' })
    ticked.tickAll()
    ticked.move('verify')
    expect(ticked.matter().state).toBe('verified')
  })

  it('MATTER-11: given the department it is assigned to, when its account says rectified, then it may; another may not, nor once somebody else rectifies', () => {
    const { move, matter } = found()
    const rectify = HAZARD.moves.find(({ id }) => id === 'rectify')!
    const may = (department: string | null) => mayMove({ permissions: permissionsOf('department'), department }, rectify, matter().values)
    move('assign', { assignee: 'department', department: 'waterAffairs' })
    expect([may('waterAffairs'), may('police'), may(null)]).toEqual([true, false, false])
    move('assign', { assignee: 'gridWorker' })
    expect(may('waterAffairs')).toBe(false)
  })
})

describe('MATTER-10: who is to do it is named again', () => {
  const LATER = NOW + 3_600_000

  it('given one assigned, when it is assigned to another, then the limit and the due time of its step run on, told once when they pass', () => {
    const { move, matter, pass } = found()
    move('assign', { assignee: 'police' })
    move('assign', { assignee: 'department', department: 'waterAffairs' }, LATER)
    expect(matter()).toMatchObject({ until: NOW + RECTIFY_WITHIN_MS, values: { department: 'waterAffairs' }, steps: [{}, { owner: 'waterAffairs', dueAt: NOW + RECTIFY_WITHIN_MS }] })
    pass(NOW + RECTIFY_WITHIN_MS + 1)
    move('assign', { assignee: 'gridWorker' }, NOW + RECTIFY_WITHIN_MS + 2)
    expect([matter().overdues, pass(NOW + RECTIFY_WITHIN_MS + 3)]).toEqual([1, []])
    expect(matter().history.filter(({ command }) => command === 'assign')).toHaveLength(3)
  })

  it('given a reason, when it is assigned again, then the limit begins anew and both are recorded', () => {
    const { move, matter } = found()
    move('assign', { assignee: 'police' })
    move('assign', { assignee: 'gridWorker', restart: '原整改方调离' }, LATER)
    expect(matter()).toMatchObject({ until: LATER + RECTIFY_WITHIN_MS, values: { restart: '原整改方调离' }, steps: [{}, { dueAt: LATER + RECTIFY_WITHIN_MS }] })
    move('assign', { assignee: 'police' }, LATER + 5)
    expect(matter().until).toBe(LATER + RECTIFY_WITHIN_MS)
  })

  it('given a day agreed on, when another is to be, then it has a reason', () => {
    const { move, matter } = found()
    move('assign', { assignee: 'police', dueAt: LATER })
    expect(move('assign', { assignee: 'police', dueAt: LATER + 1 })).toMatchObject({ code: 'missing', field: 'restart' })
    expect(move('assign', { assignee: 'gridWorker', dueAt: LATER })).not.toHaveProperty('refused')
    move('assign', { assignee: 'police', dueAt: LATER + 1, restart: '备件未到' })
    expect(matter().until).toBe(LATER + 1)
  })

  it('given it was assigned again, when something else of it is amended, then the limit stays', () => {
    const { move, command, matter } = found()
    move('assign', { assignee: 'police' })
    move('assign', { assignee: 'gridWorker' }, LATER)
    command(matterCommand('amend', { values: { summary: '栏杆断裂' } }), LATER + 1)
    expect(matter()).toMatchObject({ until: NOW + RECTIFY_WITHIN_MS, values: { summary: '栏杆断裂' } })
  })
})
