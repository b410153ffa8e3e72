import { describe, expect, it } from 'vitest'
import type { Position } from '../../shared/reading/picture.ts'
import { TRAIL_MS, TRAIL_STEPS, Trails } from './trail.ts'

const T0 = Date.UTC(2026, 10, 23, 11)
const INTERVAL_MS = 5_000

function fix(fixAt: number, lonE7: number): Position {
  return { lonE7, latE7: 347_731_800, fixAt, accuracyDm: null, speedCmps: null, headingDeg: null, source: 0 }
}

function drawn(trails: Trails, now: number): number {
  return trails.lines(now).flat().length
}

describe('MAP-3 a trail shows the newest fixes', () => {
  it('joins the fixes of one unit in one line while they are of one age', () => {
    const trails = new Trails(1, INTERVAL_MS)
    for (let i = 0; i < 3; i++) trails.take(0, fix(T0 + i * 1000, 1_137_200_000 + i))
    const lines = trails.lines(T0 + 3000)
    expect(lines.at(-1)).toHaveLength(1)
    expect(lines.at(-1)?.[0]).toHaveLength(3)
  })

  it('fades with age, the newest step last', () => {
    const trails = new Trails(1, INTERVAL_MS)
    trails.take(0, fix(T0, 1_137_200_000))
    trails.take(0, fix(T0 + 1000, 1_137_200_010))
    const stepAt = (now: number): number => trails.lines(now).findIndex((lines) => lines.length > 0)
    expect(stepAt(T0 + 1000)).toBe(TRAIL_STEPS - 1)
    expect(stepAt(T0 + 80_000)).toBe(0)
  })

  it('forgets a fix once it is older than the trail', () => {
    const trails = new Trails(1, INTERVAL_MS)
    trails.take(0, fix(T0, 1_137_200_000))
    trails.take(0, fix(T0 + 1000, 1_137_200_010))
    expect(drawn(trails, T0 + TRAIL_MS)).toBe(1)
    expect(drawn(trails, T0 + TRAIL_MS + 1)).toBe(0)
  })

  it('STALE-1 is broken where the unit was lost in between, not where it was only late', () => {
    const late = new Trails(1, INTERVAL_MS)
    late.take(0, fix(T0, 1_137_200_000))
    late.take(0, fix(T0 + 5 * INTERVAL_MS, 1_137_200_010))
    const lost = new Trails(1, INTERVAL_MS)
    lost.take(0, fix(T0, 1_137_200_000))
    lost.take(0, fix(T0 + 5 * INTERVAL_MS + 1, 1_137_200_010))
    expect([drawn(late, T0 + 30_000), drawn(lost, T0 + 30_000)]).toEqual([1, 0])
  })

  it('STALE-3 takes no step back in time', () => {
    const trails = new Trails(1, INTERVAL_MS)
    trails.take(0, fix(T0, 1_137_200_000))
    trails.take(0, fix(T0, 1_137_200_010))
    trails.take(0, fix(T0 - 1, 1_137_200_020))
    expect(drawn(trails, T0)).toBe(0)
  })

  it('joins nothing across units', () => {
    const trails = new Trails(2, INTERVAL_MS)
    trails.take(0, fix(T0, 1_137_200_000))
    trails.take(1, fix(T0 + 1000, 1_137_200_010))
    expect(drawn(trails, T0 + 1000)).toBe(0)
  })

  it('takes no step shorter than can be seen, but knows until when a unit stood there', () => {
    const trails = new Trails(1, INTERVAL_MS, 10)
    for (let second = 0; second <= 60; second++) trails.take(0, fix(T0 + second * 1000, 1_137_200_000 + (second % 2) * 9))
    expect(drawn(trails, T0 + 60_000)).toBe(0)
    trails.take(0, fix(T0 + 61_000, 1_137_200_020))
    expect(trails.lines(T0 + 61_000).at(-1)).toEqual([[[113.72, 34.77318], [113.720002, 34.77318]]])
  })
})
