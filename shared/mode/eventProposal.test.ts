import { describe, expect, it } from 'vitest'
import { at, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { matterCommand } from '../../tests/support/matterBuilders.ts'
import { modeCommand, playedBoard } from '../../tests/support/modeBuilders.ts'
import { insideGrid, smallSite } from '../../tests/support/site.ts'
import type { NewBoardFact } from '../board.ts'
import { eventSpans } from '../event/spans.ts'
import { decideMatter } from '../matter/decide.ts'
import { EVENT } from '../matter/kinds/event.ts'
import { decideModeDue } from './due.ts'
import { standingProposals } from './standing.ts'

const RULES = { tables: { event: EVENT }, site: smallSite() }
const [lon, lat] = insideGrid(0)
const TIMES = { doorsAt: at(5), startsAt: at(10), endsAt: at(60), dispersedAt: at(70) }
const LATER = { doorsAt: at(95), startsAt: at(100), endsAt: at(160), dispersedAt: at(170) }
const VALUES = { eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, ...TIMES }
const COMMAND = { commander: 'office', commandDepartments: ['police'], unfinished: '边办边备' }

/** An event approved at `approvedAt`, played beside the mode as lane and deadlines do. */
function approvedEvent(approvedAt = at(0)) {
  const played = playedBoard()
  const command = (decision: Parameters<typeof decideMatter>[1], now: number): void => played.take(decideMatter(played.board, decision, RULES, now), now)
  const move = (name: string, values = {}, now = at(0)): void => command(matterCommand('move', { command: name, values }), now)
  command(matterCommand('open', { kind: 'event', values: VALUES }), at(0))
  move('assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' })
  const approve = (): void => move('approve', {}, approvedAt)
  if (approvedAt === at(0)) approve()
  const due = (now: number): readonly NewBoardFact[] => {
    const facts = decideModeDue(played.board, { calendar: [], events: eventSpans(played.board) }, now)
    played.take(facts, now)
    return facts
  }
  const decline = (now: number): unknown => played.mode(modeCommand('declineProposal', { proposal: played.board.modeRecord.proposals.at(-1)!.seq }), now)
  const states = (): string[] => played.board.modeRecord.proposals.map(({ state }) => state)
  return { ...played, move, approve, due, decline, states, amend: (values: object, now: number) => command(matterCommand('amend', { values: { ...values } }), now) }
}

describe('EVENT-2, MODE-2: what an event proposed', () => {
  it('given its proposal, when it is withdrawn or closed, then that lapses and cannot be declined', () => {
    const [withdrawn, closed] = [approvedEvent(), approvedEvent()]
    withdrawn.due(at(10))
    withdrawn.move('withdraw', { reason: '天气' }, at(11))
    expect([withdrawn.states(), withdrawn.due(at(12))]).toEqual([['lapsed'], []])
    expect(withdrawn.decline(at(12))).toMatchObject({ code: 'lapsed' })
    closed.due(at(10))
    closed.move('prepareUnfinished', COMMAND, at(11))
    closed.move('goLiveUnfinished', { unfinished: '已商定' }, at(12))
    expect(closed.states()).toEqual(['open'])
    closed.move('close', { outcome: '平稳' }, at(30))
    expect(closed.states()).toEqual(['lapsed'])
  })

  it('given its open proposal, when it is postponed, then that lapses and it is proposed anew at its new start and not before', () => {
    const event = approvedEvent()
    event.due(at(10))
    event.amend(LATER, at(11))
    expect([event.states(), event.due(at(100, -1))]).toEqual([['lapsed'], []])
    expect(event.due(at(100))).toMatchObject([{ at: at(100), data: { to: 'event', until: at(160), cause: { event: 'm-1' } } }])
  })

  it('given its proposal declined, when it is postponed, then it is proposed anew; when its end is set right, it is not', () => {
    const [postponed, corrected] = [approvedEvent(), approvedEvent()]
    for (const event of [postponed, corrected]) {
      event.due(at(10))
      event.decline(at(11))
    }
    postponed.amend(LATER, at(12))
    expect(postponed.due(at(100))).toMatchObject([{ at: at(100) }])
    corrected.amend({ endsAt: at(80), dispersedAt: at(80) }, at(12))
    expect(corrected.due(at(12))).toEqual([])
  })

  it('given its open proposal, when its times are set right while it runs, then the proposal has the new ones and there is no second', () => {
    const event = approvedEvent()
    event.due(at(10))
    event.amend({ endsAt: at(80), dispersedAt: at(80) }, at(12))
    expect(event.due(at(12))).toEqual([])
    expect(event.board.modeRecord.proposals).toMatchObject([{ state: 'open', at: at(10), until: at(80) }])
    event.amend(TIMES, at(13))
    event.amend(LATER, at(14))
    event.amend({ ...TIMES, doorsAt: at(15), startsAt: at(15) }, at(15))
    expect(event.due(at(15))).toMatchObject([{ at: at(15), data: { until: at(60) } }])
  })

  it('given a mode switched after its start, when it is approved only then, then it is proposed; switched after its approval it is not', () => {
    const [late, known] = [approvedEvent(at(20)), approvedEvent()]
    for (const event of [late, known]) event.mode(modeCommand('switchMode', { to: 'holiday' }), at(15))
    late.approve()
    expect([late.due(at(21)), known.due(at(21))]).toMatchObject([[{ at: at(10), data: { from: 'holiday', to: 'event', cause: { event: 'm-1' } } }], []])
  })

  it('given a mode switched meanwhile, when an event that was over is put into the present, then it is proposed; one that ran at the switch and is set right is not', () => {
    const [moved, ran] = [approvedEvent(), approvedEvent()]
    moved.mode(modeCommand('switchMode', { to: 'holiday' }), at(65))
    moved.amend({ endsAt: at(80), dispersedAt: at(80) }, at(66))
    expect(moved.due(at(66))).toMatchObject([{ at: at(10), data: { to: 'event' } }])
    ran.mode(modeCommand('switchMode', { to: 'holiday' }), at(12))
    ran.amend({ endsAt: at(80), dispersedAt: at(80) }, at(13))
    expect(ran.due(at(13))).toEqual([])
  })

  it('given its proposal declined, when more than the board keeps were declined since, then it is still not proposed again', () => {
    const event = approvedEvent()
    event.due(at(10))
    event.decline(at(11))
    for (let n = 0; n < 60; n += 1) {
      const [now, incidentId] = [at(12, n * 1_000), `incident-${n}`]
      event.take([reportedFact(now, { level: 'I', incidentId })], now)
      expect(event.due(now)).toHaveLength(1)
      event.decline(now + 1)
      event.take([stampedFact('resolve', now + 2, { incidentId })], now + 2)
    }
    expect(event.board.modeRecord.proposals).toHaveLength(50)
    expect(event.due(at(20))).toEqual([])
  })

  /** An event from minute 10 to 60, with emergency mode from minute 5 on for a fire of level I. */
  function inEmergency() {
    const event = approvedEvent()
    event.take([reportedFact(at(4), { level: 'I', incidentId: 'fire' })], at(4))
    event.due(at(4))
    event.mode(modeCommand('switchMode', { to: 'emergency' }), at(4))
    event.mode(modeCommand('confirmSwitch', { by: 'leader-b', prepared: event.board.modeRecord.prepared!.seq }), at(5))
    expect([event.board.mode, event.due(at(10)), event.due(at(20))]).toEqual(['emergency', [], []])
    const resolve = (now: number): void => event.take([stampedFact('resolve', now, { incidentId: 'fire' })], now)
    return { ...event, resolve }
  }
  const PROPOSED = { type: 'ModeProposed', at: at(10), data: { to: 'event', until: at(60), cause: { event: 'm-1' } } }

  it('given an emergency for a grave incident, when the event starts, then it is not proposed; when emergency mode is left and it still runs, then once', () => {
    const event = inEmergency()
    event.mode(modeCommand('switchMode', { to: 'normal' }), at(30))
    expect([event.due(at(30)), event.due(at(31))]).toMatchObject([[PROPOSED], []])
    event.decline(at(32))
    expect(event.due(at(33))).toEqual([])
  })

  it('given the same, when the incident is resolved, then it is proposed also in emergency mode; and not again when that is left', () => {
    const event = inEmergency()
    event.resolve(at(25))
    expect(event.due(at(25))).toMatchObject([PROPOSED])
    event.mode(modeCommand('switchMode', { to: 'normal' }), at(30))
    expect([event.due(at(30)), event.states()]).toEqual([[], ['accepted', 'open']])
  })

  it('given the same, when emergency mode is left for event mode, or only at the end of the event, then nothing is proposed; a millisecond before its end it is', () => {
    const left = (to: 'event' | 'normal', now: number) => {
      const event = inEmergency()
      event.mode(modeCommand('switchMode', { to }), now)
      return event.due(now)
    }
    expect([left('event', at(30)), left('normal', at(60)), left('normal', at(60, -1))]).toMatchObject([[], [], [PROPOSED]])
  })

  /** An event whose proposal is open as emergency mode is entered at minute 20 for a fire of level I. */
  function openAtEmergency() {
    const event = approvedEvent()
    event.due(at(10))
    event.take([reportedFact(at(19), { level: 'I', incidentId: 'fire' })], at(19))
    event.due(at(19))
    const standing = (now: number): string[] => standingProposals(event.board, now).map(({ to }) => to)
    expect(standing(at(19))).toEqual(['event', 'emergency'])
    event.mode(modeCommand('switchMode', { to: 'emergency' }), at(20, -1))
    expect(standing(at(20, -1))).toEqual(['event', 'emergency'])
    event.mode(modeCommand('confirmSwitch', { by: 'leader-b', prepared: event.board.modeRecord.prepared!.seq }), at(20))
    expect([event.board.mode, standing(at(20)), event.due(at(20))]).toEqual(['emergency', [], []])
    return { ...event, standing, resolve: (now: number): void => event.take([stampedFact('resolve', now, { incidentId: 'fire' })], now) }
  }

  it('given a proposal open as an emergency begins, then it waits; when the grave incident is over or emergency mode is left and the event still runs, then it stands again, without a second', () => {
    const [over, left] = [openAtEmergency(), openAtEmergency()]
    over.resolve(at(30))
    left.mode(modeCommand('switchMode', { to: 'normal' }), at(30))
    for (const event of [over, left]) expect([event.due(at(30)), event.standing(at(30)), event.states()]).toEqual([[], ['event'], ['open', 'accepted']])
  })

  it('given the same, when the emergency is over at the end of the event, then nothing stands; a millisecond before it does', () => {
    const event = openAtEmergency()
    event.resolve(at(60, -1))
    expect([event.standing(at(60, -1)), event.standing(at(60))]).toEqual([['event'], []])
  })

  it('given the same, when the event is postponed or withdrawn meanwhile, then it lapses; declined or accepted meanwhile, it is decided and does not come again', () => {
    const [postponed, withdrawn, declined, accepted] = [openAtEmergency(), openAtEmergency(), openAtEmergency(), openAtEmergency()]
    postponed.amend(LATER, at(21))
    withdrawn.move('withdraw', { reason: '火情' }, at(21))
    declined.mode(modeCommand('declineProposal', { proposal: declined.board.modeRecord.proposals[0]!.seq }), at(21))
    accepted.mode(modeCommand('switchMode', { to: 'event' }), at(21))
    for (const event of [postponed, withdrawn, declined]) {
      event.resolve(at(30))
      expect([event.standing(at(30)), event.due(at(30))]).toEqual([[], []])
    }
    expect([postponed, withdrawn, declined, accepted].map(({ states }) => states()[0])).toEqual(['lapsed', 'lapsed', 'declined', 'accepted'])
    expect(postponed.due(at(100))).toMatchObject([{ at: at(100) }])
  })

  it('given emergency mode without a grave incident, then the open proposal stands', () => {
    const event = approvedEvent()
    event.due(at(10))
    event.mode(modeCommand('switchMode', { to: 'emergency' }), at(11))
    event.mode(modeCommand('confirmSwitch', { by: 'leader-b', prepared: event.board.modeRecord.prepared!.seq }), at(12))
    expect(standingProposals(event.board, at(12)).map(({ to }) => to)).toEqual(['event'])
  })

  it('given it ran before the emergency and a person switched, when that is over, then it is not proposed again', () => {
    const event = approvedEvent()
    event.due(at(10))
    event.decline(at(11))
    event.mode(modeCommand('switchMode', { to: 'emergency' }), at(12))
    event.mode(modeCommand('confirmSwitch', { by: 'leader-b', prepared: event.board.modeRecord.prepared!.seq }), at(13))
    event.mode(modeCommand('switchMode', { to: 'normal' }), at(30))
    expect(event.due(at(30))).toEqual([])
  })
})
