import { describe, expect, it } from 'vitest'
import type { NewBoardFact } from '../board.ts'
import { ARTICLE_LIMITS_MS, STAGES, type Stage } from '../clock/stages.ts'
import { FUTURE_TOLERANCE_MS } from '../clock/tolerance.ts'
import { at, boardOf, missedFact, reportCommand, reportedFact, stampCommand, stampedFact } from '../../tests/support/builders.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { decideReport, OLDEST_REPORT_MS } from './decide.ts'
import { decideStamp } from './decideStamps.ts'
import { decideMissedLimits, firstMissAt, nextMissAt } from './due.ts'
import { INCIDENT_KINDS } from './kinds.ts'
import { DEFAULT_RESPONSE } from './response.ts'

describe('given an empty board, when an incident is reported', () => {
  const empty = boardOf([])

  it('CLOCK-1: then it is reported at the moment it arrived, or at the one it says', () => {
    expect(decideReport(empty, reportCommand(), MORNING)).toMatchObject(
      [{ type: 'IncidentReported', v: 2, space: 'live', at: MORNING, by: 'key-1', commandId: 'report-1' }],
    )
    expect(decideReport(empty, reportCommand({ reportedAt: MORNING - 60_000 }), MORNING)).toMatchObject([{ at: MORNING - 60_000 }])
  })

  it('then it has the first number of its day, and the level of its kind unless it says one', () => {
    expect(decideReport(empty, reportCommand(), MORNING)).toMatchObject(
      [{ data: { number: '20231122-001', ordinal: 1, day: '20231122', level: 'III' } }],
    )
    expect(decideReport(empty, reportCommand({ level: 'IV' }), MORNING)).toMatchObject([{ data: { level: 'IV' } }])
    for (const kind of INCIDENT_KINDS) {
      const decided = decideReport(empty, reportCommand({ kind }), MORNING) as NewBoardFact[]
      expect(decided[0]).toMatchObject({ data: { level: DEFAULT_RESPONSE.levels[kind].moderate } })
    }
  })

  it('DRILL-1: then the fact belongs to the real thing, not to a rehearsal', () => {
    expect(decideReport(empty, reportCommand(), MORNING)).toMatchObject([{ space: 'live' }])
    expect(decideStamp(boardOf([reportedFact()]), stampCommand('respond'), MORNING)).toMatchObject([{ space: 'live' }])
    expect(decideMissedLimits(boardOf([reportedFact()]), at(4)).map(({ space }) => space)).toEqual(['live', 'live'])
  })

  it('INPUT-6: from the future is refused beyond 5 s, and taken at 5 s', () => {
    expect(decideReport(empty, reportCommand({ reportedAt: MORNING + FUTURE_TOLERANCE_MS }), MORNING)).toHaveLength(1)
    expect(
      decideReport(empty, reportCommand({ reportedAt: MORNING + FUTURE_TOLERANCE_MS + 1 }), MORNING),
    ).toMatchObject({ code: 'future', field: 'reportedAt' })
  })

  it('INPUT-6: more than 24 h old is refused, and taken at 24 h', () => {
    expect(decideReport(empty, reportCommand({ reportedAt: MORNING - OLDEST_REPORT_MS }), MORNING)).toHaveLength(1)
    expect(
      decideReport(empty, reportCommand({ reportedAt: MORNING - OLDEST_REPORT_MS - 1 }), MORNING),
    ).toMatchObject({ code: 'tooOld', field: 'reportedAt' })
  })

  it('INPUT-6: outside the bounds is refused; inside them but in no grid it is taken', () => {
    expect(decideReport(empty, reportCommand({ inBounds: false }), MORNING)).toMatchObject({ code: 'outsideBounds', field: 'position' })
    expect(decideReport(empty, reportCommand({ grid: null }), MORNING)).toMatchObject([{ data: { grid: null } }])
  })

  it.each(STAGES)("CLOCK-1: a limit for %s looser than the article's is refused, an equal or a stricter one taken", (stage) => {
    const limits = (ms: number): typeof ARTICLE_LIMITS_MS => ({ ...ARTICLE_LIMITS_MS, [stage]: ARTICLE_LIMITS_MS[stage] + ms })
    expect(
      decideReport(empty, reportCommand({ limits: limits(1) }), MORNING),
    ).toMatchObject({ code: 'looserLimit', field: `limits.${stage}` })
    expect(decideReport(empty, reportCommand({ limits: limits(0) }), MORNING)).toHaveLength(1)
    expect(decideReport(empty, reportCommand({ limits: limits(-1) }), MORNING)).toHaveLength(1)
  })

  it('CLOCK-1: are the strictest of the site, the plan of its kind and its level, and stay with the incident', () => {
    const stricter = { levels: { I: { respond: 60_000 }, II: { dispatch: 240_000 } }, plans: { drowning: { respond: 90_000, arrive: 300_000 } } }
    const limits = (over: object): unknown => (decideReport(empty, reportCommand({ stricter, ...over }), MORNING) as NewBoardFact[])[0]?.data
    expect(limits({ kind: 'fire', level: 'IV' })).toMatchObject({ limits: ARTICLE_LIMITS_MS })
    expect(limits({ kind: 'fire', level: 'I' })).toMatchObject({ limits: { ...ARTICLE_LIMITS_MS, respond: 60_000 } })
    expect(limits({ kind: 'drowning', level: 'II' })).toMatchObject({ limits: { ...ARTICLE_LIMITS_MS, respond: 90_000, dispatch: 240_000, arrive: 300_000 } })
    expect(limits({ kind: 'drowning', level: 'I' })).toMatchObject({ limits: { ...ARTICLE_LIMITS_MS, respond: 60_000, arrive: 300_000 } })
  })

  it('PRIVACY-1: then phone and identity numbers in summary and place are masked', () => {
    expect(decideReport(empty, reportCommand({ summary: '报警人 13812345678', place: '电话 0371-65512345 旁' }), MORNING)).toMatchObject([
      { data: { summary: '报警人 ＊＊＊', place: '电话 ＊＊＊ 旁' } },
    ])
  })
})

describe('given an incident of today, when another is reported', () => {
  const board = boardOf([reportedFact(MORNING, { ordinal: 998, day: '20231122' })])

  it('then it has the next number, also beyond three digits; on another day the first', () => {
    expect(decideReport(board, reportCommand(), MORNING)).toMatchObject([{ data: { number: '20231122-999', ordinal: 999 } }])
    const next = boardOf([reportedFact(MORNING, { ordinal: 999, day: '20231122' })])
    expect(decideReport(next, reportCommand(), MORNING)).toMatchObject([{ data: { number: '20231122-1000' } }])
    expect(
      decideReport(board, reportCommand({ day: '20231123' }), MORNING),
    ).toMatchObject([{ data: { number: '20231123-001', ordinal: 1 } }])
  })

  it('then on a clock set back over midnight no number is given twice', () => {
    const later = boardOf([reportedFact(MORNING, { ordinal: 1, day: '20231123' })])
    expect(decideReport(later, reportCommand({ day: '20231122' }), MORNING)).toMatchObject(
      [{ data: { number: '20231123-002', day: '20231123', ordinal: 2 } }],
    )
  })
})

describe('given a reported incident, when a stage is stamped', () => {
  const board = boardOf([reportedFact()])

  it('CLOCK-2: then it is stamped at the moment it arrived, or at the one it says, also late or before the report', () => {
    expect(decideStamp(board, stampCommand('respond'), at(2))).toMatchObject(
      [{ type: 'StageStamped', at: at(2), by: 'headquarters', data: { incidentId: 'incident-1', stage: 'respond', unit: null } }],
    )
    for (const stampAt of [at(-5), at(1), at(29)]) expect(
      decideStamp(board, stampCommand('respond', { at: stampAt }), at(30)),
    ).toMatchObject([{ at: stampAt }])
  })

  it('CLOCK-2: out of order it is taken too', () => {
    expect(decideStamp(board, stampCommand('arrive'), at(2))).toHaveLength(1)
  })

  it('INPUT-6: from the future it is refused beyond 5 s, and taken at 5 s', () => {
    expect(decideStamp(board, stampCommand('respond', { at: at(1, FUTURE_TOLERANCE_MS) }), at(1))).toHaveLength(1)
    expect(
      decideStamp(board, stampCommand('respond', { at: at(1, FUTURE_TOLERANCE_MS + 1) }), at(1)),
    ).toMatchObject({ code: 'future', field: 'at' })
  })

  it('INPUT-6: of an unknown incident it is refused', () => {
    expect(decideStamp(board, stampCommand('respond', { incidentId: 'nobody' }), at(1))).toMatchObject({ code: 'unknown', field: 'id' })
  })

  it('INPUT-6: by the same unit a second time it is refused, by another unit or for another stage taken', () => {
    const stamped = boardOf([reportedFact(), stampedFact('respond', at(1), { unit: 'team-1' })])
    expect(
      decideStamp(stamped, stampCommand('respond', { unit: 'team-1' }), at(2)),
    ).toMatchObject({ code: 'alreadyStamped', field: 'stage' })
    expect(decideStamp(stamped, stampCommand('respond', { unit: 'team-2' }), at(2))).toHaveLength(1)
    expect(decideStamp(stamped, stampCommand('respond'), at(2))).toHaveLength(1)
    expect(decideStamp(stamped, stampCommand('dispatch', { unit: 'team-1' }), at(2))).toHaveLength(1)
  })

  it('PRIVACY-1: then numbers in its note are masked', () => {
    expect(decideStamp(board, stampCommand('respond', { note: '联系 139 1234 5678' }), at(1))).toMatchObject([{ data: { note: '联系 ＊＊＊' } }])
  })
})

describe('CLOCK-4: given incidents, when time passes', () => {
  const missedAt = (facts: NewBoardFact[], now: number): [string, Stage, number][] =>
    decideMissedLimits(
      boardOf(facts), now,
    ).flatMap((fact) => (fact.type === 'LimitMissed' ? [[fact.data.incidentId, fact.data.stage, fact.at] as [string, Stage, number]] : []))

  it.each(STAGES)('then %s is missed a millisecond after its limit, at its limit', (stage) => {
    const limitAt = MORNING + ARTICLE_LIMITS_MS[stage]
    const named = (now: number): boolean => missedAt([reportedFact()], now).some(([, missed]) => missed === stage)
    expect([named(limitAt), named(limitAt + 1)]).toEqual([false, true])
    expect(missedAt([reportedFact()], at(99)).find(([, missed]) => missed === stage)).toEqual(['incident-1', stage, limitAt])
  })

  it('then each limit is missed once', () => {
    expect(missedAt([reportedFact(), missedFact('respond')], at(6))).toEqual([['incident-1', 'dispatch', at(5)]])
  })

  it('then what is stamped, late or by a later stage is not missed', () => {
    expect(missedAt([reportedFact(), stampedFact('respond', at(3))], at(4))).toEqual([])
    expect(missedAt([reportedFact(), stampedFact('dispatch', at(4))], at(4))).toEqual([])
    expect(missedAt([reportedFact(), stampedFact('resolve', at(1))], at(99))).toEqual([])
  })

  it('then of several incidents all are missed in the order of their limits', () => {
    const facts = [reportedFact(MORNING), reportedFact(at(1), { incidentId: 'incident-2' })]
    expect(missedAt(facts, at(6, 1))).toEqual([
      ['incident-1', 'respond', at(3)], ['incident-2', 'respond', at(4)], ['incident-1', 'dispatch', at(5)],
      ['incident-2', 'dispatch', at(6)],
    ])
  })

  it('then the next miss is when deciding finds one, and not a millisecond sooner', () => {
    const boards = [
      [reportedFact()], [reportedFact(), missedFact('respond')],
      [reportedFact(), stampedFact('respond', at(1)), reportedFact(at(2), { incidentId: 'b' })],
    ].map(boardOf)
    for (const board of boards) {
      const next = nextMissAt(board)!
      expect(decideMissedLimits(board, next - 1)).toEqual([])
      expect(decideMissedLimits(board, next)).not.toEqual([])
    }
  })

  it('then nothing is next when nothing runs', () => {
    expect(nextMissAt(boardOf([]))).toBeNull()
    expect(nextMissAt(boardOf([reportedFact(), stampedFact('resolve', at(1))]))).toBeNull()
    expect(nextMissAt(boardOf([reportedFact(), ...STAGES.map((stage) => missedFact(stage))]))).toBeNull()
  })

  it('then the first miss of a new incident is the one its board would give', () => {
    const fact = reportedFact(at(7))
    expect(firstMissAt(fact)).toBe(nextMissAt(boardOf([fact])))
  })
})
