import { describe, expect, test } from 'vitest'
import { release, sendNearest } from './errand.ts'
import { nearestOn, placeAt } from './path.ts'
import { distanceM, planeAt, type Ground } from './plane.ts'
import { aSite } from './siteFixture.ts'
import { standsAt, walk, walkersOf, type Walker } from './walker.ts'

const START = 1_700_000_000_000
const MINUTE_MS = 60_000

function patrols(teams: number): Walker[] {
  const site = aSite({ teams })
  return walkersOf(site, planeAt(site.view.centre), 1, START)
}

/** A scene 40 m off the place of a walker's route that is `aheadM` ahead of it. */
function sceneNear(walker: Walker, aheadM: number): Ground {
  const { x, y } = placeAt(walker.route, (walker.alongM + aheadM) % walker.route.lengthM)
  return { x: x + 24, y: y + 32 }
}

function only(walkers: readonly Walker[]): Walker {
  const [walker] = walkers
  if (walker === undefined) throw new Error('no walker')
  return walker
}

describe('sending a team', () => {
  test('the free one with the shortest way goes, the next call finds another', () => {
    const walkers = patrols(10)
    const scene = sceneNear(only(walkers), 60)
    const call = { incident: 'a', scene, leaveAt: START, sceneAt: START + 10 * MINUTE_MS }
    const sent = sendNearest(walkers, call, START, 1)
    const second = sendNearest(walkers, { ...call, incident: 'b' }, START, 1)
    expect(sent).not.toBeNull()
    expect(second).not.toBeNull()
    expect(second).not.toBe(sent)
    const lengthOf = (unit: string | null): number => walkers.find((walker) => walker.unit === unit)?.errand?.path.lengthM ?? NaN
    expect(lengthOf(sent)).toBeLessThanOrEqual(lengthOf(second))
  })

  test('it is at the scene by the time it is said to arrive, waits there, and comes back to its route', () => {
    const walkers = patrols(1)
    const walker = only(walkers)
    const scene = sceneNear(walker, 200)
    const sceneAt = START + 4 * MINUTE_MS
    expect(sendNearest(walkers, { incident: 'a', scene, leaveAt: START, sceneAt }, START, 1)).toBe(walker.unit)
    let now = START
    while (now < sceneAt + 1_000) walk(walker, (now += 250), 1)
    expect(distanceM(standsAt(walker), scene)).toBeLessThan(1)
    expect(walker).toMatchObject({ moving: false, errand: { phase: 'atScene' } })
    release(walkers, 'a')
    expect(walker.errand?.phase).toBe('back')
    for (let i = 0; i < 4 * 120 && walker.errand !== null; i += 1) walk(walker, (now += 250), 1)
    expect(walker.errand).toBeNull()
    expect(nearestOn(walker.route, standsAt(walker)).distanceM).toBeLessThan(0.001)
  })

  test('a call from before the start finds the team there already', () => {
    const walkers = patrols(1)
    const scene = sceneNear(only(walkers), 100)
    sendNearest(walkers, { incident: 'a', scene, leaveAt: START - 20 * MINUTE_MS, sceneAt: START - 10 * MINUTE_MS }, START, 1)
    expect(only(walkers).errand?.phase).toBe('atScene')
    expect(distanceM(standsAt(only(walkers)), scene)).toBeLessThan(0.001)
  })

  test('nobody goes who could not be there in time, and nobody when all are out', () => {
    const walkers = patrols(1)
    const scene = sceneNear(only(walkers), 300)
    expect(sendNearest(walkers, { incident: 'a', scene, leaveAt: START, sceneAt: START + 60_000 }, START, 1)).toBeNull()
    expect(sendNearest(walkers, { incident: 'a', scene, leaveAt: START, sceneAt: START + 600_000 }, START, 1)).not.toBeNull()
    expect(sendNearest(walkers, { incident: 'b', scene, leaveAt: START, sceneAt: START + 600_000 }, START, 1)).toBeNull()
  })

  test('letting go an incident nobody went to changes nothing', () => {
    const walkers = patrols(2)
    release(walkers, 'nobody')
    expect(walkers.map(({ errand }) => errand)).toEqual([null, null])
  })
})
