import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  degreesAt, fixAt, only, SQUARE, SQUARE_CHECKPOINTS, standAt, STREET, STREET_CHECKPOINTS, trackAll, walkAlong, watchOn, type Metres,
} from '../../tests/support/patrolWalk.ts'
import { AT_CHECKPOINT_M } from './loops.ts'
import type { NewPatrolFact } from './facts.ts'
import { TURNED_AFTER_M } from './followAlong.ts'
import { movedM } from './routeLine.ts'

const square = watchOn(SQUARE, SQUARE_CHECKPOINTS)
const ROUND: readonly Metres[] = [[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]]
const twice: readonly Metres[] = [...ROUND, ...ROUND.slice(1), [140, 0]]

/** Places of the checkpoints reached, negative where out of order; a loop that begins is followed by `+`. */
const reached = (facts: readonly NewPatrolFact[]): string[] =>
  only(facts, 'CheckpointReached').map(({ data }) => `${data.inOrder ? '' : '!'}${data.checkpoint}${data.begins === null ? '' : '+'}`)
const outcomes = (facts: readonly NewPatrolFact[]): unknown[] =>
  only(facts, 'LoopEnded').map(({ data }) => [data.outcome, data.reached, data.skipped, data.unseen])

describe('ROUTE-3 checkpoints and loops', () => {
  it('are reached once each in order, and a loop is completed where it began', () => {
    const { facts } = trackAll(square, walkAlong(twice))
    expect(reached(facts)).toEqual(['0+', '1', '2', '3', '0+', '1', '2', '3', '0+'])
    expect(outcomes(facts)).toEqual([['completed', 4, 0, 0], ['completed', 4, 0, 0]])
    expect(only(facts, 'CheckpointSkipped')).toEqual([])
  })

  it('are reached within 20 m along the route and not before', () => {
    const near = 100 - AT_CHECKPOINT_M
    expect(reached(trackAll(square, [fixAt([near - 0.1, 0], 0)]).facts)).toEqual([])
    expect(reached(trackAll(square, [fixAt([near + 0.1, 0], 0)]).facts)).toEqual(['0+'])
  })

  it('passed by off the route are skipped, and the loop is missed', () => {
    const cut: readonly Metres[] = [[0, 0], [200, 0], [200, 40], [100, 100], [40, 200], [0, 200], [0, 0], [140, 0]]
    const { facts } = trackAll(square, walkAlong(cut))
    expect(only(facts, 'CheckpointSkipped').map(({ data }) => [data.checkpoint, data.mark])).toEqual([[1, 'skipped'], [2, 'skipped']])
    expect(outcomes(facts)).toEqual([['missed', 2, 2, 0]])
    expect(only(facts, 'TeamLeftRoute')).toHaveLength(1)
    expect(only(facts, 'TeamBackOnRoute')).toHaveLength(2)
  })

  it('a loop whose end was not seen ends as unknown, and the next begins where the team is seen', () => {
    const walk = walkAlong(twice)
    const gap = walk.filter(({ at }) => at < walk[0]!.at + 540_000 || at > walk[0]!.at + 800_000)
    const { facts } = trackAll(square, gap)
    expect(outcomes(facts)).toEqual([['unknown', 3, 0, 1]])
    expect(reached(facts)).toEqual(['0+', '1', '2', '1+', '2', '3', '0'])
  })

  it('on a line are reached there and back, a loop each way', () => {
    const street = watchOn(STREET, STREET_CHECKPOINTS)
    const { facts } = trackAll(street, walkAlong([[0, 0], [600, 0], [0, 0], [400, 0]]))
    expect(reached(facts)).toEqual(['0+', '1', '2+', '1', '0+', '1'])
    expect(outcomes(facts)).toEqual([['completed', 3, 0, 0], ['completed', 3, 0, 0]])
  })

  it('on a line that is left half way are missed back at its beginning', () => {
    const street = watchOn(STREET, STREET_CHECKPOINTS)
    const { facts } = trackAll(street, walkAlong([[0, 0], [400, 0], [0, 0]]))
    expect(outcomes(facts)).toEqual([['missed', 2, 1, 0]])
    expect(only(facts, 'TeamTurned')).toHaveLength(1)
  })

  it('a walk in order reaches every checkpoint once, wherever it begins, at whatever pace, whatever the positions err', () => {
    const walks = fc.record({
      fromM: fc.integer({ min: 0, max: 799 }), pace: fc.double({ min: 0.6, max: 4, noNaN: true }),
      errors: fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true })), { minLength: 7, maxLength: 7 }),
    })
    const placeAt = (m: number): Metres => {
      const at = ((m % 800) + 800) % 800
      const [side, on] = [Math.floor(at / 200), at % 200]
      return ([[on, 0], [200, on], [200 - on, 200], [0, 200 - on]] as const)[side as 0 | 1 | 2 | 3]
    }
    fc.assert(fc.property(walks, ({ fromM, pace, errors }) => {
      const fixes = Array.from({ length: Math.floor(740 / (pace * 5)) }, (_, i) => {
        const [x, y] = placeAt(fromM + i * pace * 5)
        const [dx, dy] = errors[i % errors.length]!
        return fixAt([x + dx, y + dy], i * 5)
      })
      const { facts } = trackAll(square, fixes)
      const places = only(facts, 'CheckpointReached').map(({ data }) => data.checkpoint)
      expect(only(facts, 'CheckpointReached').every(({ data }) => data.inOrder)).toBe(true)
      expect(only(facts, 'CheckpointSkipped')).toEqual([])
      expect(new Set(places).size).toBeGreaterThanOrEqual(Math.min(4, places.length))
      for (let i = 1; i < places.length; i += 1) expect(places[i]).toBe((places[i - 1]! + 1) % 4)
      expect(places.length).toBeGreaterThanOrEqual(3)
    }), { numRuns: 300 })
  })
})

describe('ROUTE-4 the other way round', () => {
  it('is told after 60 m against the direction, not before, and standing turns nobody', () => {
    const street = watchOn(STREET, [])
    expect(only(trackAll(street, walkAlong([[300, 0], [300 - TURNED_AFTER_M + 4, 0]])).facts, 'TeamTurned')).toEqual([])
    expect(only(trackAll(street, walkAlong([[300, 0], [300 - TURNED_AFTER_M - 8, 0]])).facts, 'TeamTurned')).toMatchObject([{ data: { direction: -1 } }])
    fc.assert(fc.property(fc.array(fc.double({ min: 285, max: 315, noNaN: true }), { minLength: 1, maxLength: 300 }), (places) => {
      expect(only(trackAll(street, places.map((x, i) => fixAt([x, 0], i * 5))).facts, 'TeamTurned')).toEqual([])
    }))
  })

  it('a loop walked backwards is told as such: turned, checkpoints out of order, none completed', () => {
    const back = [...twice].reverse()
    const { facts, track } = trackAll(square, walkAlong(back))
    expect(only(facts, 'TeamTurned')).toMatchObject([{ data: { direction: -1 } }])
    expect(reached(facts).slice(1).every((each) => each.startsWith('!'))).toBe(true)
    expect(outcomes(facts)).toEqual([])
    expect([track.course, track.direction]).toEqual(['on', -1])
  })
})

describe('ROUTE-2 the place along the route', () => {
  /** An eight: out to the east, back across itself. */
  const eight: readonly Metres[] = [[0, 0], [300, 200], [300, 0], [0, 200], [0, 0]]
  const crossingM = Math.hypot(150, 100)

  it('does not jump to the other branch where the line crosses itself', () => {
    const watch = watchOn(eight, [])
    const walk = walkAlong([...eight])
    let atM = 0
    for (const count of walk.keys()) {
      const { track } = trackAll(watch, walk.slice(0, count + 1))
      const goneM = movedM(watch.line, atM, track.spot!.alongM)
      expect(Math.abs(goneM), `position ${count} at ${atM} m`).toBeLessThan(31)
      atM = track.spot!.alongM
    }
    expect(crossingM).toBeLessThan(watch.line.lengthM / 2)
  })

  it('follows a line that runs back over itself, and turns nobody at its far end', () => {
    const watch = watchOn([[0, 0], [400, 0], [0, 0.5], [0, 100]], [[200, 0], [400, 0], [0, 100]])
    const { facts, track } = trackAll(watch, walkAlong([[0, 0], [400, 0], [0, 0.5], [0, 100]]))
    expect(only(facts, 'TeamTurned')).toEqual([])
    expect(reached(facts)).toEqual(['0+', '1', '2+'])
    expect(Math.abs(track.spot!.alongM - 900)).toBeLessThan(8)
  })

  it('stays at a crossing while a team stands there with positions that err', () => {
    const watch = watchOn(eight, [])
    const begun = trackAll(watch, walkAlong([[0, 0], [150, 100]]))
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 })), { maxLength: 60 }), (errors) => {
      const from = begun.track.fixAt
      const stood = errors.map(([x, y], i) => ({ position: degreesAt([150 + x, 100 + y]), at: from + (i + 1) * 5_000, accuracyM: null }))
      expect(Math.abs(trackAll(watch, stood, begun.track).track.spot!.alongM - crossingM)).toBeLessThan(40)
    }))
  })

  it('is sought anew only after three positions 10 s apart elsewhere on the line', () => {
    const begun = trackAll(square, walkAlong([[0, 0], [60, 0]]))
    const after = begun.track.fixAt / 1_000 - fixAt([0, 0], 0).at / 1_000
    const held = { ...begun.track, spot: { ...begun.track.spot!, position: degreesAt([100, 200]) } }
    const elsewhere = (count: number, everyS: number): number =>
      Math.round(trackAll(square, Array.from({ length: count }, (_, i) => fixAt([100, 200], after + 5 + i * everyS)), held).track.spot!.alongM)
    expect([elsewhere(2, 10), elsewhere(3, 4.9), elsewhere(3, 5)]).toEqual([54, 54, 500])
  })
})

describe('ROUTE-5 the stay at a checkpoint', () => {
  const dwell = { leastMs: 60_000, mostMs: 120_000 }
  const stay = (seconds: number, dwells = [dwell, null, null, null]): unknown[] => {
    const watch = watchOn(SQUARE, SQUARE_CHECKPOINTS, { dwells })
    const [first, last] = [{ fromS: 0 }, { fromS: 10 + seconds }]
    const fixes = [fixAt([60, 0], first.fromS), ...standAt([100, 0], 5, seconds), fixAt([140, 0], last.fromS)]
    return only(trackAll(watch, fixes).facts, 'CheckpointDwelled').map(({ data }) => data.verdict)
  }

  it('is too short, kept or too long as the pack says, and nothing without it', () => {
    expect([stay(40), stay(60), stay(90), stay(125), stay(130), stay(300)]).toEqual([['tooShort'], ['kept'], ['kept'], ['kept'], ['tooLong'], ['tooLong']])
    expect(stay(300, [])).toEqual([])
  })

  it('is too long while it lasts, and said once', () => {
    const watch = watchOn(SQUARE, SQUARE_CHECKPOINTS, { dwells: [dwell, null, null, null] })
    expect(only(trackAll(watch, standAt([100, 0], 0, 125)).facts, 'CheckpointDwelled')).toEqual([])
    expect(only(trackAll(watch, standAt([100, 0], 0, 400)).facts, 'CheckpointDwelled')).toHaveLength(1)
  })
})
