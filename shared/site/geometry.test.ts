import { describe, expect, it } from 'vitest'
import { distanceM, distanceToLineM, distanceToPolygonM, insidePolygon, insideRing, ringAreaM2, selfCrossing } from './geometry.ts'
import { gridAt } from './gridAt.ts'
import type { LonLatPair } from './types.ts'

const SQUARE: LonLatPair[] = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]
const NEXT: LonLatPair[] = [[0.01, 0], [0.02, 0], [0.02, 0.01], [0.01, 0.01], [0.01, 0]]

describe('geometry of a site', () => {
  it('measures a hundredth of a degree at the equator as 1,112 m each way', () => {
    expect(distanceM([0, 0], [0.01, 0])).toBeCloseTo(1111.95, 1)
    expect(distanceM([0, 0], [0, 0.01])).toBeCloseTo(1111.95, 1)
    expect(ringAreaM2(SQUARE)).toBeCloseTo(1111.95 ** 2, -3)
  })

  it('measures across a segment, and from beyond its end to the end', () => {
    expect(distanceToLineM([0.005, 0.001], [[0, 0], [0.01, 0]])).toBeCloseTo(111.2, 1)
    expect(distanceToLineM([0.012, 0], [[0, 0], [0.01, 0]])).toBeCloseTo(222.4, 1)
    expect(distanceToLineM([0, 0], [])).toBe(Infinity)
  })

  it('knows inside from outside and from in a hole', () => {
    const hole: LonLatPair[] = [[0.004, 0.004], [0.006, 0.004], [0.006, 0.006], [0.004, 0.006], [0.004, 0.004]]
    expect(insidePolygon([0.002, 0.002], [SQUARE, hole])).toBe(true)
    expect(insidePolygon([0.005, 0.005], [SQUARE, hole])).toBe(false)
    expect(insidePolygon([0.011, 0.005], [SQUARE, hole])).toBe(false)
    expect(distanceToPolygonM([0.005, 0.005], [SQUARE])).toBe(0)
    expect(distanceToPolygonM([0.011, 0.005], [SQUARE])).toBeCloseTo(111.2, 1)
  })

  it('SITE-2 gives a point on a shared border to exactly one side, whichever way the rings run', () => {
    for (const ring of [NEXT, [...NEXT].reverse()]) {
      const sides = [insideRing([0.01, 0.005], SQUARE), insideRing([0.01, 0.005], ring)]
      expect(sides.filter(Boolean)).toHaveLength(1)
    }
    expect(gridAt([{ id: 'A', polygon: [SQUARE] }, { id: 'B', polygon: [NEXT] }], [0.015, 0.005])).toBe('B')
    expect(gridAt([{ id: 'A', polygon: [SQUARE] }], [0.015, 0.005])).toBeNull()
  })

  it('SITE-3 finds the edges of a bow tie that cross, and none in a square', () => {
    expect(selfCrossing(SQUARE)).toBeNull()
    expect(selfCrossing([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]])).toEqual([0, 2])
  })

  it('SITE-3 finds an edge that touches another one', () => {
    expect(selfCrossing([[0, 0], [2, 0], [2, 2], [1, 0], [0, 2], [0, 0]])).toEqual([0, 2])
  })
})
