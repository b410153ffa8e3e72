import { describe, expect, test } from 'vitest'
import type { Site } from '../../shared/site/types.ts'
import { nearestOn } from './path.ts'
import { distanceM, planeAt } from './plane.ts'
import { aRoute, aSite } from './siteFixture.ts'
import { paceOf, standsAt, walk, walkersOf, type Walker } from './walker.ts'

const START = 1_700_000_000_000
const TICK_MS = 250
const HOUR_MS = 3_600_000

function walkersIn(site: Site): Walker[] {
  return walkersOf(site, planeAt(site.view.centre), 1, START)
}

/** Walks for a while and returns the metres gone. */
function walkFor(walker: Walker, ms: number, speed: number, each: (now: number) => void = () => {}): number {
  let metres = 0
  for (let now = START + TICK_MS; now <= START + ms; now += TICK_MS) {
    const before = standsAt(walker)
    walk(walker, now, speed)
    metres += distanceM(before, standsAt(walker))
    each(now)
  }
  return metres
}

function first(walkers: readonly Walker[]): Walker {
  const [walker] = walkers
  if (walker === undefined) throw new Error('no walker')
  return walker
}

describe('a team on patrol', () => {
  test('never leaves its route and never leaps', () => {
    const walker = first(walkersIn(aSite({ teams: 1 })))
    let last = standsAt(walker)
    let [farthestM, longestM] = [0, 0]
    walkFor(walker, HOUR_MS, 1, () => {
      const here = standsAt(walker)
      farthestM = Math.max(farthestM, nearestOn(walker.route, here).distanceM)
      longestM = Math.max(longestM, distanceM(last, here))
      last = here
    })
    expect(farthestM).toBeLessThan(0.001)
    expect(longestM).toBeLessThan(0.5)
    expect(longestM).toBeGreaterThan(0.2)
  })

  test('walks 1.2 m/s or so between its rests at checkpoints', () => {
    const walker = first(walkersIn(aSite({ teams: 1 })))
    let restedMs = 0
    const metres = walkFor(walker, HOUR_MS, 1, () => (restedMs += walker.moving ? 0 : TICK_MS))
    const pace = metres / ((HOUR_MS - restedMs) / 1000)
    expect(pace).toBeGreaterThan(1)
    expect(pace).toBeLessThan(1.4)
    expect(restedMs).toBeGreaterThan(60_000)
  })

  test('SIM-3 at speed 10 it goes about ten times as far', () => {
    const [slow, fast] = [first(walkersIn(aSite({ teams: 1 }))), first(walkersIn(aSite({ teams: 1 })))]
    const ratio = walkFor(fast, HOUR_MS, 10) / walkFor(slow, HOUR_MS, 1)
    expect(ratio).toBeGreaterThan(8)
    expect(ratio).toBeLessThan(12)
    expect(paceOf({ ...fast, moving: true, errand: null }, 10)).toBeCloseTo(fast.paceMps * 10)
  })

  test('turns back at the ends of a route that is no loop', () => {
    const site = { ...aSite({ teams: 1 }), routes: [aRoute(0, false)] }
    const walker = first(walkersIn(site))
    const reached: number[] = []
    walkFor(walker, HOUR_MS, 1, () => reached.push(walker.alongM))
    expect(Math.min(...reached)).toBe(0)
    expect(Math.max(...reached)).toBe(walker.route.lengthM)
  })

  test('a team without a route to walk is left out', () => {
    expect(walkersIn({ ...aSite({ teams: 2 }), routes: [aRoute(0)] }).map(({ unit }) => unit)).toEqual(['t0'])
  })
})
