import { describe, expect, it } from 'vitest'
import { boardOf, reportedFact } from '../../tests/support/builders.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { emptyPicture, takeCameraStatus } from '../reading/picture.ts'
import { canonical, stable } from './canonical.ts'

describe('the whole picture as text', () => {
  it('is equal for equal ones, whatever the order of their keys', () => {
    expect(stable({ b: [{ d: 1, c: null }], a: 'x' })).toBe(stable({ a: 'x', b: [{ c: null, d: 1 }] }))
    expect(stable({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}')
  })

  it('differs when one fact or one reading does', () => {
    const picture = emptyPicture(3, 1)
    const before = canonical(boardOf([]), picture)
    expect(canonical(boardOf([]), emptyPicture(3, 1))).toBe(before)
    expect(canonical(boardOf([reportedFact()]), picture)).not.toBe(before)
    takeCameraStatus(picture, 2, 1, MORNING)
    expect(canonical(boardOf([]), picture)).not.toBe(before)
  })

  it('keeps the order of lists', () => {
    expect(stable([2, 1])).not.toBe(stable([1, 2]))
  })
})
