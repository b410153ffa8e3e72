import { describe, expect, test } from 'vitest'
import { seededChance } from './chance.ts'

const draws = (seed: number, subject: string, count = 1000): number[] => {
  const chance = seededChance(seed, subject)
  return Array.from({ length: count }, () => chance.next())
}

describe('seededChance', () => {
  test('SIM-1 the same seed and subject give the same draws', () => {
    expect(draws(7, 'teams')).toEqual(draws(7, 'teams'))
  })

  test('SIM-1 the sequence is pinned, so that no change passes unnoticed', () => {
    expect(draws(7, 'teams', 3)).toMatchInlineSnapshot(`
      [
        0.5785502758808434,
        0.2942172691691667,
        0.02671194658614695,
      ]
    `)
  })

  test('SIM-1 another seed or another subject gives others', () => {
    expect(draws(7, 'teams')).not.toEqual(draws(8, 'teams'))
    expect(draws(7, 'teams')).not.toEqual(draws(7, 'cameras'))
  })

  test('draws fill [0, 1) evenly', () => {
    const tenths = new Array<number>(10).fill(0)
    for (const draw of draws(1, 'even', 20_000)) tenths[Math.floor(draw * 10)] = (tenths[Math.floor(draw * 10)] ?? 0) + 1
    expect(tenths).toHaveLength(10)
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  test('waits have the mean asked for, triangular draws keep their limits', () => {
    const chance = seededChance(3, 'shapes')
    const waits = Array.from({ length: 20_000 }, () => chance.wait(500))
    expect(waits.reduce((a, b) => a + b) / waits.length).toBeCloseTo(500, -2)
    for (let i = 0; i < 1000; i += 1) {
      const draw = chance.triangular(2, 3, 9)
      expect(draw).toBeGreaterThanOrEqual(2)
      expect(draw).toBeLessThanOrEqual(9)
    }
  })

  test('picks nothing of nothing', () => {
    expect(seededChance(1, 'x').pick([])).toBeNull()
  })
})
