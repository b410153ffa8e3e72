import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { lastingLosses, outagesByUpstream, type LastingOutage } from './outageGroups.ts'

const NOW = at(60)
const MINUTE_MS = 60_000
const out = (platform: string, camera: string, minutes: number, atLeast = false): LastingOutage =>
  ({ platform, camera, from: NOW - minutes * MINUTE_MS, lengthMs: minutes * MINUTE_MS, atLeast })
const of = (platform: string, n: number) => Array.from({ length: n }, (_, i) => out(platform, `${platform}${i}`, i + 1))

it('CAMERA-2 STALE-2: lost platforms stand longest first, one outage each with what it hides, and none for less than nothing', () => {
  const lost = (platform: string, minutes: number) => ({ platform, lostAt: NOW - minutes * MINUTE_MS, cameras: 7 })
  expect(lastingLosses([lost('p', 1), lost('q', 6), lost('r', -1)], NOW).map(({ platform, cameras, lengthMs }) => [platform, cameras, lengthMs])).toEqual([
    ['q', 7, 6 * MINUTE_MS], ['p', 7, MINUTE_MS], ['r', 7, 0],
  ])
})

describe('CAMERA-5: single cameras that are out, by their upstream platform', () => {
  it('stand longest first, the platform with the longest first, however few it has', () => {
    const groups = outagesByUpstream([out('p', 'p1', 2), out('p', 'p2', 4), out('q', 'q1', 5), out('p', 'p3', 3)], 100)
    expect(groups.map(({ platform, camerasOut, from, longestMs, cameras }) => [platform, camerasOut, from, longestMs, cameras.map(({ camera }) => camera)])).toEqual([
      ['q', 1, NOW - 5 * MINUTE_MS, 5 * MINUTE_MS, ['q1']], ['p', 3, NOW - 4 * MINUTE_MS, 4 * MINUTE_MS, ['p2', 'p3', 'p1']],
    ])
    expect(outagesByUpstream([], 100)).toEqual([])
  })

  it('are out at least so long as soon as one of them may be out for longer than is known', () => {
    expect(outagesByUpstream([out('p', 'p1', 9), out('p', 'p2', 1, true), out('q', 'q1', 5)], 100).map(({ atLeast }) => atLeast)).toEqual([true, false])
  })

  it('are listed to the most there may be, and one more of them is counted', () => {
    const listed = (most: number) => outagesByUpstream(of('p', 5), most).map(({ cameras, camerasLeftOut }) => [cameras.length, camerasLeftOut])[0]
    expect([listed(5), listed(4)]).toEqual([[5, 0], [4, 1]])
  })

  it('share the room: what a platform does not use the others have, and none is without while there is a place for each', () => {
    const shown = (most: number) => outagesByUpstream([...of('p', 9), ...of('q', 4), ...of('r', 1)], most).map(({ cameras }) => cameras.length)
    expect([shown(14), shown(11), shown(9), shown(3), shown(2)]).toEqual([[9, 4, 1], [6, 4, 1], [4, 4, 1], [1, 1, 1], [0, 0, 0]])
  })

  it('are all in one group and counted, however many and whatever the room', () =>
    fc.assert(fc.property(
      fc.array(fc.record({ platform: fc.constantFrom('p', 'q', 'r', 's'), minutes: fc.integer({ min: 0, max: 90 }) }), { maxLength: 60 }), fc.integer({ min: 0, max: 70 }),
      (words, most) => {
        const outages = words.map(({ platform, minutes }, i) => out(platform, `c${i}`, minutes))
        const groups = outagesByUpstream(outages, most)
        expect(groups.map(({ platform }) => platform).sort()).toEqual([...new Set(words.map(({ platform }) => platform))].sort())
        for (const { platform, camerasOut, cameras, camerasLeftOut } of groups) {
          expect([camerasOut, cameras.length + camerasLeftOut]).toEqual(Array(2).fill(words.filter((each) => each.platform === platform).length))
        }
        expect(groups.reduce((sum, { cameras }) => sum + cameras.length, 0)).toBeLessThanOrEqual(most)
        expect(groups.map(({ longestMs }) => longestMs)).toEqual(groups.map(({ longestMs }) => longestMs).sort((a, b) => b - a))
      },
    )))
})
