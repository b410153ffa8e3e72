import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { addDrill, KNOWN_DRILL, matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { permissionsOf, type Role } from '../../access/roles.ts'
import { KEY_WORK } from './keyWork.ts'
import { CALLED_BACK_MS, DECIDE_WITHIN_MS, MEETING } from './meeting.ts'
import { AHEAD_MS, BACK_MS, PARTICIPATION } from './participation.ts'
import { SAME_WITHIN_MS } from './sameParticipation.ts'

const NOW = at(0)
const [startsAt, endsAt] = [at(60), at(120)]
const CALLED = { subject: '迎新春保障', meetingKind: 'jointCommittee', startsAt, endsAt, invited: ['unit-0', 'unit-1'] }
const WORK = { title: '整治占道', workKind: 'keyWork', unit: 'unit-0', dueAt: at(600), weight: 3 }
const TABLES = { meeting: MEETING, keyWork: KEY_WORK, participation: PARTICIPATION }

function committee() {
  const played = playedMatters({ tables: TABLES, site: smallSite() })
  let commands = 0
  const open = (kind: string, values: object, matterId = kind) =>
    played.command(matterCommand('open', { kind, matterId, commandId: `c-${(commands += 1)}`, values: values as never }), NOW)
  const move = (matterId: string, command: string, values = {}, now = NOW) =>
    played.command(matterCommand('move', { matterId, command, commandId: `c-${(commands += 1)}`, values }), now)
  const amend = (matterId: string, values: object, now = NOW, role: Role | null = null) =>
    played.command(matterCommand('amend', { matterId, commandId: `c-${(commands += 1)}`, values: values as never, giver: role === null ? null : { permissions: permissionsOf(role), department: null } }), now)
  return { ...played, open, move, amend }
}
/** One that begins as it is called. */
const BEGUN = { ...CALLED, startsAt: NOW }
const called = (values: object = BEGUN) => {
  const one = committee()
  one.open('meeting', values)
  return one
}

describe('COMMITTEE-2: a joint meeting', () => {
  it('given one called, when it is held, decides and closes, then each state has its limit and notice and minutes their times', () => {
    const { move, matter } = called()
    expect(matter('meeting')).toMatchObject({ state: 'called', until: endsAt, steps: [{ id: 'notice', dueAt: NOW }, { id: 'minutes', dueAt: null }] })
    move('meeting', 'hold', { attended: ['unit-0'] })
    expect(matter('meeting')).toMatchObject({ state: 'held', until: NOW + DECIDE_WITHIN_MS, values: { attended: ['unit-0'] }, steps: [{}, { dueAt: NOW + DECIDE_WITHIN_MS }] })
    move('meeting', 'hold', { attended: ['unit-0', 'unit-1'] })
    expect(matter('meeting').values['attended']).toEqual(['unit-0', 'unit-1'])
    move('meeting', 'decide', { decisions: ['整治占道'] })
    expect(matter('meeting')).toMatchObject({ state: 'decided', until: null })
    move('meeting', 'close')
    expect(matter('meeting')).toMatchObject({ state: 'closed', endedAt: NOW })
  })

  it('ends after it begins: at the same moment it is refused, one millisecond later it is taken', () => {
    expect(committee().open('meeting', { ...CALLED, endsAt: startsAt })).toMatchObject({ code: 'reversed', field: 'endsAt' })
    expect(committee().open('meeting', { ...CALLED, endsAt: startsAt + 1 })).not.toHaveProperty('refused')
  })

  it.each([
    [{ invited: [] }, 'missing', 'invited'], [{ invited: ['unit-0', 'nobody'] }, 'unknown', 'invited.1'],
    [{ invited: ['unit-0', 'unit-0'] }, 'ambiguous', 'invited.1'], [{ meetingKind: 'party' }, 'unknown', 'meetingKind'],
  ])('called with %j is refused as %s of %s and nothing is there', (values, code, field) => {
    const { open, board } = committee()
    expect(open('meeting', { ...CALLED, ...values })).toMatchObject({ code, field })
    expect(board.matters.size).toBe(0)
  })

  it('has nobody come who was not invited, also when the invitation changes afterwards; nobody at all may come', () => {
    const { move, amend, matter } = called()
    expect(move('meeting', 'hold', { attended: ['unit-2'] })).toMatchObject({ code: 'unknown', field: 'attended.0' })
    move('meeting', 'hold', { attended: [] })
    move('meeting', 'hold', { attended: ['unit-1'] })
    expect(amend('meeting', { invited: ['unit-0'] })).toMatchObject({ code: 'unknown', field: 'attended.0' })
    amend('meeting', { invited: ['unit-1', 'unit-3'] })
    expect(matter('meeting').values['invited']).toEqual(['unit-1', 'unit-3'])
  })

  it('is held from its beginning on: one millisecond before it is refused, and one that was held is not moved into the future', () => {
    const hold = (now: number) => called(CALLED).move('meeting', 'hold', { attended: ['unit-0'] }, now)
    expect(hold(startsAt - 1)).toMatchObject({ code: 'future', field: 'startsAt' })
    expect(hold(startsAt)).not.toHaveProperty('refused')
    const { move, amend } = called()
    move('meeting', 'hold', { attended: ['unit-0'] })
    expect(amend('meeting', { startsAt: NOW + 1 })).toMatchObject({ code: 'future', field: 'startsAt' })
    expect([amend('meeting', { startsAt: NOW - 1 }), amend('meeting', { subject: '复盘' })]).not.toContainEqual(expect.objectContaining({ refused: true }))
  })

  it('COMMITTEE-10: is not called in the past: a day after it began it is taken, one millisecond later it is refused', () => {
    const open = (from: number, to: number) => committee().open('meeting', { ...CALLED, startsAt: from, endsAt: to })
    expect(open(0, 1)).toMatchObject({ code: 'tooOld', field: 'startsAt' })
    expect(open(NOW - CALLED_BACK_MS - 1, NOW + 1)).toMatchObject({ code: 'tooOld', field: 'startsAt' })
    expect(open(NOW - CALLED_BACK_MS, NOW + 1)).not.toHaveProperty('refused')
  })

  it('COMMITTEE-10: once it was held, who was invited and when it was is corrected by who decides alone, and never to long before it was called', () => {
    const { move, amend, matter } = called()
    expect(amend('meeting', { startsAt: NOW - CALLED_BACK_MS - 1 }, NOW, 'operator')).toMatchObject({ code: 'tooOld', field: 'startsAt' })
    expect(amend('meeting', { invited: ['unit-0', 'unit-2'] }, NOW, 'operator')).not.toHaveProperty('refused')
    move('meeting', 'hold', { attended: ['unit-0'] })
    for (const values of [{ invited: ['unit-0'] }, { startsAt: NOW - 1 }, { endsAt: endsAt + 1 }]) {
      expect(amend('meeting', values, NOW, 'operator')).toMatchObject({ code: 'notAllowed', field: Object.keys(values)[0] })
      expect(amend('meeting', values, NOW, 'leader')).not.toHaveProperty('refused')
    }
    expect(amend('meeting', { subject: '复盘' }, NOW, 'operator')).not.toHaveProperty('refused')
    expect(amend('meeting', { startsAt: 0 }, NOW, 'leader')).toMatchObject({ code: 'tooOld', field: 'startsAt' })
    expect(matter('meeting').values).toMatchObject({ invited: ['unit-0'], startsAt: NOW - 1 })
  })

  it('decides at least one thing', () => {
    const { move } = called()
    move('meeting', 'hold', { attended: [] })
    expect(move('meeting', 'decide', { decisions: [] })).toMatchObject({ code: 'missing', field: 'decisions' })
  })

  it('given key work of it, when it is to be closed, then that has to be accepted or cancelled first', () => {
    const { open, move, matter } = called()
    move('meeting', 'hold', { attended: ['unit-0'] })
    open('keyWork', { ...WORK, meeting: matter('meeting').number })
    move('meeting', 'decide', { decisions: ['整治占道'] })
    expect(move('meeting', 'close')).toMatchObject({ code: 'notEnded', field: 'command' })
    move('keyWork', 'finish', { result: '已整治' })
    expect(move('meeting', 'close')).toMatchObject({ code: 'notEnded' })
    move('keyWork', 'accept')
    expect(move('meeting', 'close')).not.toHaveProperty('refused')
  })
})

describe('COMMITTEE-3: key work', () => {
  it('EVAL-7: stays with its unit once a due time of it was missed, also when it was put off since; at the due time itself it may change', () => {
    const work = () => {
      const one = committee()
      one.open('keyWork', WORK)
      return one
    }
    const toOther = { unit: 'unit-1' }
    expect(work().amend('keyWork', toOther, WORK.dueAt)).not.toHaveProperty('refused')
    expect(work().amend('keyWork', toOther, WORK.dueAt + 1)).toMatchObject({ code: 'lapsed', field: 'unit' })
    expect(work().amend('keyWork', { ...toOther, dueAt: WORK.dueAt + 9 }, WORK.dueAt + 1)).toMatchObject({ code: 'lapsed', field: 'unit' })
    const { amend, move } = work()
    amend('keyWork', { dueAt: at(700) }, WORK.dueAt + 1)
    expect(amend('keyWork', toOther, WORK.dueAt + 2)).toMatchObject({ code: 'lapsed', field: 'unit' })
    expect(amend('keyWork', { title: '整治占道经营' }, WORK.dueAt + 2)).not.toHaveProperty('refused')
    move('keyWork', 'finish', { result: '已整治' }, WORK.dueAt + 3)
    expect(amend('keyWork', toOther, WORK.dueAt + 4)).toMatchObject({ code: 'lapsed', field: 'unit' })
  })

  it('is due after now: now is refused, one millisecond later is taken; the same holds of a new due time and not of an old one', () => {
    expect(committee().open('keyWork', { ...WORK, dueAt: NOW })).toMatchObject({ code: 'reversed', field: 'dueAt' })
    const { open, amend, matter } = committee()
    open('keyWork', { ...WORK, dueAt: NOW + 1 })
    expect(amend('keyWork', { dueAt: NOW })).toMatchObject({ code: 'reversed', field: 'dueAt' })
    amend('keyWork', { weight: 5 })
    expect(matter('keyWork')).toMatchObject({ until: NOW + 1, values: { weight: 5 } })
  })

  it.each([['called', true], ['held', false], ['decided', false], ['closed', true], ['cancelled', true]])('of a meeting that is %s: refused %s', (state, isRefused) => {
    const { open, board, matter } = called()
    board.matters.set('meeting', { ...matter('meeting'), state })
    const came = open('keyWork', { ...WORK, meeting: matter('meeting').number })
    expect('refused' in came).toBe(isRefused)
    if (isRefused) expect(came).toMatchObject({ code: 'unknown', field: 'meeting' })
  })

  it('is also a task of the yearly co-building: set until the year ends without a meeting, told apart by its kind, and taken the same way to its end', () => {
    const { open, move, amend, matter } = committee()
    const yearEnd = Date.parse('2023-12-31T23:59:59+08:00')
    expect(open('keyWork', { ...WORK, workKind: 'coWork' })).toMatchObject({ code: 'unknown', field: 'workKind' })
    expect(open('keyWork', { ...WORK, workKind: undefined })).toMatchObject({ code: 'missing', field: 'workKind' })
    open('keyWork', { ...WORK, title: '共建湖畔志愿服务岗', workKind: 'coBuilding', dueAt: yearEnd })
    expect(matter('keyWork')).toMatchObject({ state: 'set', until: yearEnd, values: { workKind: 'coBuilding', title: '共建湖畔志愿服务岗' } })
    expect(matter('keyWork').values).not.toHaveProperty('meeting')
    amend('keyWork', { workKind: 'keyWork' })
    amend('keyWork', { workKind: 'coBuilding' })
    expect(matter('keyWork')).toMatchObject({ until: yearEnd, values: { workKind: 'coBuilding' } })
    for (const [command, values] of [['begin', {}], ['finish', { result: '已设岗' }], ['accept', {}]] as const) expect(move('keyWork', command, values, yearEnd)).not.toHaveProperty('refused')
    expect(matter('keyWork')).toMatchObject({ state: 'accepted', overdues: 0, values: { workKind: 'coBuilding' } })
  })

  it.each(['activities', 'services', 'development', 'beauty', 'governance'])('COMMITTEE-7: may be of the one of the five that is done together: %s, which may be corrected', (aim) => {
    const { open, amend, matter } = committee()
    expect(open('keyWork', { ...WORK, workKind: 'coBuilding', aim })).not.toHaveProperty('refused')
    expect(matter('keyWork').values['aim']).toBe(aim)
    expect(amend('keyWork', { aim: 'sixth' })).toMatchObject({ code: 'unknown', field: 'aim' })
    amend('keyWork', { aim: aim === 'services' ? 'beauty' : 'services' })
    expect(matter('keyWork').values['aim']).not.toBe(aim)
  })

  it('is accepted, or sent back to be done', () => {
    const { open, move, matter } = committee()
    open('keyWork', WORK)
    move('keyWork', 'begin')
    move('keyWork', 'finish', { result: '已整治' })
    move('keyWork', 'sendBack', { reason: '仍有' })
    expect(matter('keyWork')).toMatchObject({ state: 'underWay', until: WORK.dueAt })
    move('keyWork', 'finish', { result: '已清' })
    move('keyWork', 'accept')
    expect(matter('keyWork')).toMatchObject({ state: 'accepted', endedAt: NOW })
  })

  it.each([[{ weight: 0 }, 'outOfRange', 'weight'], [{ weight: 6 }, 'outOfRange', 'weight'], [{ weight: 2.5 }, 'outOfRange', 'weight'], [{ unit: 'nobody' }, 'unknown', 'unit']])('set with %j is refused as %s of %s', (values, code, field) => {
    expect(committee().open('keyWork', { ...WORK, ...values })).toMatchObject({ code, field })
  })
})

describe('COMMITTEE-4: participation', () => {
  const TAKEN = { about: '元宵灯会', unit: 'unit-0', activity: 'eventSupport', takenAt: NOW, people: 12 }

  it('lies a day ahead at most: a day is taken, one millisecond more is refused', () => {
    expect(committee().open('participation', { ...TAKEN, takenAt: NOW + AHEAD_MS })).not.toHaveProperty('refused')
    expect(committee().open('participation', { ...TAKEN, takenAt: NOW + AHEAD_MS + 1 })).toMatchObject({ code: 'future', field: 'takenAt' })
  })

  it('COMMITTEE-9: lies a year back at most: 366 days are taken, one millisecond more is refused; one that grew older is still corrected', () => {
    expect(committee().open('participation', { ...TAKEN, takenAt: NOW - BACK_MS - 1 })).toMatchObject({ code: 'tooOld', field: 'takenAt' })
    const { open, matter, command } = committee()
    open('participation', { ...TAKEN, takenAt: NOW - BACK_MS })
    command(matterCommand('amend', { matterId: 'participation', values: { people: 13, takenAt: NOW - BACK_MS } }), NOW + 1)
    expect(matter('participation').values['people']).toBe(13)
  })

  it('COMMITTEE-9: of one unit in one thing is recorded once within a minute, and the first is told; struck, it may be recorded anew', () => {
    const { open, move, amend, matter } = committee()
    open('participation', TAKEN)
    const first = { code: 'duplicate', field: 'takenAt', reason: expect.stringContaining(matter('participation').number) as string, first: { by: 'duty-1', at: NOW } }
    for (const apart of [0, SAME_WITHIN_MS - 1, 1 - SAME_WITHIN_MS]) expect(open('participation', { ...TAKEN, about: ' 元宵灯会', takenAt: NOW + apart }, 'again')).toMatchObject(first)
    const others = [{ takenAt: NOW + SAME_WITHIN_MS }, { takenAt: NOW - SAME_WITHIN_MS }, { unit: 'unit-1' }, { activity: 'other' }, { about: '元宵焰火' }]
    others.forEach((other, i) => expect(open('participation', { ...TAKEN, ...other }, `other-${i}`)).not.toHaveProperty('refused'))
    expect(amend('other-2', { unit: 'unit-0' })).toMatchObject(first)
    move('participation', 'count')
    expect(open('participation', TAKEN, 'again')).toMatchObject(first)
    const struck = committee()
    struck.open('participation', TAKEN)
    struck.move('participation', 'strike', { reason: '误填' })
    expect(struck.open('participation', TAKEN, 'again')).not.toHaveProperty('refused')
  })

  it('is counted or struck, once', () => {
    const { open, move, matter } = committee()
    open('participation', TAKEN)
    move('participation', 'strike', { reason: '未到岗' })
    expect(matter('participation')).toMatchObject({ state: 'struck', endedAt: NOW })
    expect(move('participation', 'count')).toMatchObject({ refused: true })
  })
})

it('COMMITTEE-8: a unit that took part in a drill names it; one nobody knows, or another activity that names one, is refused', () => {
  const took = { about: '消防演练', unit: 'unit-0', activity: 'drill', takenAt: NOW, drill: KNOWN_DRILL }
  const [known, strange] = [committee(), committee()]
  addDrill(known)
  expect(strange.open('participation', took)).toMatchObject({ code: 'unknown', field: 'drill' })
  expect(known.open('participation', { ...took, activity: 'areaPatrol' })).toMatchObject({ code: 'notCalledFor', field: 'drill' })
  known.open('participation', took)
  expect(known.matter('participation').values['drill']).toBe(KNOWN_DRILL)
  known.open('participation', { ...took, activity: 'other', drill: undefined }, 'without')
  expect(known.matter('without')).toBeDefined()
})
