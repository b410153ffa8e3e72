import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { emptyPicture, fromE7, takeCameraStatus, takePosition, toE7, type Position } from './picture.ts'

function position(fixAt: number, lonE7 = 1): Position {
  return { lonE7, latE7: 2, fixAt, accuracyDm: null, speedCmps: null, headingDeg: null, source: 0 }
}

describe('STALE-3: a position', () => {
  it('is taken when it is newer by a millisecond, and not when it is as old or older', () => {
    const picture = emptyPicture(0, 1)
    expect(takePosition(picture, 0, position(MORNING, 1))).toBe('accepted')
    expect(takePosition(picture, 0, position(MORNING, 2))).toBe('stale')
    expect(takePosition(picture, 0, position(MORNING - 1, 3))).toBe('stale')
    expect(picture.positions[0]?.lonE7).toBe(1)
    expect(takePosition(picture, 0, position(MORNING + 1, 4))).toBe('accepted')
    expect(picture.positions[0]?.lonE7).toBe(4)
  })

  it('of a unit there is no place for is left aside', () => {
    const picture = emptyPicture(0, 1)
    expect(takePosition(picture, 1, position(MORNING))).toBe('stale')
    expect(picture.positions).toHaveLength(1)
  })

  it('in a backlog sent backwards ends at the newest', () => {
    const picture = emptyPicture(0, 1)
    for (const ms of [3, 1, 5, 4, 2]) takePosition(picture, 0, position(MORNING + ms))
    expect(picture.positions[0]?.fixAt).toBe(MORNING + 5)
  })
})

describe("STALE-3: a camera's status", () => {
  it('is taken when it is newer by a millisecond, and not when it is as old or older', () => {
    const picture = emptyPicture(2, 0)
    expect(takeCameraStatus(picture, 1, 1, MORNING)).toBe('accepted')
    expect(takeCameraStatus(picture, 1, 2, MORNING)).toBe('stale')
    expect(takeCameraStatus(picture, 1, 2, MORNING - 1)).toBe('stale')
    expect(takeCameraStatus(picture, 1, 3, MORNING + 1)).toBe('accepted')
    expect([[...picture.cameraStatus], [...picture.cameraAt]]).toEqual([[0, 3], [0, MORNING + 1]])
  })

  it('of a camera there is no place for is left aside', () => {
    expect(takeCameraStatus(emptyPicture(2, 0), 2, 1, MORNING)).toBe('stale')
  })
})

it('degrees go to whole 1e-7 degrees and back', () => {
  expect([toE7(113.7245678912), fromE7(1_137_245_679), toE7(-0.00000004)]).toEqual([1_137_245_679, 113.7245679, -0])
})
