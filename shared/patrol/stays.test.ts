import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { SQUARE, SQUARE_CHECKPOINTS, standAt, trackAll, walkAlong, watchOn, type Metres } from '../../tests/support/patrolWalk.ts'
import { patrolFact, type NewPatrolFact } from './facts.ts'
import { patrolAfter } from './fold.ts'
import { remarksOf, skippedOf } from './stays.ts'
import type { DwellVerdict, Patrol } from './types.ts'

const dwell = { leastMs: 60_000, mostMs: 120_000 }
const square = watchOn(SQUARE, SQUARE_CHECKPOINTS, { dwells: [dwell, dwell, dwell, dwell] })
const where = { unit: 'team-0', route: 'route-0', alongM: 0 }
const patrolOf = (facts: readonly NewPatrolFact[]): Patrol => facts.reduce<Patrol | undefined>((held, fact) => patrolAfter(held, fact), undefined)!
const stayed = (checkpoint: number, verdict: DwellVerdict, atS = 0): NewPatrolFact =>
  patrolFact('CheckpointDwelled', MORNING + atS * 1_000, { ...where, checkpoint, dwellMs: 1_000, verdict })
const begun = patrolFact('CheckpointReached', MORNING, { ...where, checkpoint: 0, of: 4, begins: 1, inOrder: true, lateMs: null })
const verdicts = ({ stays }: Patrol): unknown[] => stays.map(({ checkpoint, verdict }) => [checkpoint, verdict])

describe('ROUTE-11 stays at checkpoints on the board', () => {
  it('are those of the loop under way, too long and too short by checkpoint', () => {
    const way: readonly Metres[] = [[60, 0], [100, 0]]
    const toFirst = walkAlong(way)
    const stay = standAt([100, 0], toFirst.length * 5, 200)
    const on = walkAlong([[100, 0], [200, 0], [200, 160]], (toFirst.length + stay.length) * 5)
    const patrol = patrolOf(trackAll(square, [...toFirst, ...stay, ...on]).facts)
    expect(verdicts(patrol)).toEqual([[0, 'tooLong'], [1, 'tooShort']])
    expect(remarksOf(patrol.stays, skippedOf(patrol.loop))).toEqual([{ checkpoint: 1, wrong: 'tooShort' }, { checkpoint: 0, wrong: 'tooLong' }])
  })

  it('stand once for each checkpoint: one long enough makes good one too short, one too long stands', () => {
    expect(verdicts(patrolOf([begun, stayed(1, 'tooShort'), stayed(1, 'kept', 9)]))).toEqual([[1, 'kept']])
    expect(verdicts(patrolOf([begun, stayed(1, 'kept'), stayed(1, 'tooShort', 9)]))).toEqual([[1, 'kept']])
    expect(verdicts(patrolOf([begun, stayed(1, 'tooLong'), stayed(1, 'kept', 9), stayed(2, 'tooShort', 12)]))).toEqual([[1, 'tooLong'], [2, 'tooShort']])
    const many = Array.from({ length: 500 }, (_, i) => stayed(i % 4, 'tooShort', i))
    expect(patrolOf([begun, ...many]).stays).toHaveLength(4)
  })

  it('go with their loop to the last one, which names what was skipped, and begin anew', () => {
    const skipped = patrolFact('CheckpointSkipped', MORNING, { ...where, checkpoint: 2, mark: 'skipped' })
    const ended = patrolFact('LoopEnded', MORNING, { ...where, startedAt: MORNING, day: '20231122', reached: 3, skipped: 1, unseen: 0, outcome: 'missed' })
    const after = patrolOf([begun, stayed(1, 'tooLong'), skipped, ended, begun])
    expect([after.stays, after.lastLoop?.skippedAt, after.lastLoop?.stays]).toMatchObject([[], [2], [{ checkpoint: 1, verdict: 'tooLong' }]])
    const excused = patrolFact('TeamExcused', MORNING, { ...where, reason: 'mode' })
    expect(patrolOf([begun, stayed(1, 'tooLong'), excused]).stays).toEqual([])
  })

  it('says nothing of stays that were kept, and of what was skipped after the stays', () => {
    expect(remarksOf([{ checkpoint: 1, at: 0, dwellMs: 1, verdict: 'kept' }], [])).toEqual([])
    expect(remarksOf([{ checkpoint: 1, at: 0, dwellMs: 1, verdict: 'tooShort' }], [0])).toEqual([{ checkpoint: 1, wrong: 'tooShort' }, { checkpoint: 0, wrong: 'skipped' }])
    expect(skippedOf({ marks: ['reached', 'skipped', 'unseen', 'open'] })).toEqual([1])
  })
})
