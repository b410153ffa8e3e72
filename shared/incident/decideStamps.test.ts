import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, firstIncident, missedFact, reportedFact, stampCommand, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { NewBoardFact } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { FUTURE_TOLERANCE_MS } from '../clock/tolerance.ts'
import { decideCommand } from './decideCommand.ts'
import { MOST_NOTES } from './decideLife.ts'
import { MOST_CORRECTIONS } from './decideStamps.ts'
import { decideMissedLimits } from './due.ts'

const id = 'incident-1'
const correctedFact = (to: number, from: number): NewBoardFact =>
  factOf('StampCorrected', at(30), { incidentId: id, stamp: 2, stage: 'respond', from, to, reason: '录入有误' }, 'supervisor')
const stageStates = (facts: NewBoardFact[], now: number): string[] => responseClock(firstIncident(boardOf(facts)), now).map(({ state }) => state)

describe('JOINT-1: several units and departments', () => {
  it('each stamp for themselves; the first to be dispatched and the first to arrive count', () => {
    const board = boardOf([
      reportedFact(), stampedFact('dispatch', at(4), { unit: 'a' }), stampedFact('dispatch', at(3), { unit: 'b' }),
      stampedFact('arrive', at(9), { unit: 'b' }), stampedFact('arrive', at(8), { unit: 'a' }),
      stampedFact('resolve', at(25), { department: 'police' }), stampedFact('resolve', at(20), { department: 'fireRescue' }),
    ])
    const incident = firstIncident(board)
    expect(responseClock(incident, at(30)).map(({ stampAt }) => stampAt)).toEqual([null, at(3), at(8), at(20)])
    expect(incident.stamps.dispatch.map(({ unit, at: stampAt }) => [unit, stampAt])).toEqual([['a', at(4)], ['b', at(3)]])
    expect(incident.stamps.resolve.map(({ department }) => department)).toEqual(['police', 'fireRescue'])
  })

  it('none stamps a stage twice: the pair of unit and department tells them apart', () => {
    const board = boardOf([reportedFact(), stampedFact('resolve', at(9), { unit: 'a', department: 'police' })])
    const stamp = (unit: string | null, department: string | null): unknown => decideCommand(board, stampCommand('resolve', { unit, department }), at(10))
    expect(stamp('a', 'police')).toMatchObject({ code: 'alreadyStamped', field: 'stage' })
    for (const [unit, department] of [['a', null], ['a', 'fireRescue'], [null, 'police'], [null, null]] as const) expect(stamp(unit, department)).toHaveLength(1)
  })

  it('a department joins once, and who it was and when is told', () => {
    const joined = [reportedFact(), ...(decideCommand(boardOf([reportedFact()]), commandOf('joinDepartment', { at: at(2) }), at(5)) as NewBoardFact[])]
    expect(firstIncident(boardOf(joined)).departments).toMatchObject([{ department: 'police', at: at(2), by: 'headquarters' }])
    expect(decideCommand(boardOf(joined), commandOf('joinDepartment'), at(6))).toMatchObject({ code: 'alreadyJoined', field: 'department' })
    expect(decideCommand(boardOf(joined), commandOf('joinDepartment', { department: 'fireRescue' }), at(6))).toHaveLength(1)
    expect(decideCommand(boardOf(joined), commandOf('joinDepartment', { department: 'fireRescue', at: at(6, 5_001) }), at(6))).toMatchObject({ code: 'future' })
  })
})

describe('CLOCK-5: correcting a stamp', () => {
  const stamped = [reportedFact(), stampedFact('respond', at(5))]
  const correct = (facts: NewBoardFact[], over = {}): unknown => decideCommand(boardOf(facts), commandOf('correctStamp', { stamp: 2, at: at(2), ...over }), at(30))

  it('keeps who, why and the old value beside the new one, and the clock follows the new one', () => {
    expect(correct(stamped)).toMatchObject([{ type: 'StampCorrected', at: at(30), by: 'headquarters', data: { stamp: 2, stage: 'respond', from: at(5), to: at(2), reason: '录入有误' } }])
    const after = [...stamped, correctedFact(at(2), at(5))]
    expect(firstIncident(boardOf(after)).stamps.respond).toMatchObject(
      [{ at: at(2), seq: 2, corrections: [{ at: at(5), by: 'supervisor', reason: '录入有误', correctedAt: at(30), seq: 3 }] }],
    )
    expect([stageStates(stamped, at(30))[0], stageStates(after, at(30))[0]]).toEqual(['late', 'met'])
  })

  it('keeps every old value, oldest first, and a missed limit a fact', () => {
    const twice = [reportedFact(), stampedFact('respond', at(5)), missedFact('respond'), correctedFact(at(2), at(5)), correctedFact(at(1), at(2))]
    const incident = firstIncident(boardOf(twice))
    expect([incident.stamps.respond[0]?.corrections.map(({ at: old }) => old), incident.missed]).toEqual([[at(5), at(2)], ['respond']])
    expect(decideMissedLimits(boardOf(twice), at(5))).toEqual([])
  })

  it('to before the report makes it invalid, as CLOCK-2 says, and nothing else is inferred', () => {
    expect(stageStates([...stamped, correctedFact(at(-1), at(5))], at(30))[0]).toBe('invalid')
  })

  it('to what it says already, of no such stamp or from the future is refused', () => {
    expect(correct(stamped, { at: at(5) })).toMatchObject({ code: 'unchanged', field: 'at' })
    expect(correct(stamped, { stamp: 1 })).toMatchObject({ code: 'unknown', field: 'stamp' })
    expect(correct(stamped, { at: at(30, 5_000) })).toHaveLength(1)
    expect(correct(stamped, { at: at(30, 5_001) })).toMatchObject({ code: 'future', field: 'at' })
  })

  it('of an earlier handling is taken up to its end, and changes that handling alone', () => {
    const { limits } = firstIncident(boardOf(stamped))
    const closed = factOf('IncidentClosed', at(10), { incidentId: id, note: null })
    const reopened = factOf('IncidentReopened', at(20), { incidentId: id, handling: 2, limits, reason: '复燃' })
    const again = [...stamped, stampedFact('resolve', at(9)), closed, reopened]
    expect(correct(again, { at: at(10) })).toMatchObject([{ type: 'StampCorrected', data: { stamp: 2, from: at(5), to: at(10) } }])
    expect(correct(again, { at: at(10, 1) })).toMatchObject({ code: 'ended', field: 'at' })
    const after = firstIncident(boardOf([...again, correctedFact(at(2), at(5))]))
    expect([after.earlier[0]?.stamps.respond, after.stamps.respond]).toMatchObject([[{ at: at(2), corrections: [{ at: at(5) }] }], []])
    expect(responseClock(after.earlier[0]!, at(30))[0]?.state).toBe('met')
  })

  it('is taken 20 times and refused the 21st', () => {
    const many = (count: number): NewBoardFact[] => [...stamped, ...Array.from({ length: count }, (_, i) => correctedFact(at(5 + i + 1), at(5 + i)))]
    expect(correct(many(MOST_CORRECTIONS - 1))).toHaveLength(1)
    expect(correct(many(MOST_CORRECTIONS))).toMatchObject({ code: 'tooMany', field: 'stamp' })
  })
})

describe('NOTE-1: notes', () => {
  it('are kept with who and when, masked as PRIVACY-1 says', () => {
    const facts = [reportedFact(), ...(decideCommand(boardOf([reportedFact()]), commandOf('addNote', { text: '联系 13812345678' }), at(2)) as NewBoardFact[])]
    expect(firstIncident(boardOf(facts)).notes).toEqual([{ at: at(2), by: 'headquarters', text: '联系 ＊＊＊', seq: 2 }])
  })

  it('written without a link come with the moment they were written, 5 s ahead still and no more', () => {
    const noteAt = (when: number) => decideCommand(boardOf([reportedFact()]), commandOf('addNote', { at: when }), at(9))
    expect(noteAt(at(2))).toMatchObject([{ type: 'NoteAdded', at: at(2) }])
    expect(noteAt(at(9) + FUTURE_TOLERANCE_MS)).toHaveLength(1)
    expect(noteAt(at(9) + FUTURE_TOLERANCE_MS + 1)).toMatchObject({ code: 'future', field: 'at' })
  })

  it('are taken up to the 200th', () => {
    const noted = (count: number): NewBoardFact[] => [reportedFact(), ...Array.from({ length: count }, () => factOf('NoteAdded', at(1), { incidentId: id, text: '。' }))]
    expect(decideCommand(boardOf(noted(MOST_NOTES - 1)), commandOf('addNote'), at(2))).toHaveLength(1)
    expect(decideCommand(boardOf(noted(MOST_NOTES)), commandOf('addNote'), at(2))).toMatchObject({ code: 'tooMany', field: 'text' })
  })
})

describe('OWNER-1: whose an incident is', () => {
  const taken = [reportedFact(), factOf('IncidentTaken', at(1), { incidentId: id, from: null }, 'leader-a')]
  const take = (facts: NewBoardFact[], by: string, from: string | null = null): unknown => decideCommand(boardOf(facts), commandOf('takeIncident', { by, from }), at(2))

  it('the first who takes it has it, the second is told who and since when', () => {
    expect(take([reportedFact()], 'leader-a')).toMatchObject([{ type: 'IncidentTaken', by: 'leader-a', data: { from: null } }])
    expect(firstIncident(boardOf(taken)).owner).toEqual({ by: 'leader-a', since: at(1) })
    expect(take(taken, 'leader-b')).toMatchObject({ code: 'alreadyTaken', reason: expect.stringMatching(/leader-a.*2023-11-22T02:01/) })
    expect(take(taken, 'leader-a')).toMatchObject({ code: 'alreadyTaken' })
  })

  it('it is taken over from whoever has it, by name, and from nobody else', () => {
    expect(take(taken, 'leader-b', 'leader-a')).toMatchObject([{ by: 'leader-b', data: { from: 'leader-a' } }])
    expect(take(taken, 'leader-b', 'leader-c')).toMatchObject({ code: 'alreadyTaken' })
    expect(take([reportedFact()], 'leader-b', 'leader-a')).toMatchObject({ code: 'notOwner' })
  })

  it('it is left by its owner alone', () => {
    const leave = (facts: NewBoardFact[], by: string): unknown => decideCommand(boardOf(facts), commandOf('leaveIncident', { by }), at(2))
    expect(leave(taken, 'leader-a')).toMatchObject([{ type: 'IncidentLeft', by: 'leader-a' }])
    expect(leave(taken, 'leader-b')).toMatchObject({ code: 'notOwner' })
    expect(leave([reportedFact()], 'leader-a')).toMatchObject({ code: 'notOwner' })
    expect(firstIncident(boardOf([...taken, factOf('IncidentLeft', at(2), { incidentId: id }, 'leader-a')])).owner).toBeNull()
  })
})
