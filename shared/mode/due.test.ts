import { describe, expect, it } from 'vitest'
import { at, factOf, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { modeCommand, playedBoard, type PlayedBoard } from '../../tests/support/modeBuilders.ts'
import type { NewBoardFact } from '../board.ts'
import { calendarOf, calendarTrouble, dayAfter, siteDayStart } from './calendar.ts'
import { decideModeDue, nextModeDueAt, type EventSpan, type ModeSources } from './due.ts'
import { awaited } from './grave.ts'
import { standingProposals } from './standing.ts'

const NONE: ModeSources = { calendar: [], events: [] }
const HOLIDAY = { name: { zh: '春节', en: 'Spring Festival' }, from: '2024-02-10', to: '2024-02-17' }
/** Midnight of that day in Zhengzhou. */
const STARTS = Date.parse('2024-02-10T00:00:00+08:00')
const ENDS = Date.parse('2024-02-18T00:00:00+08:00')
const SPRING: ModeSources = { calendar: calendarOf([HOLIDAY], 'Asia/Shanghai'), events: [] }

const due = (played: PlayedBoard, sources: ModeSources, now: number): readonly NewBoardFact[] => {
  const facts = decideModeDue(played.board, sources, now)
  played.take(facts, now)
  return facts
}
const report = (level: 'I' | 'II' | 'III', over = {}): NewBoardFact => reportedFact(at(0), { level, ...over })

describe('the days of a site', () => {
  it('MODE-2: begin at midnight of the site, also where the clocks change or skip it', () => {
    expect(siteDayStart('2024-02-10', 'Asia/Shanghai')).toBe(STARTS)
    expect(siteDayStart('2024-03-31', 'Europe/Berlin')).toBe(Date.parse('2024-03-31T00:00:00+01:00'))
    expect(siteDayStart('2024-04-01', 'Europe/Berlin')).toBe(Date.parse('2024-04-01T00:00:00+02:00'))
    expect(siteDayStart('2018-11-04', 'America/Sao_Paulo')).toBe(Date.parse('2018-11-04T01:00:00-02:00'))
    expect([dayAfter('2024-02-28'), dayAfter('2024-02-29'), dayAfter('2023-12-31')]).toEqual(['2024-02-29', '2024-03-01', '2024-01-01'])
  })
})

describe('MODE-6 the calendar', () => {
  it('given its last holiday, when 30 days before its end are reached, then that is said; at its end that it has ended; without holidays that there is none', () => {
    const moments = [ENDS - 30 * 86_400_000 - 1, ENDS - 30 * 86_400_000, ENDS - 1, ENDS]
    expect(moments.map((now) => calendarTrouble(SPRING.calendar, now))).toEqual([null, 'ending', 'ending', 'ended'])
    expect(calendarTrouble([], STARTS)).toBe('none')
  })
})

describe('MODE-2 the calendar', () => {
  it('given normal mode, when a holiday begins, then holiday mode is proposed, at its first millisecond and not before', () => {
    const played = playedBoard()
    expect(due(played, SPRING, STARTS - 1)).toEqual([])
    expect(nextModeDueAt(played.board, SPRING, STARTS - 1)).toBe(STARTS)
    expect(due(played, SPRING, STARTS)).toMatchObject([
      { type: 'ModeProposed', at: STARTS, by: 'system', data: { from: 'normal', to: 'holiday', until: ENDS, cause: { why: 'holidayStarts', holiday: '2024-02-10' } } },
    ])
    expect(due(played, SPRING, STARTS + 1)).toEqual([])
    expect(played.board.mode).toBe('normal')
  })

  it('given an emergency for a grave incident, when a holiday begins in it, then its proposal waits; when the incident is over and the holiday still runs, then it stands', () => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'emergency' }), STARTS - 2)
    played.mode(modeCommand('confirmSwitch', { prepared: 1, by: 'leader-b' }), STARTS - 2)
    played.take([reportedFact(STARTS - 1, { level: 'I' })], STARTS - 1)
    expect(due(played, SPRING, STARTS)).toMatchObject([{ data: { to: 'holiday' } }])
    expect(standingProposals(played.board, STARTS)).toEqual([])
    played.take([stampedFact('resolve', STARTS + 1)], STARTS + 1)
    expect([STARTS + 1, ENDS - 1, ENDS].map((now) => standingProposals(played.board, now).map(({ to }) => to))).toEqual([['holiday'], ['holiday'], []])
  })

  it('given the server was down at its start, when it looks during the holiday, then the proposal has the time of the start', () => {
    expect(due(playedBoard(), SPRING, ENDS - 1)).toMatchObject([{ at: STARTS, data: { to: 'holiday' } }])
  })

  it('given the server was down for all of it, when it looks afterwards, then there is nothing to propose', () => {
    expect(due(playedBoard(), SPRING, ENDS)).toEqual([])
  })

  it('given holiday mode, when the holiday is over, then normal mode is proposed, and only then', () => {
    const played = playedBoard()
    due(played, SPRING, STARTS)
    played.mode(modeCommand('switchMode', { to: 'holiday' }), STARTS + 5)
    expect(played.board.modeRecord.proposals).toMatchObject([{ state: 'accepted', decided: { by: 'leader-a', at: STARTS + 5 } }])
    expect(due(played, SPRING, ENDS - 1)).toEqual([])
    expect(due(played, SPRING, ENDS + 7)).toMatchObject([{ at: ENDS, data: { from: 'holiday', to: 'normal', cause: { why: 'holidayEnded' } } }])
    expect(due(played, SPRING, ENDS + 8)).toEqual([])
  })

  it('given event mode, when the holiday is over, then nothing is proposed', () => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'event' }), STARTS + 5)
    expect(due(played, { ...SPRING, events: [] }, ENDS)).toEqual([])
  })

  it('given a leader switched after its start, when the server looks again, then it is not proposed; at the start itself it is', () => {
    const [after, same] = [playedBoard(), playedBoard()]
    after.mode(modeCommand('switchMode', { to: 'event' }), STARTS + 1)
    same.mode(modeCommand('switchMode', { to: 'event' }), STARTS)
    expect([due(after, SPRING, STARTS + 2), due(same, SPRING, STARTS + 2)]).toMatchObject([[], [{ at: STARTS }]])
  })

  it('given a declined proposal, when time goes on, then it is not proposed again', () => {
    const played = playedBoard()
    due(played, SPRING, STARTS)
    played.mode(modeCommand('declineProposal', { proposal: 1 }), STARTS + 1)
    expect(due(played, SPRING, STARTS + 2)).toEqual([])
  })

  it('given two holidays side by side, when the first is over in holiday mode, then the second takes over and nothing is proposed', () => {
    const two = { calendar: calendarOf([HOLIDAY, { ...HOLIDAY, from: '2024-02-18', to: '2024-02-19' }], 'Asia/Shanghai'), events: [] }
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'holiday' }), STARTS)
    expect(due(played, two, ENDS)).toEqual([])
  })
})

describe('MODE-2 deciding about a proposal', () => {
  const proposed = (): PlayedBoard => {
    const played = playedBoard()
    due(played, SPRING, STARTS)
    return played
  }

  it('given an open one, when declined, then once, with who and why; a second answer is told who was first', () => {
    const played = proposed()
    played.mode(modeCommand('declineProposal', { proposal: 1, reason: '值守照常' }), STARTS + 1)
    expect(played.board.modeRecord.proposals).toMatchObject([{ state: 'declined', decided: { by: 'leader-a', reason: '值守照常' } }])
    expect(played.mode(modeCommand('declineProposal', { proposal: 1, by: 'leader-b' }), STARTS + 2))
      .toMatchObject({ code: 'alreadyDecided', reason: expect.stringContaining('leader-a') })
  })

  it('given an open one, when its cause is over, then it has lapsed: a millisecond before the end it is still declined', () => {
    const decline = modeCommand('declineProposal', { proposal: 1 })
    expect(proposed().mode(decline, ENDS)).toMatchObject({ code: 'lapsed' })
    expect(proposed().mode(decline, ENDS - 1)).toMatchObject([{ type: 'ModeProposalDeclined' }])
  })

  it('given none of that number, when declined, then it is unknown', () => {
    expect(proposed().mode(modeCommand('declineProposal', { proposal: 2 }), STARTS)).toMatchObject({ code: 'unknown', field: 'id' })
  })
})

describe('MODE-2 an approved event', () => {
  const fair: EventSpan = { event: 'fair', startsAt: at(10), endsAt: at(60), approvedAt: at(0) }
  const sources: ModeSources = { calendar: [], events: [fair] }

  it('given normal mode, when it starts, then event mode is proposed once, up to its end and not at it', () => {
    const played = playedBoard()
    expect([nextModeDueAt(played.board, sources, at(9)), due(played, sources, at(10, -1))]).toEqual([at(10), []])
    expect(due(played, sources, at(60, -1))).toMatchObject([{ at: at(10), data: { to: 'event', until: at(60), cause: { why: 'eventStarts', event: 'fair' } } }])
    expect(due(played, sources, at(11))).toEqual([])
    expect(due(playedBoard(), sources, at(60))).toEqual([])
  })

  it('given a mode switched after its start, when it is approved at that very moment or later, then it is proposed; approved a millisecond before the switch it is not', () => {
    const asked = [-1, 0, 1].map((ms) => {
      const played = playedBoard()
      played.mode(modeCommand('switchMode', { to: 'holiday' }), at(20))
      return due(played, { calendar: [], events: [{ ...fair, approvedAt: at(20, ms) }] }, at(21)).map(({ at: told }) => told)
    })
    expect(asked).toEqual([[], [at(10)], [at(10)]])
  })
})

describe('MODE-2 a grave incident', () => {
  it.each(['I', 'II'] as const)('given level %s, when it is reported, then emergency is proposed with the time of the report', (level) => {
    const played = playedBoard()
    played.take([report(level)], at(1))
    expect(due(played, NONE, at(2))).toMatchObject([
      { at: at(0), data: { to: 'emergency', until: null, cause: { why: 'level', incident: 'incident-1', level } } },
    ])
    expect(due(played, NONE, at(3))).toEqual([])
  })

  const rises = (played: PlayedBoard, from: 'III' | 'II' | 'I', to: 'II' | 'I', minute: number): number[] => {
    played.take([factOf('LevelChanged', at(minute), { incidentId: 'incident-1', from, to, severity: null, reason: '扩大' })], at(minute))
    return due(played, NONE, at(minute, 1)).map((fact) => fact.at)
  }

  it('given level III, when it is reported, then nothing is proposed; when it rises to II it is, declined and risen to I once more, at the same level not', () => {
    const played = playedBoard()
    played.take([report('III')], at(0))
    expect(due(played, NONE, at(1))).toEqual([])
    expect(rises(played, 'III', 'II', 2)).toEqual([at(2)])
    played.mode(modeCommand('declineProposal', { proposal: played.board.seq }), at(2, 2))
    expect([rises(played, 'II', 'I', 3), rises(played, 'I', 'I', 4)]).toEqual([[at(3)], []])
  })

  it('given an open proposal, when other grave ones are reported or it rises, then it stands for all of them and has the name of the gravest', () => {
    const played = playedBoard()
    played.take([report('II')], at(0))
    due(played, NONE, at(0))
    for (let n = 2; n <= 60; n += 1) {
      played.take([report(n === 30 ? 'I' : 'II', { incidentId: `incident-${n}` })], at(1, n))
      expect(due(played, NONE, at(1, n))).toEqual([])
    }
    const { modeRecord } = played.board
    expect(modeRecord.proposals).toMatchObject([{ at: at(0), state: 'open', cause: { incident: 'incident-30', level: 'I' } }])
    expect(awaited(modeRecord)).toHaveLength(60)
    expect(rises(played, 'II', 'I', 2)).toEqual([])
  })

  it('given one proposal for two, when the one it is named after is resolved, then it is for the other; when that is resolved too, it lapses', () => {
    const played = playedBoard()
    played.take([report('I')], at(0))
    due(played, NONE, at(0))
    played.take([report('II', { incidentId: 'incident-2' }), stampedFact('resolve', at(5))], at(5))
    expect(played.board.modeRecord.proposals).toMatchObject([{ state: 'open', cause: { incident: 'incident-2', level: 'II' } }])
    played.take([stampedFact('resolve', at(6), { incidentId: 'incident-2' })], at(6))
    expect(played.board.modeRecord.proposals).toMatchObject([{ state: 'lapsed' }])
  })

  it('given one declined and another proposed since, when that one is resolved, then what was declined is not proposed by it', () => {
    const played = playedBoard()
    played.take([report('I')], at(0))
    due(played, NONE, at(0))
    played.mode(modeCommand('declineProposal', { proposal: played.board.seq }), at(1))
    played.take([report('II', { incidentId: 'incident-2' })], at(2))
    expect(due(played, NONE, at(2))).toMatchObject([{ data: { cause: { incident: 'incident-2' } } }])
    played.take([stampedFact('resolve', at(3), { incidentId: 'incident-2' })], at(3))
    expect([played.board.modeRecord.proposals.map(({ state }) => state), due(played, NONE, at(4))]).toEqual([['declined', 'lapsed'], []])
  })

  it('given its proposal, when the incident is resolved, then the proposal lapses and another report proposes anew', () => {
    const played = playedBoard()
    played.take([report('I')], at(0))
    due(played, NONE, at(0))
    played.take([stampedFact('resolve', at(5))], at(5))
    expect(played.board.modeRecord).toMatchObject({ proposals: [{ state: 'lapsed' }], grave: [] })
    played.take([report('I', { incidentId: 'incident-2' })], at(6))
    expect(due(played, NONE, at(6))).toMatchObject([{ data: { cause: { incident: 'incident-2' } } }])
  })

  it('given emergency, when one is reported, then nothing is proposed, also after it has been left', () => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'emergency' }), at(0))
    played.mode(modeCommand('confirmSwitch', { prepared: 1, by: 'leader-b' }), at(0))
    played.take([report('I')], at(1))
    expect(due(played, NONE, at(1))).toEqual([])
    played.mode(modeCommand('switchMode', { to: 'normal' }), at(2))
    expect(due(played, NONE, at(3))).toEqual([])
  })

  it('given a switch after it happened and before it was heard of, when it is reported, then emergency is proposed all the same', () => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'holiday' }), at(1))
    played.take([report('II')], at(2))
    expect(due(played, NONE, at(2))).toMatchObject([{ at: at(0), data: { from: 'holiday', to: 'emergency' } }])
  })
})

describe('MODE-2 a switch nobody confirmed', () => {
  it('given one asked for emergency, when its limit passes, then it lapses at the limit, recorded from the next millisecond on, once', () => {
    const played = playedBoard()
    played.mode(modeCommand('switchMode', { to: 'emergency' }), at(0))
    expect([nextModeDueAt(played.board, NONE, at(0)), due(played, NONE, at(2))]).toEqual([at(2, 1), []])
    expect(due(played, NONE, at(9))).toMatchObject([{ type: 'ModeSwitchLapsed', at: at(2), data: { prepared: 1, limitMs: 120_000 } }])
    expect([played.board.modeRecord.prepared, due(played, NONE, at(10)), nextModeDueAt(played.board, NONE, at(10))]).toEqual([null, [], null])
  })
})
