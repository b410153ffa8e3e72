import { expect, test } from 'vitest'
import { COUNT_INTERVAL_MS, FILLING_SHARE } from '../../shared/event/crowd.ts'
import { smallSite } from '../../tests/support/site.ts'
import { seededChance } from './chance.ts'
import { countsDue, crowdsOf } from './crowds.ts'

const DAY = 24 * 60
const { zones } = smallSite({ grids: 6 })

test('SIM-7 CROWD-2: over a week crowds come and go: zones fill at times, and one over its capacity is rare', () => {
  const shares = [1, 2, 3, 20_231_123].flatMap((seed) => {
    const crowds = crowdsOf(zones, seededChance(seed, 'crowds'), 0)
    return Array.from({ length: 7 * DAY }, (_, i) => countsDue(crowds, i * COUNT_INTERVAL_MS)).flat().map(({ count }, i) => count / zones[i % zones.length]!.capacity)
  })
  expect(shares).toHaveLength(4 * 7 * DAY * zones.length)
  const part = (over: number): number => shares.filter((share) => share > over).length / shares.length
  expect(part(1)).toBeLessThan(0.005)
  expect(part(FILLING_SHARE)).toBeGreaterThan(0.005)
  expect(part(0.1)).toBeLessThan(1)
})
