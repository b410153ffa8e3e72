import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { fixAt, INTERVAL_MS, SQUARE, SQUARE_CHECKPOINTS, trackAll, walkAlong, watchOn, type Metres } from '../../tests/support/patrolWalk.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'
import { courseNow } from './course.ts'
import { patrolFact, type NewPatrolFact } from './facts.ts'
import { restoredTrack } from './track.ts'
import { nextCheckpoint } from './types.ts'

const square = watchOn(SQUARE, SQUARE_CHECKPOINTS)
const ROUND: readonly Metres[] = [[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]]

function boardOf(facts: readonly NewPatrolFact[]): Board {
  const board = emptyBoard()
  for (const fact of facts) foldFact(board, { ...fact, seq: board.seq + 1, recordedAt: MORNING } as BoardFact)
  return board
}

describe('the board of patrols', () => {
  it('ROUTE-9: holds of a team what its track holds, so that a restart goes on from it', () => {
    const walk = walkAlong([...ROUND, ...ROUND.slice(1)])
    for (const count of [3, 40, 100, 140, 200, 260]) {
      const before = trackAll(square, walk.slice(0, count))
      const board = fromSnapshot(toSnapshot(boardOf(before.facts)))
      const restored = restoredTrack(square, board.patrols.get('team-0'), before.track.fixAt)
      const { course, loop, direction, hadLeft, fixAt: newest } = before.track
      expect(restored).toMatchObject({ course, loop, direction, hadLeft, fixAt: newest })
      const [rest, restAfter] = [trackAll(square, walk.slice(count), before.track).facts, trackAll(square, walk.slice(count), restored).facts]
      expect(restAfter.map(({ type, at }) => [type, at])).toEqual(rest.map(({ type, at }) => [type, at]))
    }
  })

  it('ROUTE-9: a restart of another route begins anew', () => {
    const { facts, track } = trackAll(square, walkAlong(ROUND))
    const patrol = boardOf(facts).patrols.get('team-0')
    expect(restoredTrack({ ...square, route: 'route-1' }, patrol, track.fixAt)).toMatchObject({ course: 'unknown', loop: null, spot: null })
  })

  it('ROUTE-3: counts the loops of a day of the site, and begins anew with the next', () => {
    const ended = (day: string, outcome: 'completed' | 'missed'): NewPatrolFact => patrolFact('LoopEnded', MORNING, {
      unit: 'team-0', route: 'route-0', alongM: 0, startedAt: MORNING, day, reached: 4, skipped: 0, unseen: 0, outcome,
    })
    const today = [ended('20261123', 'completed'), ended('20261123', 'missed'), ended('20261123', 'completed')]
    expect(boardOf(today).patrols.get('team-0')?.day).toEqual({ day: '20261123', completed: 2, missed: 1, unknown: 0 })
    expect(boardOf([...today, ended('20261124', 'missed')]).patrols.get('team-0')?.day).toEqual({ day: '20261124', completed: 0, missed: 1, unknown: 0 })
  })

  it('ROUTE-8: an excused team has no course, and its loop is not judged', () => {
    const { facts } = trackAll(square, walkAlong([[0, 0], [200, 0]]))
    const excused = patrolFact('TeamExcused', MORNING, { unit: 'team-0', route: 'route-0', alongM: 200, reason: 'incident' })
    expect(boardOf([...facts, excused]).patrols.get('team-0')).toMatchObject({ course: 'excused', loop: null })
  })

  it('names the checkpoint that comes next', () => {
    const loop = { first: 2, direction: 1, startedAt: 0, overdue: false } as const
    expect(nextCheckpoint({ ...loop, marks: ['open', 'open', 'reached', 'open'] })).toBe(3)
    expect(nextCheckpoint({ ...loop, marks: ['skipped', 'open', 'reached', 'reached'] })).toBe(1)
    expect(nextCheckpoint({ ...loop, marks: ['reached', 'reached', 'reached', 'unseen'] })).toBe(2)
    expect(nextCheckpoint({ ...loop, direction: -1, marks: ['open', 'open', 'reached', 'open'] })).toBe(1)
  })
})

describe('ROUTE-9 what may be said now', () => {
  const patrol = boardOf(trackAll(square, walkAlong([[0, 0], [60, 0]])).facts).patrols.get('team-0')
  const newest = fixAt([0, 0], 45).at

  it('STALE-1: is nothing from one millisecond after five intervals on, unknown since the last position', () => {
    expect(courseNow(patrol, newest, INTERVAL_MS, newest + 5 * INTERVAL_MS)).toEqual({ course: 'on', since: MORNING })
    expect(courseNow(patrol, newest, INTERVAL_MS, newest + 5 * INTERVAL_MS + 1)).toEqual({ course: 'unknown', since: newest })
  })

  it('is unknown of a team of which no fact says anything', () => {
    expect(courseNow(undefined, newest, INTERVAL_MS, newest)).toEqual({ course: 'unknown', since: null })
  })
})
