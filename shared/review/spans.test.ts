import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, commonOf, gapsOf } from './spans.ts'

describe('gaps of a stretch', () => {
  it('REPLAY-4: begin one millisecond after the most that may lie between two signs', () => {
    expect(gapsOf([25, 50], { from: 0, to: 75 }, 25)).toEqual([])
    expect(gapsOf([25, 51], { from: 0, to: 76 }, 25)).toEqual([{ from: 25, to: 51 }])
  })

  it('REPLAY-4: reach from its start to its end where nothing came', () => {
    expect(gapsOf([], { from: 10, to: 90 }, 25)).toEqual([{ from: 10, to: 90 }])
  })

  it('REPLAY-4: hold no sign, and all else is no gap', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1_000 })).map((list) => list.sort((a, b) => a - b))
    fc.assert(fc.property(times, fc.integer({ min: 1, max: 300 }), (list, afterMs) => {
      const gaps = gapsOf(list, { from: 0, to: 1_000 }, afterMs)
      for (const { from, to } of gaps) {
        expect(to - from).toBeGreaterThan(afterMs)
        expect(list.some((time) => time > from && time < to)).toBe(false)
      }
      const signs = [0, ...list, 1_000]
      const silent = signs.slice(1).filter((time, i) => time - (signs[i] ?? 0) > afterMs)
      expect(gaps.map(({ to }) => to)).toEqual(silent)
    }))
  })

  it('REPLAY-4: of all units are those in which none was heard', () => {
    expect(commonOf([])).toEqual([])
    expect(commonOf([[{ from: 0, to: 10 }, { from: 20, to: 40 }], [{ from: 5, to: 30 }]])).toEqual([{ from: 5, to: 10 }, { from: 20, to: 30 }])
    expect([clip({ from: 0, to: 5 }, { from: 5, to: 9 }), clip({ from: 0, to: 6 }, { from: 5, to: 9 })]).toEqual([null, { from: 5, to: 6 }])
  })
})
