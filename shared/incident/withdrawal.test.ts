import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, firstIncident, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { NewBoardFact } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { stageStatistics } from '../clock/stageStatistics.ts'
import type { Stage } from '../clock/stages.ts'
import { decideCommand } from './decideCommand.ts'
import { MOST_WITHDRAWALS } from './decideStamps.ts'
import { decideMissedLimits, firstMissAt } from './due.ts'
import { stateOf } from './life.ts'
import { incidentQueue } from './queue.ts'
import type { Incident } from './types.ts'

const id = 'incident-1'
const withdraw = (facts: readonly NewBoardFact[], stamp: number, now = at(20), over = {}) =>
  decideCommand(boardOf(facts), commandOf('withdrawStamp', { stamp, by: 'supervisor-a', ...over }), now)
const without = (facts: readonly NewBoardFact[], stamp: number, now = at(20)): NewBoardFact[] => [...facts, ...(withdraw(facts, stamp, now) as NewBoardFact[])]
const incidentOf = (facts: readonly NewBoardFact[]): Incident => firstIncident(boardOf(facts))
const clockOf = (facts: readonly NewBoardFact[], stage: Stage, now: number) => responseClock(incidentOf(facts), now).find((each) => each.stage === stage)
const responded = [reportedFact(), stampedFact('respond', at(1))]

describe('CLOCK-5: withdrawing a stamp that was a mistake', () => {
  it('keeps who, when, why and what it said; free words are masked', () => {
    expect(withdraw(responded, 2, at(2), { reason: '误按，找 13812345678' })).toMatchObject([
      { type: 'StampWithdrawn', at: at(2), by: 'supervisor-a', data: { handling: 1, stamp: 2, stage: 'respond', was: at(1), reason: '误按，找 ＊＊＊' } },
    ])
    expect(incidentOf(without(responded, 2, at(2)))).toMatchObject({
      stamps: { respond: [] }, withdrawn: [{ at: at(1), stage: 'respond', seq: 2, withdrawal: { at: at(2), by: 'supervisor-a', reason: '误按' } }],
    })
  })

  it.each([[2, 'open'], [2.4, 'dueSoon'], [3, 'dueSoon'], [3.1, 'missed']] as const)(
    'leaves the clock as it would be without it: %s min after the report it is %s', (minutes, state) => {
      const now = at(0) + minutes * 60_000
      expect(clockOf(responded, 'respond', now)?.state).toBe('met')
      expect(clockOf(without(responded, 2, now), 'respond', now)).toEqual(clockOf([reportedFact()], 'respond', now))
      expect(clockOf(without(responded, 2, now), 'respond', now)?.state).toBe(state)
    },
  )

  it('lets the next earliest count, and leaves a stage before a later stamp unrecorded', () => {
    const two = [...responded, stampedFact('respond', at(2), { unit: 'team-1' })]
    expect(clockOf(without(two, 2), 'respond', at(20))).toMatchObject({ stampAt: at(2), state: 'met' })
    const arrived = [...responded, stampedFact('arrive', at(5))]
    expect(clockOf(without(arrived, 2), 'respond', at(20))?.state).toBe('unrecorded')
  })

  it('CLOCK-4: when the limit passed meanwhile, then missing it is a fact of the limit, due at once', () => {
    const late = without(responded, 2, at(9))
    expect(decideMissedLimits(boardOf(late), at(9))).toMatchObject([{ type: 'LimitMissed', at: at(3), data: { stage: 'respond' } }, {}, { type: 'LimitMissed', at: at(5) }, {}])
    expect(firstMissAt(late.at(-1)!)).toBe(at(9))
    expect(decideMissedLimits(boardOf(without(responded, 2, at(3))), at(3))).toEqual([])
  })

  it('CLOCK-6: the figures are those without it', () => {
    const of = (facts: NewBoardFact[]) => stageStatistics([incidentOf(facts)], at(20))
    expect(of(without(responded, 2))).toEqual(of([reportedFact()]))
    expect(of(responded)).not.toEqual(of([reportedFact()]))
  })

  it('and stamping it rightly afterwards is taken', () => {
    expect(decideCommand(boardOf(without(responded, 2, at(2))), commandOf('stampStage', { at: at(2), unit: null }), at(2, 1))).toHaveLength(1)
  })
})

describe('CLOCK-5: given an incident resolved by mistake', () => {
  const resolved = [reportedFact(at(0), { level: 'II' }), stampedFact('resolve', at(5))]

  it('when the stamp is withdrawn, then it is worked again, and proposed to whom its level calls for', () => {
    const back = without(resolved, 2, at(6))
    expect(stateOf(incidentOf(back))).toBe('reported')
    expect(incidentQueue([incidentOf(back)], at(6))).toHaveLength(1)
    expect(back.slice(2).map(({ type }) => type)).toEqual(['StampWithdrawn', 'EscalationProposed'])
  })

  it('when another unit resolved it too, then it stays resolved', () => {
    const two = [...resolved, stampedFact('resolve', at(6), { unit: 'team-1' })]
    expect(withdraw(two, 2)).toHaveLength(1)
    expect(stateOf(incidentOf(without(two, 2)))).toBe('resolved')
  })

  it('when it was closed upon it, then it is refused; of a cancelled one it is taken', () => {
    const closed = [...resolved, factOf('IncidentClosed', at(7), { incidentId: id, note: null }, 'leader-a')]
    expect(withdraw(closed, 2)).toMatchObject({ code: 'ended', field: 'stamp', reason: expect.stringContaining('leader-a') })
    expect(withdraw([...responded, factOf('IncidentCancelled', at(7), { incidentId: id, reason: '误报' })], 2)).toHaveLength(1)
  })
})

describe('CLOCK-5: given a reopened incident', () => {
  it('when a stamp of the handling before is withdrawn, then that handling alone is as if it had never been', () => {
    const { limits } = incidentOf(responded)
    const reopened = factOf('IncidentReopened', at(20), { incidentId: id, handling: 2, limits, reason: '复燃' })
    const again = [...responded, stampedFact('resolve', at(9)), factOf('IncidentClosed', at(10), { incidentId: id, note: null }), reopened]
    const after = incidentOf(without(again, 2, at(30)))
    expect(after.earlier[0]).toMatchObject({ stamps: { respond: [] }, withdrawn: [{ stage: 'respond', withdrawal: { by: 'supervisor-a' } }], end: { how: 'closed' } })
    expect([after.withdrawn, after.handling]).toEqual([[], 2])
    expect(withdraw(without(again, 2, at(30)), 2)).toMatchObject({ code: 'alreadyWithdrawn' })
  })
})

describe('CLOCK-5: a withdrawal is refused', () => {
  it('the second time, telling who was first, and of what is no stamp of this handling', () => {
    expect(withdraw(without(responded, 2, at(2)), 2)).toMatchObject({ code: 'alreadyWithdrawn', field: 'stamp', reason: expect.stringContaining('supervisor-a') })
    expect(withdraw(responded, 9)).toMatchObject({ code: 'unknown', field: 'stamp' })
  })

  it(`from the ${MOST_WITHDRAWALS + 1}st of a handling on`, () => {
    let facts: NewBoardFact[] = [reportedFact()]
    for (let i = 0; i < MOST_WITHDRAWALS; i++) {
      facts = [...facts, stampedFact('respond', at(1), { unit: `team-${i}` })]
      facts = without(facts, facts.length)
    }
    expect(incidentOf(facts).withdrawn).toHaveLength(MOST_WITHDRAWALS)
    facts = [...facts, stampedFact('respond', at(1))]
    expect(withdraw(facts, facts.length)).toMatchObject({ code: 'tooMany', field: 'stamp' })
  })
})
