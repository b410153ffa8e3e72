import { describe, expect, it } from 'vitest'
import { fixAt, only, secondsOf, SQUARE, SQUARE_CHECKPOINTS, standAt, trackAll, walkAlong, watchOn } from '../../tests/support/patrolWalk.ts'
import { isLate, LATE_AFTER_MS } from './loops.ts'

/** Round in 800 m at 1.2 m/s: 667 s. */
const LOOP_MS = 667_000
const timed = watchOn(SQUARE, SQUARE_CHECKPOINTS, { loopMs: LOOP_MS })
const ROUND = [[100, 0], [200, 0], [200, 200], [0, 200], [0, 0], [110, 0]] as const

describe('ROUTE-6 the pace of the pack', () => {
  it('is late from one millisecond after 5 minutes on, and never without one', () => {
    expect([isLate(LATE_AFTER_MS), isLate(LATE_AFTER_MS + 1), isLate(-1), isLate(null)]).toEqual([false, true, false, false])
    const { facts } = trackAll(watchOn(SQUARE, SQUARE_CHECKPOINTS), [...standAt([100, 0], 0, 3_600), ...walkAlong(ROUND, 3_600)])
    expect(only(facts, 'CheckpointReached').map(({ data }) => data.lateMs)).toEqual([null, null, null, null, null])
    expect(only(facts, 'LoopOverdue')).toEqual([])
  })

  it('is kept within a position’s time by a team that walks it, and missed by as long as it stood', () => {
    const kept = only(trackAll(timed, walkAlong(ROUND)).facts, 'CheckpointReached').map(({ data }) => data.lateMs)
    expect(kept).toEqual([null, ...kept.slice(1)])
    for (const lateMs of kept.slice(1)) expect(Math.abs(lateMs!)).toBeLessThan(25_000)
    const stood = [...standAt([100, 0], 0, 600), ...walkAlong(ROUND, 600)]
    const late = only(trackAll(timed, stood).facts, 'CheckpointReached').map(({ data }) => data.lateMs)
    for (const lateMs of late.slice(1)) expect(Math.abs(lateMs! - 600_000)).toBeLessThan(25_000)
  })

  it('makes a loop overdue at its limit itself, once', () => {
    const limitS = (LOOP_MS + LATE_AFTER_MS) / 1_000
    const { facts } = trackAll(timed, standAt([100, 0], 0, limitS + 600))
    expect(only(facts, 'LoopOverdue').map(({ at }) => secondsOf(at))).toEqual([limitS])
    expect(only(trackAll(timed, standAt([100, 0], 0, limitS)).facts, 'LoopOverdue')).toEqual([])
  })

  it('says nothing of a limit that passed in a silence', () => {
    const { facts } = trackAll(timed, [fixAt([100, 0], 0), fixAt([100, 0], 5), fixAt([100, 0], 965), fixAt([100, 0], 970), fixAt([100, 0], 2_000)])
    expect(only(facts, 'LoopOverdue')).toEqual([])
  })
})
