import { describe, expect, it } from 'vitest'
import { dutyConditions } from '../../shared/alarm/dutyConditions.ts'
import { priorityOf } from '../../shared/alarm/priority.ts'
import { postNow, postsNow } from '../../shared/post/state.ts'
import type { PostDuty } from '../../shared/post/types.ts'
import { LINE_REM, linesThatFit, postsWanting, priorityOfPost } from './postLines.ts'

const MINUTE_MS = 60_000
const NOW = 1_700_000_000_000
const POSTS = ['late', 'left', 'few', 'fewer', 'due', 'well'].map((id) => ({ id, grid: 'g1' }))
const ids = POSTS.map(({ id }) => id)

/** `late` an hour, `left` for 9 minutes, `few` for 20 and `fewer` for 4, which is allowed; `due` since 4 minutes. */
function duty(): PostDuty {
  const startedMin: Record<string, number> = { late: 60, left: 60, few: 20, fewer: 4, due: 4, well: 60 }
  const there: Record<string, number> = { left: 4, few: 2, fewer: 2, well: 4 }
  return {
    roster: {
      seq: 1, setAt: 0, by: 'a',
      shifts: ids.map((post) => ({ post, startsAt: NOW - startedMin[post]! * MINUTE_MS, endsAt: NOW + 60 * MINUTE_MS, unit: null, role: 'guard', count: 4 })),
    },
    presences: Object.entries(there).map(([post, count], i) => ({
      seq: i + 2, post, unit: null, role: 'guard', count, by: 'a', from: NOW - startedMin[post]! * MINUTE_MS, to: post === 'left' ? NOW - 9 * MINUTE_MS : null,
    })),
  }
}

describe('POST-13 posts that are not well', () => {
  it('stand worst first: by the priority of their alarm, then the longest, then those that may still be so', () => {
    const wanting = postsWanting(postsNow(duty(), POSTS, ids, NOW))
    expect(wanting.map(({ now, priority, since }) => [now.post, priority, since === null ? null : (NOW - since) / MINUTE_MS])).toEqual([
      ['late', 'medium', 60], ['left', 'medium', 9], ['few', 'low', 20], ['fewer', null, null],
    ])
  })

  it('ALARM-3 have the priority of the alarm that is raised of them, and none where none is', () => {
    const conditions = dutyConditions({ posts: POSTS, expectedPosts: ids, duty: duty(), modeSince: 0, teams: [], patrols: new Map(), positionIntervalMs: 5_000 }, NOW)
    const raised = new Map(conditions.map(({ subject, kind }) => [subject, priorityOf(kind, null)]))
    for (const id of ids) expect(priorityOfPost(postNow(duty(), id, true, NOW)), id).toBe(raised.get(id) ?? null)
    expect([...raised.keys()]).toEqual(['late', 'left', 'few'])
  })

  it.each([
    [[1, 1, 1], 3, 3], [[1, 1, 1], 2.9, 1], [[2, 1], 3, 2], [[2, 1], 2.9, 0], [[1], 0.9, 0], [[], 0, 0],
  ])('LOOK-4 of lines %j in room for %d so many stand, with one for the count of the others: %d', (lines, room, shown) => {
    expect(linesThatFit(lines, room * LINE_REM)).toBe(shown)
  })
})
