import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atRate, beside, holdsSecond, jump, newPlayer, pause, placeOf, play, positionAt, rateBeside, step } from './player.ts'

const STRETCH = { from: 1_000, to: 100_000 }
const FACTS = [{ seq: 3, recordedAt: 2_000 }, { seq: 4, recordedAt: 2_000 }, { seq: 9, recordedAt: 50_000 }]

describe('the player of a replay', () => {
  it('REPLAY-5: plays at its rate from where it stood, and stays at the end of its stretch', () => {
    const playing = play(atRate(newPlayer(STRETCH, 10_000, 0), 15, 0), 500)
    expect([positionAt(playing, 500), positionAt(playing, 1_500), positionAt(playing, 6_500), positionAt(playing, 6_501)]).toEqual([10_000, 25_000, 100_000, 100_000])
    expect(positionAt(play(pause(playing, 9_000), 9_000), 9_000)).toBe(STRETCH.from)
  })

  it.each([[999, true], [1_000, true], [0, false], [-1, false], [100_000, true], [100_001, false], [99_000, true]])('REPLAY-5: a moment written to the second, %d, lies in its stretch: %s', (moment, expected) => {
    expect(holdsSecond(STRETCH, moment)).toBe(expected)
    expect(holdsSecond({ from: 1_400, to: 99_400 }, moment)).toBe(expected && moment < 100_000)
  })

  it('REPLAY-5: another rate, a pause and going on again lose no time and make none', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('play', 'pause', 'faster', 'slower'), fc.integer({ min: 0, max: 500 }))), (acts) => {
      let player = newPlayer(STRETCH, null, 0)
      let now = 0
      for (const [act, ms] of acts) {
        now += ms
        const before = positionAt(player, now)
        if (act === 'play') player = before >= STRETCH.to ? player : play(player, now)
        else if (act === 'pause') player = pause(player, now)
        else player = atRate(player, rateBeside(player.rate, act === 'faster' ? 1 : -1), now)
        expect(before - positionAt(player, now)).toBeLessThan(1)
        expect(positionAt(player, now)).toBeLessThanOrEqual(before)
      }
    }))
  })

  it('REPLAY-5: steps fact by fact, also where two are of one moment, and stops at either end', () => {
    let player = newPlayer(STRETCH, 1_500, 0)
    const seen: (readonly [number, number | null])[] = []
    for (const by of [1, 1, 1, 1, -1, -1, -1] as const) {
      player = step(player, by, FACTS, 0)
      seen.push([player.at, player.seq])
    }
    expect(seen).toEqual([[2_000, 3], [2_000, 4], [50_000, 9], [50_000, 9], [2_000, 4], [2_000, 3], [2_000, 3]])
  })

  it('REPLAY-2: a fact is shown from the millisecond it was recorded', () => {
    expect([1_999, 2_000, 49_999, 50_000].map((at) => placeOf({ at, seq: null }, FACTS))).toEqual([-1, 1, 1, 2])
  })

  it('REPLAY-5: jumps within its stretch alone, and a second stretch stands as long after its start', () => {
    expect([0, 1_000, 7_000, 100_001].map((at) => jump(newPlayer(STRETCH, null, 0), at, 0).at)).toEqual([1_000, 1_000, 7_000, 100_000])
    expect([1_000, 6_000, 60_000].map((at) => beside(at, STRETCH, { from: 500_000, to: 520_000 }))).toEqual([500_000, 505_000, 520_000])
  })
})
