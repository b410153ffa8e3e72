import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { insideGrid, smallSite } from '../../../tests/support/site.ts'
import { permissionsOf } from '../../access/roles.ts'
import { eventShown, eventSpans, nextPhase } from '../../event/spans.ts'
import { isRefusal } from '../../refusal.ts'
import { amendableBy } from '../permission.ts'
import { EVENT } from './event.ts'
import { PREJUDGE_BEFORE_MS } from './names.ts'

const NOW = at(0)
const DAY_MS = 86_400_000
const [doorsAt, startsAt, endsAt, dispersedAt] = [60, 120, 300, 360].map((minute) => at(minute) + 4 * DAY_MS) as [number, number, number, number]
const [lon, lat] = insideGrid(0)
const VALUES = { eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, doorsAt, startsAt, endsAt, dispersedAt }
const COMMAND = { commander: 'office', commandDepartments: ['police', 'fireRescue'] }
/** Assessed without waiting for the departments. */
const ASSESSED = { risk: 'low', assessment: '可控', withoutOpinions: '急办' }
const AREA = { name: '东门', lon, lat, radiusM: 60 }

function applied(more: object = {}) {
  const played = playedMatters({ tables: { event: EVENT }, site: smallSite() })
  const opened = played.command(matterCommand('open', { kind: 'event', values: { ...VALUES, ...more } }), NOW)
  const move = (command: string, values = {}, now = NOW) => played.command(matterCommand('move', { command, values }), now)
  const tick = (step: string, note: string | null = null, department: string | null = null) => played.command(matterCommand('tick', { step, note, department }), NOW)
  const say = (department: string, choice?: string, note: string | null = null, by: string | null = department) =>
    played.command(matterCommand('tick', { step: `opinion-${department}`, note, department: by, ...(choice === undefined ? {} : { choice }) }), NOW)
  const tickAll = () => ['prejudge', 'plan', 'rehearse'].forEach((step) => tick(step, '场地空旷'))
  return { ...played, opened, move, tick, say, tickAll }
}
const approved = () => {
  const event = applied()
  event.move('assess', { ...ASSESSED, difficultAreas: [AREA] })
  event.move('approve')
  return event
}

describe('EVENT-1: the life of an event', () => {
  it('given one applied for, when it goes to its end, then each state has its limit and the three steps lie before the start', () => {
    const { move, matter, tickAll } = applied()
    expect(matter().steps.slice(0, 3).map(({ id, owner, dueAt }) => [id, owner, startsAt - dueAt!])).toEqual([
      ['prejudge', 'police', PREJUDGE_BEFORE_MS], ['plan', null, 2 * DAY_MS], ['rehearse', 'police', DAY_MS],
    ])
    move('assess', { ...ASSESSED, difficultAreas: [AREA] })
    move('approve')
    expect(matter()).toMatchObject({ state: 'approved', until: doorsAt, values: { difficultAreas: [AREA] } })
    tickAll()
    move('prepare', { ...COMMAND, deployment: [{ ...AREA, name: 'police' }, { ...AREA, name: 'team-0' }] })
    expect(matter()).toMatchObject({ state: 'prepared', until: startsAt })
    move('adjust', { deputies: ['交通副指挥长'] })
    move('goLive', {}, doorsAt)
    expect(matter()).toMatchObject({ state: 'live', until: dispersedAt, values: { deputies: ['交通副指挥长'], commander: 'office' } })
    move('close', { outcome: '平稳' }, endsAt)
    expect(matter()).toMatchObject({ state: 'closed', endedAt: endsAt })
  })

  it.each([
    [{ endsAt: startsAt }, 'reversed', 'endsAt'],
    [{ endsAt: startsAt - 1 }, 'reversed', 'endsAt'],
    [{ doorsAt: startsAt + 1 }, 'reversed', 'doorsAt'],
    [{ dispersedAt: endsAt - 1 }, 'reversed', 'dispersedAt'],
    [{ doorsAt: NOW - 9, startsAt: NOW - 8, endsAt: NOW, dispersedAt: NOW + 9 }, 'reversed', 'endsAt'],
    [{ crowd: 0 }, 'outOfRange', 'crowd'],
    [{ difficultAreas: [{ ...AREA, lon: 0 }] }, 'outsideBounds', 'difficultAreas.0'],
    [{ difficultAreas: [AREA, { ...AREA, radiusM: 0 }] }, 'outOfRange', 'difficultAreas.1.radiusM'],
    [{ difficultAreas: [{ ...AREA, radiusM: 2_001 }] }, 'outOfRange', 'difficultAreas.0.radiusM'],
    [{ difficultAreas: [{ ...AREA, name: ' ' }] }, 'missing', 'difficultAreas.0.name'],
    [{ difficultAreas: Array.from({ length: 21 }, () => AREA) }, 'tooMany', 'difficultAreas'],
    [{ difficultAreas: ['东门'] }, 'badForm', 'difficultAreas'],
  ])('given %j, when it is applied for, then it is refused with %s at %s', (more, code, field) => {
    const { opened, board } = applied(more)
    expect(opened).toMatchObject({ refused: true, code, field })
    expect(board.matters.size).toBe(0)
  })

  it('given moments that just fit, when it is applied for, then it is taken', () => {
    const one = { doorsAt: NOW - 9, startsAt: NOW, endsAt: NOW + 1, dispersedAt: NOW + 1 }
    expect([applied({ doorsAt: startsAt }), applied({ dispersedAt: endsAt }), applied(one)].map(({ opened }) => isRefusal(opened))).toEqual([false, false, false])
  })

  it('given one not assessed or not approved, when it is to be approved or to go live, then that is refused', () => {
    const { move } = applied()
    for (const command of ['approve', 'prepare', 'goLive']) expect(move(command, command === 'prepare' ? COMMAND : {})).toMatchObject({ code: 'notInState', field: 'command' })
    move('assess', ASSESSED)
    expect(move('goLive')).toMatchObject({ code: 'notInState' })
    expect(move('approve', {}, endsAt)).toMatchObject({ code: 'reversed', field: 'endsAt' })
    expect(isRefusal(move('approve', {}, endsAt - 1))).toBe(false)
  })

  it.each([
    [{ commandDepartments: ['police', 'none'] }, 'unknown', 'commandDepartments.1'],
    [{ commandDepartments: ['police', 'police'] }, 'ambiguous', 'commandDepartments.1'],
    [{ deployment: [{ ...AREA, name: 'none' }] }, 'unknown', 'deployment.0.name'],
  ])('given a command of %j, when it is prepared, then it is refused with %s at %s', (more, code, field) => {
    const event = approved()
    event.tickAll()
    expect(event.move('prepare', { ...COMMAND, ...more })).toMatchObject({ code, field })
  })

  it('given a start that is moved, when the order still holds, then the due times move along; otherwise nothing does', () => {
    const { command, matter } = approved()
    expect(command(matterCommand('amend', { values: { endsAt: startsAt } }), NOW)).toMatchObject({ code: 'reversed', field: 'endsAt' })
    command(matterCommand('amend', { values: { startsAt: startsAt + 5 } }), NOW)
    expect(matter().steps[0]!.dueAt).toBe(startsAt + 5 - PREJUDGE_BEFORE_MS)
  })
})

describe('EVENT-11: phases that are moved', () => {
  it.each(['startsAt', 'doorsAt'])('given %s moved, when that is the present, then it is taken; a millisecond before, it is refused with its field', (field) => {
    const now = doorsAt - 60_000
    const { command, matter } = approved()
    const move = (at: number) => command(matterCommand('amend', { values: { doorsAt: Math.min(now, at), [field]: at } }), now)
    expect(move(now - 1)).toMatchObject({ code: 'tooOld', field })
    expect(matter().values).toMatchObject({ doorsAt, startsAt })
    expect(isRefusal(move(now))).toBe(false)
    expect(matter().values[field]).toBe(now)
  })

  it('given a start that lies in the past already, when something else is amended, then it stays and that is taken', () => {
    const { command, matter } = approved()
    expect(isRefusal(command(matterCommand('amend', { values: { doorsAt, startsAt, endsAt: endsAt + 1, dispersedAt } }), startsAt + 1))).toBe(false)
    expect(matter().values).toMatchObject({ startsAt, endsAt: endsAt + 1 })
  })
})

describe('EVENT-2: what an event calls for', () => {
  it('given events in each state, then those approved and not over call for event mode from their start to their end, others for nothing', () => {
    const event = applied()
    event.tickAll()
    const seen = [eventSpans(event.board).length]
    for (const [command, values] of [['assess', ASSESSED], ['approve', {}], ['prepare', COMMAND], ['goLive', { early: '提前布防' }], ['close', { outcome: '平稳' }]] as const) {
      event.move(command, values)
      seen.push(eventSpans(event.board).length)
    }
    expect(seen).toEqual([0, 0, 1, 1, 1, 0])
    const withdrawn = approved()
    expect(eventSpans(withdrawn.board)).toEqual([{ event: 'm-1', startsAt, endsAt, approvedAt: 0 }])
    withdrawn.move('withdraw', { reason: '天气' })
    expect([eventSpans(withdrawn.board), eventShown(withdrawn.board, NOW)]).toEqual([[], null])
  })

  it('given its phases, then the next one is that which is still to come; at its moment a phase is reached', () => {
    const { matter } = approved()
    expect([doorsAt - 1, doorsAt, endsAt, dispersedAt].map((now) => nextPhase(matter(), now)?.phase ?? null)).toEqual(['doorsAt', 'startsAt', 'dispersedAt', null])
  })
})

describe('EVENT-5: the three pre-event steps', () => {
  it('given one is not done, when the event is to be prepared or to go live, then it is refused; with a reason by who decides it goes on, and that is recorded', () => {
    const { move, tick, matter } = approved()
    for (const step of ['prejudge', 'plan']) tick(step)
    expect(move('prepare', COMMAND)).toMatchObject({ code: 'stepsOpen', field: 'command', reason: expect.stringContaining('rehearse') as string })
    expect(move('prepareUnfinished', COMMAND)).toMatchObject({ code: 'missing', field: 'unfinished' })
    move('prepareUnfinished', { ...COMMAND, unfinished: '场地当天才开放' })
    expect(matter()).toMatchObject({ state: 'prepared', values: { unfinished: '场地当天才开放', commander: 'office' } })
    expect(move('goLive')).toMatchObject({ code: 'stepsOpen' })
    move('goLiveUnfinished', { unfinished: '已现场走位' }, doorsAt)
    expect(matter().history.filter(({ act }) => act === 'moved').slice(-2)).toMatchObject([
      { command: 'prepareUnfinished', values: { unfinished: '场地当天才开放' } }, { command: 'goLiveUnfinished', values: { unfinished: '已现场走位' } },
    ])
  })

  it('given all are done, when it is prepared and goes live, then no reason is asked for', () => {
    const { move, tickAll, matter } = approved()
    tickAll()
    move('prepare', COMMAND)
    move('goLive', {}, doorsAt)
    expect(matter().state).toBe('live')
  })

  it.each([['goLive', {}], ['goLiveUnfinished', { unfinished: '已商定' }]])('EVENT-6: %s a millisecond before doors open is refused without a reason and recorded with one; from their opening on it needs none', (command, values) => {
    const ready = () => {
      const event = approved()
      if (command === 'goLive') event.tickAll()
      event.move(command === 'goLive' ? 'prepare' : 'prepareUnfinished', { ...COMMAND, ...(command === 'goLive' ? {} : { unfinished: '急办' }) })
      return event
    }
    const [early, onTime] = [ready(), ready()]
    expect(early.move(command, values, doorsAt - 1)).toMatchObject({ code: 'missing', field: 'early' })
    expect(early.matter().state).toBe('prepared')
    early.move(command, { ...values, early: '提前布防' }, doorsAt - 1)
    expect(early.matter()).toMatchObject({ state: 'live', since: doorsAt - 1, values: { early: '提前布防' } })
    onTime.move(command, values, doorsAt)
    expect(onTime.matter().state).toBe('live')
  })

  it('given no area is drawn, when pre-judging is ticked, then only with a word of why; once one is drawn, without', () => {
    const [empty, drawn] = [applied(), applied({ difficultAreas: [AREA] })]
    for (const note of [null, ' ']) expect(empty.tick('prejudge', note)).toMatchObject({ code: 'missing', field: 'note' })
    expect(isRefusal(empty.tick('plan'))).toBe(false)
    expect(isRefusal(empty.tick('prejudge', '室内小型活动，无难点'))).toBe(false)
    expect(empty.matter().steps[0]?.ticked).toMatchObject({ note: '室内小型活动，无难点' })
    expect(isRefusal(drawn.tick('prejudge', null, 'police'))).toBe(false)
  })

  it('MATTER-11: given accounts of departments, when areas are to be drawn, then the one whose step it is draws them and nothing else', () => {
    const may = (department: string) => amendableBy({ permissions: permissionsOf('department'), department }, EVENT, 'applied').map(({ id }) => id)
    expect([may('police'), may('fireRescue')]).toEqual([['difficultAreas'], []])
    expect(amendableBy({ permissions: permissionsOf('operator'), department: null }, EVENT, 'applied')).toHaveLength(EVENT.amending!.fields.length)
    expect(amendableBy({ permissions: permissionsOf('wall'), department: null }, EVENT, 'applied')).toEqual([])
  })

  it('EVENT-10: given each state, when something is to be amended, then from the assessment on who decides amends what was assessed, and others draw areas alone', () => {
    const may = (role: 'operator' | 'leader', state: string) => amendableBy({ permissions: permissionsOf(role), department: null }, EVENT, state).map(({ id }) => id)
    const all = EVENT.amending!.fields.toSorted()
    expect(['applied', 'assessed', 'approved', 'prepared', 'live'].map((state) => may('leader', state).toSorted())).toEqual([all, all, all, all, all])
    expect(may('operator', 'applied').toSorted()).toEqual(all)
    expect(['assessed', 'approved', 'prepared', 'live'].map((state) => may('operator', state))).toEqual(Array.from({ length: 4 }, () => ['difficultAreas']))
    expect(amendableBy({ permissions: permissionsOf('department'), department: 'police' }, EVENT, 'approved').map(({ id }) => id)).toEqual(['difficultAreas'])
  })

  it('is left to who decides where something is undone', () => {
    expect(EVENT.moves.filter(({ id }) => id.endsWith('Unfinished')).map(({ permission }) => permission)).toEqual(['decideMatter', 'decideMatter'])
  })
})

describe('MATTER-14: a list that is needed has something in it', () => {
  const prepared = () => {
    const event = approved()
    event.tickAll()
    return event
  }

  it('given no department of the joint command, then an event is not prepared, nor does one that is lose them, and it may be left as it is', () => {
    const none = { ...COMMAND, commandDepartments: [] }
    const event = prepared()
    expect(event.move('prepare', none)).toMatchObject({ code: 'missing', field: 'commandDepartments' })
    expect(event.move('prepareUnfinished', { ...none, unfinished: '急办' })).toMatchObject({ code: 'missing', field: 'commandDepartments' })
    event.move('prepare', COMMAND)
    expect(event.move('adjust', { commandDepartments: [] })).toMatchObject({ code: 'missing', field: 'commandDepartments' })
    expect(isRefusal(event.move('adjust', { deployment: [], deputies: [] }))).toBe(false)
    event.move('goLive', {}, doorsAt)
    expect(event.move('adjustLive', { commandDepartments: [] }, doorsAt)).toMatchObject({ code: 'missing', field: 'commandDepartments' })
    expect(event.matter().values['commandDepartments']).toEqual(COMMAND.commandDepartments)
  })

  it('given people that are no whole number, then it is refused', () => {
    expect(applied({ crowd: 1.5 }).opened).toMatchObject({ code: 'outOfRange', field: 'crowd' })
    expect(isRefusal(applied({ crowd: 2 }).opened)).toBe(false)
  })
})

describe('EVENT-11: an end that is amended', () => {
  const amend = (event: ReturnType<typeof applied>, values: object, now: number) => event.command(matterCommand('amend', { values: values as never }), now)
  const live = () => {
    const event = approved()
    event.tickAll()
    event.move('prepare', COMMAND)
    event.move('goLive', {}, startsAt)
    return event
  }

  it('lies ahead: now is refused, one millisecond later is taken; one that is past and left as it is hinders nothing', () => {
    const now = startsAt + 60_000
    expect(amend(live(), { endsAt: now }, now)).toMatchObject({ code: 'reversed', field: 'endsAt' })
    expect(isRefusal(amend(live(), { endsAt: now + 1 }, now))).toBe(false)
    expect(amend(live(), { dispersedAt: endsAt + 1 }, endsAt + 2)).toMatchObject({ code: 'tooOld', field: 'dispersedAt' })
    expect(isRefusal(amend(live(), { dispersedAt: dispersedAt + 1, crowd: 9_000 }, endsAt + 2))).toBe(false)
  })

  it('given an application that is over, then it is not assessed any more (EVENT-1)', () => {
    const short = applied({ doorsAt: NOW, startsAt: NOW, endsAt: NOW + 1, dispersedAt: NOW + 1 })
    expect(short.move('assess', ASSESSED, NOW + 1)).toMatchObject({ code: 'reversed', field: 'endsAt' })
    expect(isRefusal(short.move('assess', ASSESSED, NOW))).toBe(false)
  })
})

describe('EVENT-7: what departments say of an event', () => {
  const asked = () => applied({ askedDepartments: ['police', 'waterAffairs'] })
  const opinions = ({ matter }: Pick<ReturnType<typeof applied>, 'matter'>) => matter().steps.filter(({ asks }) => asks !== undefined).map(({ owner, ticked }) => [owner, ticked?.choice ?? null, ticked?.note ?? null])

  it('given departments named, then each has its own to say, without a time of its own; where none is named, every department of the pack', () => {
    expect(opinions(asked())).toEqual([['police', null, null], ['waterAffairs', null, null]])
    expect(asked().matter().steps.at(-1)).toMatchObject({ id: 'opinion-waterAffairs', dueAt: null, asks: { state: 'applied' } })
    const all = smallSite().departments.map(({ id }) => id)
    expect([applied(), applied({ askedDepartments: [] })].map((event) => opinions(event).map(([owner]) => owner))).toEqual([all, all])
    expect(applied({ askedDepartments: ['none'] }).opened).toMatchObject({ code: 'unknown', field: 'askedDepartments.0' })
  })

  it('given one says it, then by a choice, in words unless it is fit, for itself alone', () => {
    const event = asked()
    expect(event.say('police')).toMatchObject({ code: 'missing', field: 'choice' })
    expect(event.say('police', 'perhaps')).toMatchObject({ code: 'unknown', field: 'choice' })
    for (const choice of ['fitWithConditions', 'notFit']) expect(event.say('waterAffairs', choice, ' ')).toMatchObject({ code: 'missing', field: 'note' })
    expect(event.say('waterAffairs', 'fit', null, 'police')).toMatchObject({ code: 'notOwner' })
    expect(event.command(matterCommand('tick', { step: 'plan', choice: 'fit' }), NOW)).toMatchObject({ code: 'unknown', field: 'choice' })
    event.say('police', 'fit')
    event.say('waterAffairs', 'notFit', '汛期水位高', null)
    expect(opinions(event)).toEqual([['police', 'fit', null], ['waterAffairs', 'notFit', '汛期水位高']])
    expect(event.matter().steps.at(-1)?.ticked).toMatchObject({ onBehalf: true, department: 'waterAffairs' })
    expect(event.matter().history.at(-1)).toMatchObject({ act: 'ticked', choice: 'notFit', note: '汛期水位高' })
  })

  it('given one did not answer, when it is assessed, then only with a reason, and the assessment names who is missing; with all answers no reason is asked for', () => {
    const [event, whole] = [asked(), asked()]
    event.say('police', 'fit')
    expect(event.move('assess', { risk: 'low', assessment: '可控' })).toMatchObject({ code: 'stepsOpen', field: 'withoutOpinions', reason: expect.stringContaining('waterAffairs') as string })
    event.move('assess', ASSESSED)
    expect(event.matter()).toMatchObject({ state: 'assessed', values: { withoutOpinions: '急办', missingOpinions: ['waterAffairs'] } })
    whole.say('police', 'fit')
    whole.say('waterAffairs', 'fitWithConditions', '临水一侧封闭')
    whole.move('assess', { risk: 'low', assessment: '可控' })
    expect(whole.matter().state).toBe('assessed')
    expect(whole.matter().values).not.toHaveProperty('missingOpinions')
  })

  it('given it is assessed, then nothing is said or taken back any more, and what is missing holds up neither preparation nor start', () => {
    const event = asked()
    event.say('police', 'fit')
    const takeBack = () => event.command(matterCommand('reopenStep', { step: 'opinion-police', department: 'police' }), NOW)
    expect(isRefusal(takeBack())).toBe(false)
    event.say('police', 'fit')
    event.move('assess', ASSESSED)
    expect([event.say('waterAffairs', 'fit'), takeBack()]).toMatchObject([{ code: 'notInState', field: 'step' }, { code: 'notInState', field: 'step' }])
    event.move('approve')
    event.tickAll()
    event.move('prepare', COMMAND)
    event.move('goLive', {}, doorsAt)
    expect(event.matter().state).toBe('live')
  })
})
