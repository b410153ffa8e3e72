import { describe, expect, it } from 'vitest'
import { screenHeading } from './heading.ts'

describe('MAP-3 a heading on the ground points the same way on the screen', () => {
  it.each([0, 90, 180, 270])('keeps %d° whatever the pitch', (heading) => {
    expect(screenHeading(heading, 45)).toBeCloseTo(heading, 9)
  })

  it('leans north-east towards the east, as the ground is foreshortened', () => {
    expect(screenHeading(45, 0)).toBeCloseTo(45, 9)
    expect(screenHeading(45, 60)).toBeCloseTo(63.435, 3)
  })

  it('stays within a turn', () => {
    expect(screenHeading(359, 45)).toBeGreaterThan(350)
    expect(screenHeading(359, 45)).toBeLessThan(360)
  })
})
