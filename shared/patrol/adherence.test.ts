import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CORRIDOR_M, fixAt, only, secondsOf, STREET, STREET_CHECKPOINTS, trackAll, walkAlong, watchOn, type Metres,
} from '../../tests/support/patrolWalk.ts'
import { seeded } from '../../tests/support/seeded.ts'
import { BACK_AFTER_FIXES, BACK_AFTER_MS, BACK_SHARE, OFF_AFTER_FIXES, OFF_AFTER_MS, ON_AFTER_MS, trackFix } from './adherence.ts'
import type { NewPatrolFact } from './facts.ts'
import type { Fix } from './track.ts'

const street = watchOn(STREET, STREET_CHECKPOINTS)
const BACK_M = CORRIDOR_M * BACK_SHARE

/** Positions every five seconds at 100 m along the street, so many metres beside it. */
function beside(offsM: readonly number[], fromS = 0, accuracyM: number | null = null): Fix[] {
  return offsM.map((offM, i) => fixAt([100, offM], fromS + i * 5, accuracyM))
}

const courses = (facts: readonly NewPatrolFact[]): [string, number][] =>
  facts.filter(({ type }) => type === 'TeamLeftRoute' || type === 'TeamBackOnRoute').map(({ type, at }) => [type, secondsOf(at)])

describe('ROUTE-1 on the route or off it', () => {
  it('given nothing known, when positions lie within, then it is not known from one, and on from the second one 5 s later', () => {
    expect(courses(trackAll(street, beside([0])).facts)).toEqual([])
    expect(courses(trackAll(street, [fixAt([100, 0], 0), fixAt([100, 0], ON_AFTER_MS / 1_000 - 0.001)]).facts)).toEqual([])
    expect(courses(trackAll(street, [fixAt([100, 0], 0), fixAt([100, 0], ON_AFTER_MS / 1_000)]).facts)).toEqual([['TeamBackOnRoute', 0]])
  })

  it('given a team on its route, when positions lie beyond the corridor, then it is off since the first, said when the last of three or more is 15 s after it', () => {
    const on = trackAll(street, beside([0, 0]))
    const nearly = trackAll(street, beside([31, 31, 31], 10), on.track)
    expect(courses(nearly.facts)).toEqual([])
    expect(courses(trackFix(street, nearly.track, fixAt([100, 31], 10 + OFF_AFTER_MS / 1_000 - 0.001)).facts)).toEqual([])
    expect(courses(trackFix(street, nearly.track, fixAt([100, 31], 10 + OFF_AFTER_MS / 1_000)).facts)).toEqual([['TeamLeftRoute', 10]])
    const few = trackAll(street, [fixAt([100, 31], 10), fixAt([100, 31], 30)], on.track)
    expect([OFF_AFTER_FIXES, courses(few.facts)]).toEqual([3, []])
  })

  it('given a position that may err, when it lies beyond the corridor, then what it may err counts as well, to the edge', () => {
    const on = trackAll(street, beside([0, 0])).track
    expect(courses(trackAll(street, beside([29.9, 29.9, 29.9, 29.9, 29.9], 10), on).facts)).toEqual([])
    expect(courses(trackAll(street, beside([30.1, 30.1, 30.1, 30.1], 10), on).facts)).toHaveLength(1)
    expect(courses(trackAll(street, beside([39.9, 39.9, 39.9, 39.9, 39.9], 10, 10), on).facts)).toEqual([])
    expect(courses(trackAll(street, beside([40.1, 40.1, 40.1, 40.1], 10, 10), on).facts)).toHaveLength(1)
  })

  it('given positions beyond, when one lies within, then the next ones beyond count from the first', () => {
    const on = trackAll(street, beside([0, 0])).track
    expect(courses(trackAll(street, beside([40, 40, 40, 10, 40, 40, 40, 0], 10), on).facts)).toEqual([])
  })

  it('given a team off its route, when it comes back, then it is back only within two thirds of the corridor, after three positions over a minute', () => {
    const off = trackAll(street, beside([0, 0, 50, 50, 50, 50])).track
    expect(off.course).toBe('off')
    const minute = Array.from({ length: 13 }, () => 0)
    expect(courses(trackAll(street, beside(minute.map(() => BACK_M + 0.1), 40), off).facts)).toEqual([])
    expect(courses(trackAll(street, beside(minute.map(() => BACK_M - 0.1), 40), off).facts)).toEqual([['TeamBackOnRoute', 40]])
    expect(courses(trackAll(street, beside(minute.with(6, BACK_M + 0.1), 40), off).facts)).toEqual([])
    const nearly = trackAll(street, beside(minute.slice(1), 40), off)
    expect(courses(nearly.facts)).toEqual([])
    expect(courses(trackFix(street, nearly.track, fixAt([100, 0], 40 + BACK_AFTER_MS / 1_000 - 0.001)).facts)).toEqual([])
    const back = trackFix(street, nearly.track, fixAt([100, 0], 40 + BACK_AFTER_MS / 1_000))
    expect(back.facts.filter(({ type }) => type === 'TeamBackOnRoute')).toMatchObject([{ data: { offSince: fixAt([0, 0], 10).at } }])
    const slow = watchOn(STREET, STREET_CHECKPOINTS, { lostAfterMs: 300_000 })
    const few = trackAll(slow, [fixAt([100, 0], 40), fixAt([100, 0], 101)], off)
    expect([BACK_AFTER_FIXES, courses(few.facts)]).toEqual([3, []])
    expect(courses(trackFix(slow, few.track, fixAt([100, 0], 162)).facts)).toEqual([['TeamBackOnRoute', 40]])
  })

  it('given a position less accurate than the corridor is wide, then nothing is learnt from it, only that the team is alive', () => {
    const on = trackAll(street, beside([0, 0])).track
    expect(courses(trackAll(street, beside([500, 500, 500, 500, 500, 500], 10, CORRIDOR_M + 1), on).facts)).toEqual([])
    expect(trackAll(street, beside([0, 0, 0, 0, 0, 0], 10, CORRIDOR_M + 1), on).facts).toEqual([])
    expect(courses(trackAll(street, beside([500, 500, 500, 500], 10, CORRIDOR_M), on).facts)).toHaveLength(1)
  })

  it('given any jitter between the two widths and beyond, then it changes at most once', () => {
    const anyJitter = fc.array(fc.double({ min: BACK_M + 0.5, max: 80, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(fc.property(anyJitter, fc.boolean(), (offsM, beginsOff) => {
      const begun = trackAll(street, beside(beginsOff ? [60, 60, 60, 60] : [0, 0, 0, 0]))
      const { facts } = trackAll(street, beside(offsM, 20), begun.track)
      expect(courses(facts).length).toBeLessThanOrEqual(beginsOff ? 0 : 1)
    }))
  })

  it.each([[30, 8, 5], [30, 15, 5], [30, 15, 10], [25, 10, 5], [25, 15, 5], [35, 12, 5], [20, 15, 5], [20, 15, 10]])(
    'given 40 minutes of positions of unknown accuracy at %d m beside it, ± %d m, every %d s, then it leaves its route at most twice in each of the same 500 walks, and of 1,000 in fewer than one of 200 more often', (middleM, jitterM, everyS) => {
      const leaves = Array.from({ length: 1_000 }, (_, walk) => {
        const chance = seeded(walk)
        const fixes = Array.from({ length: (40 * 60) / everyS }, (_, i) => fixAt([100, middleM + (chance.next() * 2 - 1) * jitterM], i * everyS))
        return courses(trackAll(street, fixes).facts).filter(([type]) => type === 'TeamLeftRoute').length
      })
      expect(Math.max(...leaves.slice(0, 500))).toBeLessThanOrEqual(2)
      expect(leaves.filter((times) => times > 2).length).toBeLessThan(leaves.length / 200)
    })

  it('given any jitter within the corridor, then it never changes', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -29.9, max: 29.9, noNaN: true }), { minLength: 2, maxLength: 200 }), (offsM) => {
      expect(courses(trackAll(street, beside(offsM)).facts)).toEqual([['TeamBackOnRoute', 0]])
    }))
  })
})

describe('STALE-3 positions out of order', () => {
  it('given a position not newer than the last, then it shows nothing', () => {
    const { track } = trackAll(street, beside([0, 0]))
    for (const seconds of [5, 4, -100]) {
      const tracked = trackFix(street, track, fixAt([100, 500], seconds))
      expect([tracked.track, tracked.facts]).toEqual([track, []])
    }
    const walk = walkAlong([[0, 0], [400, 0]])
    const late = walk.flatMap((fix, i): Fix[] => (i > 10 && i % 3 === 0 ? [fix, { ...walk[i - 10]!, at: walk[i - 10]!.at }] : [fix]))
    expect(trackAll(street, late).facts).toEqual(trackAll(street, walk).facts)
  })
})

describe('ROUTE-9 a silence', () => {
  const LOST_S = 25

  it('given up to five intervals, then it is none; given a longer one, then the course is unknown since the last position', () => {
    const { track } = trackAll(street, beside([0, 0, 0]))
    expect(trackFix(street, track, fixAt([120, 0], 10 + LOST_S)).facts).toEqual([])
    const after = trackFix(street, track, fixAt([120, 0], 10 + LOST_S + 0.001))
    expect(after.facts).toMatchObject([{ type: 'TeamUnseen', data: { since: fixAt([0, 0], 10).at, forgets: false } }])
    expect([after.track.course, secondsOf(after.track.since)]).toEqual(['unknown', 10])
  })

  it('given a silence, then it never makes a team off its route: that takes positions beyond the corridor after it', () => {
    const { track } = trackAll(street, beside([0, 0, 0]))
    const { facts } = trackAll(street, beside([90, 90, 90], 600), track)
    expect(courses(facts)).toEqual([])
    expect(courses(trackAll(street, beside([90, 90, 90, 90], 600), track).facts)).toEqual([['TeamLeftRoute', 600]])
  })

  it('given who had left before it, when it is heard at the corridor’s edge, then it is not back', () => {
    const off = trackAll(street, beside([0, 0, 50, 50, 50, 50])).track
    expect(courses(trackAll(street, beside([28, 28, 28], 600), off).facts)).toEqual([])
    expect(courses(trackAll(street, beside(Array.from({ length: 13 }, () => 10), 600), off).facts)).toEqual([['TeamBackOnRoute', 600]])
  })

  it('given checkpoints passed meanwhile, then they are unseen, not skipped', () => {
    const way: Metres[] = [[0, 0], [600, 0]]
    const gap = walkAlong(way).filter(({ position: [lon] }) => lon < fixAt([200, 0], 0).position[0] || lon > fixAt([400, 0], 0).position[0])
    const { facts } = trackAll(street, gap)
    expect(only(facts, 'CheckpointSkipped').map(({ data }) => [data.checkpoint, data.mark])).toEqual([[1, 'unseen']])
    expect(only(facts, 'LoopEnded')).toMatchObject([{ data: { reached: 2, skipped: 0, unseen: 1, outcome: 'unknown' } }])
  })

  it('given one long enough to have walked all of it, then the loop under way is forgotten', () => {
    const { track } = trackAll(street, walkAlong([[0, 0], [200, 0]]))
    const longS = 600 / 1.2
    const lastS = secondsOf(track.fixAt)
    expect(trackFix(street, track, fixAt([200, 0], lastS + longS - 0.01)).track.loop).not.toBeNull()
    const after = trackFix(street, track, fixAt([200, 0], lastS + longS + 0.01))
    expect([after.track.loop, only(after.facts, 'TeamUnseen')[0]?.data.forgets]).toEqual([null, true])
  })
})
