import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { only, SQUARE, SQUARE_CHECKPOINTS, trackAll, walkAlong, watchOn, type Metres } from '../../tests/support/patrolWalk.ts'
import { toE7 } from '../reading/picture.ts'
import { alongTold, fixOf, followTo, TOLD_WITHIN_M, type Followed } from './placed.ts'
import { movedM } from './routeLine.ts'
import { NEW_TRACK, type Fix, type Watch } from './track.ts'
import type { NewPatrolFact } from './facts.ts'

/** Out and back on one street of 300 m. */
const STREET_AND_BACK: readonly Metres[] = [[0, 0], [300, 0], [0, 0]]

/** Follows a team, and looks at each position where facts and that position alone would have it. */
function followAll(watch: Watch, fixes: readonly Fix[]): { readonly facts: readonly NewPatrolFact[]; readonly farthestM: number; readonly alongM: number } {
  let followed: Followed = { track: NEW_TRACK, told: undefined, facts: [] }
  const facts: NewPatrolFact[] = []
  let [farthestM, alongM] = [0, 0]
  for (const fix of fixes) {
    followed = followTo(watch, followed, fix)
    facts.push(...followed.facts)
    if (followed.track.course !== 'on' || followed.told === undefined) continue
    alongM = alongTold(watch, followed.told, fix)
    farthestM = Math.max(farthestM, Math.abs(movedM(watch.line, alongM, followed.track.spot!.alongM)))
  }
  return { facts, farthestM, alongM }
}

describe('ROUTE-2 where facts and the newest position have a team', () => {
  it.each([
    ['with checkpoints', [[0, 0], [300, 0]]], ['without any', []],
  ] as const)('is on its way back on a street that is walked out and back, %s', (_, checkpoints) => {
    const watch = watchOn(STREET_AND_BACK, checkpoints)
    const { facts, farthestM, alongM } = followAll(watch, walkAlong([[0, 0], [300, 0], [100, 0]]))
    expect(Math.round(alongM / 10) * 10).toBe(500)
    expect(farthestM).toBeLessThanOrEqual(TOLD_WITHIN_M)
    expect(only(facts, 'TeamPlaced').length).toBeLessThanOrEqual(2)
  })

  it('is what was recorded of one without checkpoints: only the fact can tell it', () => {
    const { facts } = followAll(watchOn(STREET_AND_BACK, []), walkAlong([[0, 0], [300, 0], [100, 0]]))
    expect(only(facts, 'TeamPlaced')).not.toEqual([])
  })

  it('never lies farther from where the server follows it than 20 m, whatever it walks and positions err, and few facts do for that', () => {
    const lines = fc.constantFrom<readonly Metres[]>(STREET_AND_BACK, SQUARE, [[0, 0], [300, 200], [300, 0], [0, 200], [0, 0]], [[0, 0], [400, 0], [400, 60], [0, 60]])
    const ways = fc.record({
      line: lines, turnAt: fc.double({ min: 0.2, max: 1, noNaN: true }), pace: fc.double({ min: 0.8, max: 3, noNaN: true }),
      errors: fc.array(fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -10, max: 10 })), { minLength: 5, maxLength: 5 }),
    })
    fc.assert(fc.property(ways, ({ line, turnAt, pace, errors }) => {
      const out = walkAlong(line, 0, pace)
      const turned = out.slice(0, Math.ceil(out.length * turnAt))
      const back = [...turned].reverse().map(({ position }, i) => ({ position, at: turned.at(-1)!.at + (i + 1) * 5_000, accuracyM: null }))
      const fixes = [...turned, ...back].map(({ position: [lon, lat], at, accuracyM }, i) => {
        const [x, y] = errors[i % errors.length]!
        return { position: [lon + x * 1e-5, lat + y * 1e-5] as const, at, accuracyM }
      })
      const watch = watchOn(line, line === SQUARE ? SQUARE_CHECKPOINTS : [])
      const { facts, farthestM } = followAll(watch, fixes)
      expect(farthestM).toBeLessThanOrEqual(TOLD_WITHIN_M + 0.5)
      expect(only(facts, 'TeamPlaced').length).toBeLessThanOrEqual(2 + (fixes.length * pace * 5) / 60)
    }), { numRuns: 200 })
  })

  it('is where the fact has it, for a position as old as the fact, or less accurate than the corridor is wide', () => {
    const watch = watchOn(SQUARE, SQUARE_CHECKPOINTS)
    const walk = walkAlong([[0, 0], [140, 0]])
    const { told } = walk.reduce<Followed>((so, fix) => followTo(watch, so, fix), { track: NEW_TRACK, told: undefined, facts: [] })
    const last = walk.at(-1)!
    expect(alongTold(watch, told!, { ...last, at: told!.alongAt })).toBe(told!.alongM)
    expect(alongTold(watch, told!, { ...last, accuracyM: watch.line.corridorM + 0.1 })).toBe(told!.alongM)
    expect(Math.abs(alongTold(watch, told!, { ...last, accuracyM: watch.line.corridorM }) - 138)).toBeLessThan(3)
  })

  it('takes nothing from what positions show', () => {
    const watch = watchOn(STREET_AND_BACK, [[0, 0], [300, 0]])
    const walk = walkAlong([[0, 0], [300, 0], [0, 0], [200, 0]])
    expect(followAll(watch, walk).facts.filter(({ type }) => type !== 'TeamPlaced')).toEqual(trackAll(watch, walk).facts)
  })

  it('reads a position as it travels', () => {
    expect(fixOf({ lonE7: toE7(113.5), latE7: toE7(34.5), fixAt: 7, accuracyDm: 45, speedCmps: null, headingDeg: null, source: 0 })).toEqual({ position: [113.5, 34.5], at: 7, accuracyM: 4.5 })
  })
})
