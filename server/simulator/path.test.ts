import { describe, expect, test } from 'vitest'
import { headingAt, nearestOn, pathThrough, placeAt, stretch, type Path } from './path.ts'

function path(...points: [number, number][]): Path {
  const made = pathThrough(points.map(([x, y]) => ({ x, y })))
  if (made === null) throw new Error('nowhere to walk')
  return made
}

const line = path([0, 0], [100, 0], [100, 50])
const square = path([0, 0], [100, 0], [100, 100], [0, 100], [0, 0])

describe('a path on the ground', () => {
  test('is none without two different points', () => {
    expect(pathThrough([])).toBeNull()
    expect(pathThrough([{ x: 1, y: 1 }])).toBeNull()
    expect(pathThrough([{ x: 1, y: 1 }, { x: 1, y: 1 }])).toBeNull()
  })

  test('knows its length and whether it closes', () => {
    expect(line).toMatchObject({ lengthM: 150, loop: false })
    expect(square).toMatchObject({ lengthM: 400, loop: true })
  })

  test('gives places by their metres, kept within its ends', () => {
    expect(placeAt(line, 40)).toEqual({ x: 40, y: 0 })
    expect(placeAt(line, 120)).toEqual({ x: 100, y: 20 })
    expect(placeAt(line, -5)).toEqual({ x: 0, y: 0 })
    expect(placeAt(line, 999)).toEqual({ x: 100, y: 50 })
  })

  test('heads clockwise from north, either way', () => {
    expect([headingAt(line, 10, true), headingAt(line, 10, false)]).toEqual([90, 270])
    expect([headingAt(line, 120, true), headingAt(line, 150, false)]).toEqual([0, 180])
  })

  test('finds its place nearest to a point', () => {
    expect(nearestOn(line, { x: 30, y: -4 })).toEqual({ alongM: 30, distanceM: 4 })
    expect(nearestOn(line, { x: 103, y: 54 })).toEqual({ alongM: 150, distanceM: 5 })
  })

  test('a stretch goes the shorter way round a loop', () => {
    expect(stretch(square, 50, 150)).toEqual([{ x: 50, y: 0 }, { x: 100, y: 0 }, { x: 100, y: 50 }])
    expect(pathThrough(stretch(square, 30, 370))?.lengthM).toBe(60)
    expect(pathThrough(stretch(square, 370, 30))?.lengthM).toBe(60)
    expect(stretch(square, 370, 30).at(-1)).toEqual({ x: 30, y: 0 })
  })

  test('a stretch of a line can go backwards', () => {
    expect(stretch(line, 120, 40)).toEqual([{ x: 100, y: 20 }, { x: 100, y: 0 }, { x: 40, y: 0 }])
  })
})
