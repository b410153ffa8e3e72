import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { playedBoard, postCommand, shift } from '../../tests/support/modeBuilders.ts'
import type { Course, Patrol } from '../patrol/types.ts'
import { LATE_AFTER_MS, UNATTENDED_AFTER_MS } from '../post/state.ts'
import { priorityOf } from './priority.ts'
import { dutyConditions, nextDutyAt, type DutySigns } from './dutyConditions.ts'

const INTERVAL_MS = 5_000
const POSTS = [{ id: 'post-0', grid: 'grid-0' }, { id: 'post-1', grid: 'grid-1' }]

function patrol(course: Course, since: number): Patrol {
  return {
    unit: 'team-0', route: 'route-0', course, since, hadLeft: course === 'off', alongM: 0, alongAt: since, direction: 1, loop: null, stays: [], lastLoop: null,
    day: { day: '', completed: 0, missed: 0, unknown: 0 },
  }
}

function signs(over: Partial<DutySigns> = {}): DutySigns {
  const { board } = playedBoard()
  return { posts: POSTS, expectedPosts: [], duty: board.duty, modeSince: at(0), teams: [], patrols: new Map(), positionIntervalMs: INTERVAL_MS, ...over }
}

describe('ALARM-15: a team off its route', () => {
  const off = (course: Course, now: number, expected = true) => dutyConditions(signs({
    teams: expected ? [{ unit: 'team-0', fixAt: at(5), grid: 'grid-1' }] : [], patrols: new Map([['team-0', patrol(course, at(4))]]),
  }), now)

  it('is an alarm since it left, in the grid it was heard in', () => {
    expect(off('off', at(5))).toMatchObject([{ key: 'patrolOffRoute:team-0', since: at(4), grid: 'grid-1', causedBy: null }])
    expect(off('on', at(5))).toEqual([])
    expect(off('excused', at(5))).toEqual([])
  })

  it('is none where the mode does not expect it', () => {
    expect(off('off', at(5), false)).toEqual([])
  })

  it('is silent and not off its route from one millisecond after five intervals', () => {
    expect(off('off', at(5) + 5 * INTERVAL_MS)).toHaveLength(1)
    expect(off('off', at(5) + 5 * INTERVAL_MS + 1)).toEqual([])
  })
})

describe('ALARM-15: a post nobody is at', () => {
  function rostered() {
    const played = playedBoard()
    played.post(postCommand('setRoster', { shifts: [shift('post-0', 60, 120)] }), at(0))
    const keys = (now: number, expectedPosts: readonly string[] = ['post-0']) =>
      dutyConditions(signs({ duty: played.board.duty, expectedPosts }), now).map(({ key, since, grid }) => [key, since, grid])
    const nextAt = (now: number, expectedPosts: readonly string[] = ['post-0']) => nextDutyAt({ duty: played.board.duty, expectedPosts }, now)
    return { ...played, keys, nextAt }
  }
  const ALARM = ['postUnattended:post-0', at(60), 'grid-0']

  it('is an alarm one millisecond after the time to come, until the shift ends, and wakes itself for each', () => {
    const { keys, nextAt } = rostered()
    expect([nextAt(at(0)), nextAt(at(60)), nextAt(at(60) + LATE_AFTER_MS + 1)]).toEqual([at(60), at(60) + LATE_AFTER_MS + 1, at(120)])
    expect(keys(at(60) + LATE_AFTER_MS)).toEqual([])
    expect(keys(at(60) + LATE_AFTER_MS + 1)).toEqual([ALARM])
    expect(keys(at(120) - 1)).toEqual([ALARM])
    expect(keys(at(120))).toEqual([['rosterWanting:roster', at(120), null]])
  })

  it('is none while somebody is there, and one again when they were gone too long', () => {
    const { keys, nextAt, post } = rostered()
    post(postCommand('checkIn', { at: at(61), count: 2 }), at(61))
    expect(keys(at(90))).toEqual([])
    post(postCommand('checkOut', { at: at(90) }), at(90))
    expect(nextAt(at(90))).toBe(at(90) + UNATTENDED_AFTER_MS + 1)
    expect(keys(at(90) + UNATTENDED_AFTER_MS)).toEqual([])
    expect(keys(at(90) + UNATTENDED_AFTER_MS + 1)).toEqual([['postUnattended:post-0', at(90), 'grid-0']])
  })

  it('POST-9 is a lighter one while fewer or others than the shift names are there, in place of it', () => {
    for (const some of [{ count: 1 }, { role: 'police' as const, count: 9 }]) {
      const { keys, post } = rostered()
      post(postCommand('checkIn', { ...some, at: at(61) }), at(61))
      expect([keys(at(60) + LATE_AFTER_MS), keys(at(60) + LATE_AFTER_MS + 1)]).toEqual([[], [['postShort:post-0', at(60), 'grid-0']]])
      post(postCommand('checkIn', { role: 'guard', count: 2 }), at(80))
      expect(keys(at(80)).length).toBe(some.count === 1 ? 1 : 0)
    }
    expect([priorityOf('postShort', null), priorityOf('postUnattended', null)]).toEqual(['low', 'medium'])
  })

  it('POST-10 is none where the mode does not expect it; where no roster names it, the roster is the alarm, since it was set or the mode entered', () => {
    const { keys, nextAt } = rostered()
    expect(keys(at(100), [])).toEqual([])
    expect(nextAt(at(0), [])).toBeNull()
    expect(keys(at(100), ['post-1'])).toEqual([['rosterWanting:roster', at(0), null]])
    const entered = dutyConditions(signs({ duty: playedBoard().board.duty, expectedPosts: ['post-0', 'post-1'], modeSince: at(50) }), at(60))
    expect(entered.map(({ key, since }) => [key, since])).toEqual([['rosterWanting:roster', at(50)]])
  })
})
