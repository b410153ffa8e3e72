import { describe, expect, test } from 'vitest'
import { seededChance } from './chance.ts'
import { nearestOn } from './path.ts'
import { planeAt } from './plane.ts'
import { fixesDue, LARGEST_ERROR_M, MOST_SILENT, receiversOf, SILENCE_MS } from './receiver.ts'
import { aSite } from './siteFixture.ts'
import { walk, walkersOf } from './walker.ts'

const START = 1_700_000_000_000
const TICK_MS = 250
const HOURS_MS = 4 * 3_600_000

const site = aSite({ teams: 10 })
const plane = planeAt(site.view.centre)

function listen(ms: number) {
  const walkers = walkersOf(site, plane, 1, START)
  const receivers = receiversOf(walkers, (subject) => seededChance(1, subject), START, 1)
  const fixes: { unit: string; at: number; offRouteM: number; silent: number; heading: number | undefined; moving: boolean }[] = []
  for (let now = START; now <= START + ms; now += TICK_MS) {
    for (const walker of walkers) walk(walker, now, 1)
    for (const { unit, lon, lat, headingDeg } of fixesDue(receivers, site, plane, now, 1)) {
      const walker = walkers.find((each) => each.unit === unit)
      if (walker === undefined) throw new Error(`no walker ${unit}`)
      const offRouteM = nearestOn(walker.route, plane.toGround([lon, lat])).distanceM
      const silent = receivers.filter(({ silentUntil }) => silentUntil > now).length
      fixes.push({ unit, at: now, offRouteM, silent, heading: headingDeg, moving: walker.moving })
    }
  }
  return fixes
}

const fixes = listen(HOURS_MS)

function gapsMs(): number[] {
  return site.teams.flatMap(({ id }) => {
    const times = fixes.filter(({ unit }) => unit === id).map(({ at }) => at)
    return times.slice(1).map((at, i) => at - (times[i] ?? at))
  })
}

describe('receivers', () => {
  test('all teams are heard in the first moment, then spread over the interval', () => {
    expect(fixes.filter(({ at }) => at === START)).toHaveLength(10)
    const next = fixes.filter(({ at }) => at > START && at <= START + site.positionIntervalMs)
    expect(new Set(next.map(({ at }) => at)).size).toBe(10)
  })

  test('no fix lies farther from the route than the largest error, and most lie off it', () => {
    const off = fixes.map(({ offRouteM }) => offRouteM)
    expect(Math.max(...off)).toBeLessThanOrEqual(LARGEST_ERROR_M + 0.02)
    expect(off.filter((metres) => metres > 0.5).length / off.length).toBeGreaterThan(0.5)
  })

  test('a team reports at its interval, unless it falls silent for a while', () => {
    const gaps = gapsMs()
    const usual = gaps.filter((gap) => gap <= site.positionIntervalMs + TICK_MS)
    expect(usual.length / gaps.length).toBeGreaterThan(0.97)
    const silences = gaps.filter((gap) => gap > site.positionIntervalMs + TICK_MS)
    expect(silences.length).toBeGreaterThan(20)
    expect(Math.min(...silences)).toBeGreaterThanOrEqual(SILENCE_MS[0])
    expect(Math.max(...silences)).toBeLessThanOrEqual(SILENCE_MS[1] + 2 * site.positionIntervalMs)
  })

  test('never more than two are silent at once', () => {
    expect(Math.max(...fixes.map(({ silent }) => silent))).toBe(MOST_SILENT)
  })

  test('a heading is given by those who move, by nobody who stands', () => {
    expect(fixes.every(({ moving, heading }) => moving === (heading !== undefined))).toBe(true)
    expect(fixes.some(({ moving }) => !moving)).toBe(true)
  })
})
