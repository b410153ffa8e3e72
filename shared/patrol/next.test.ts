import { expect, it } from 'vitest'
import { SQUARE, SQUARE_CHECKPOINTS, STREET, trackAll, walkAlong, watchOn, type Metres } from '../../tests/support/patrolWalk.ts'
import { nextOn } from './next.ts'
import type { Loop } from './types.ts'

const loop = (marks: Loop['marks'], over: Partial<Loop> = {}): Loop => ({ first: 0, direction: 1, startedAt: 0, marks, overdue: false, ...over })

it('ROUTE-10: what comes next lies ahead: on a line nothing does any more once its last checkpoint was skipped, and the metres are never negative', () => {
  const street = watchOn(STREET, [[0, 0], [300, 0], [500, 0]])
  const around: readonly Metres[] = [[0, 0], [400, 0], [400, 80], [580, 80], [580, 0], [600, 0]]
  const { track } = trackAll(street, walkAlong(around))
  expect(track.loop?.marks).toEqual(['reached', 'reached', 'skipped'])
  expect(nextOn(street.line, track.loop!, track.spot!.alongM)).toBeNull()
  expect(nextOn(street.line, loop(['reached', 'reached', 'open']), 320)).toEqual({ checkpoint: 2, awayM: 180 })
  expect(nextOn(street.line, loop(['open', 'open', 'reached'], { first: 2, direction: -1 }), 480)).toEqual({ checkpoint: 1, awayM: 180 })
})

it('ROUTE-10: round a loop it is the way on', () => {
  const square = watchOn(SQUARE, SQUARE_CHECKPOINTS)
  expect(nextOn(square.line, loop(['reached', 'reached', 'reached', 'reached']), 750)).toEqual({ checkpoint: 0, awayM: 150 })
})
