import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boardOf, at, firstIncident, lostFact, missedFact, placed, reportedFact, restoredFact, stampedFact,
} from '../tests/support/builders.ts'
import { MORNING } from '../tests/support/heldClock.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact, type NewBoardFact } from './board.ts'
import { STAGES } from './clock/stages.ts'
import { FactOutOfOrder, foldFact } from './fold.ts'
import { RESOLVED_STAYS_MS } from './incident/fold.ts'
import { stable } from './protocol/canonical.ts'

const text = (board: Board): string => stable(toSnapshot(board))

describe('folding', () => {
  it('an incident is on the board as it was reported, with nothing stamped', () => {
    expect(firstIncident(boardOf([reportedFact(at(1), { summary: '冒烟' })]))).toMatchObject({
      id: 'incident-1', seq: 1, reportedAt: at(1), summary: '冒烟', missed: [],
      stamps: { respond: [], dispatch: [], arrive: [], resolve: [] },
    })
  })

  it('stamps stand beside each other in the order they came', () => {
    const board = boardOf([reportedFact(), stampedFact('respond', at(2), { unit: 'a' }), stampedFact('respond', at(1), { unit: 'b' })])
    expect(firstIncident(board).stamps.respond.map(({ unit, seq }) => [unit, seq])).toEqual([['a', 2], ['b', 3]])
  })

  it('CLOCK-4: a missed limit is remembered once, also after a stamp that came later', () => {
    const board = boardOf([reportedFact(), missedFact('respond'), missedFact('respond'), stampedFact('respond', at(4))])
    expect(firstIncident(board).missed).toEqual(['respond'])
  })

  it('STALE-2: a platform is lost and restored', () => {
    expect([...boardOf([lostFact('p', at(1))]).outages.values()]).toEqual(
      [{ platform: 'p', lostAt: at(1), lastHeardAt: at(1) - 1_000, reason: 'silent' }],
    )
    expect(boardOf([lostFact('p', at(1)), restoredFact('p', at(2))]).outages.size).toBe(0)
  })

  it('the last number given is remembered', () => {
    expect(
      boardOf([reportedFact(), reportedFact(MORNING, { incidentId: 'b', ordinal: 7, day: '20231123' })]).numbering,
    ).toEqual({ day: '20231123', ordinal: 7 })
  })

  it('a fact of an incident that is not on the board changes only where the board stands', () => {
    const board = boardOf([stampedFact('respond', at(1)), missedFact('respond')])
    expect([board.seq, board.incidents.size]).toEqual([2, 0])
  })

  it('a resolved incident stays for a day and has left with the first fact of an hour after that', () => {
    const [hour, resolved] = [3_600_000, [reportedFact(), stampedFact('resolve', at(1))]]
    const after = (ms: number): number => boardOf([...resolved, lostFact('p', at(1) + RESOLVED_STAYS_MS + ms)]).incidents.size
    expect([after(-hour), after(0), after(hour)]).toEqual([1, 1, 0])
    expect(boardOf([reportedFact(), lostFact('p', at(1) + 3 * RESOLVED_STAYS_MS)]).incidents.size).toBe(1)
  })
})

describe('PUSH-1: a fact out of its place', () => {
  it.each([0, 1, 2, 4, 5])('(%d after 2) is refused and changes nothing', (seq) => {
    const board = boardOf([reportedFact(), missedFact('respond')])
    const before = text(board)
    const fact = { ...placed([missedFact('dispatch')])[0], seq } as BoardFact
    expect(() => foldFact(board, fact)).toThrow(FactOutOfOrder)
    expect(text(board)).toBe(before)
  })
})

const anyFact: fc.Arbitrary<NewBoardFact> = fc.oneof(
  fc.tuple(fc.nat(6), fc.nat(2_000)).map(([i, minute]) => reportedFact(at(minute), { incidentId: `incident-${i}`, ordinal: i + 1 })),
  fc.tuple(
    fc.nat(7), fc.constantFrom(...STAGES), fc.nat(4_000),
  ).map(([i, stage, minute]) => stampedFact(stage, at(minute), { incidentId: `incident-${i}`, unit: `unit-${i % 3}` })),
  fc.tuple(fc.nat(7), fc.constantFrom(...STAGES)).map(([i, stage]) => missedFact(stage, `incident-${i}`)),
  fc.tuple(fc.nat(2), fc.nat(4_000)).map(([i, minute]) => lostFact(`p${i}`, at(minute))),
  fc.tuple(fc.nat(2), fc.nat(4_000)).map(([i, minute]) => restoredFact(`p${i}`, at(minute))),
)
const anyFacts = fc.array(anyFact, { maxLength: 40 }).map((facts) => placed(facts))

describe('JOURNAL-6: any facts', () => {
  it('make the same board from a snapshot of any of them and the rest', () => {
    fc.assert(fc.property(anyFacts, fc.nat(), (facts, cut) => {
      const whole = emptyBoard()
      for (const fact of facts) foldFact(whole, fact)
      const part = emptyBoard()
      const middle = facts.length === 0 ? 0 : cut % facts.length
      for (const fact of facts.slice(0, middle)) foldFact(part, fact)
      const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(part))))
      for (const fact of facts.slice(middle)) foldFact(rest, fact)
      expect(text(rest)).toBe(text(whole))
    }))
  })

  it('leave a board that stands at the last of them', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const board = emptyBoard()
      for (const fact of facts) foldFact(board, fact)
      expect([board.seq, board.recordedAt]).toEqual([facts.length, facts.at(-1)?.recordedAt ?? 0])
    }))
  })

  it('never change what an earlier board of the same incidents holds', () => {
    fc.assert(fc.property(anyFacts, anyFacts, (before, after) => {
      const board = emptyBoard()
      for (const fact of before) foldFact(board, fact)
      const kept = fromSnapshot(toSnapshot(board))
      const said = text(kept)
      for (const fact of after) foldFact(board, { ...fact, seq: board.seq + 1 })
      expect(text(kept)).toBe(said)
    }))
  })
})
