import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { legibleFromM, neededShare, SHARE_BOUNDS, smallestShare, wallHeightM } from './textSize.ts'

const rootCss = readFileSync(new URL('./root.css', import.meta.url), 'utf8')

describe('LOOK-2 the smallest text is 16 arc-minutes high for the farthest viewer', () => {
  it('asks for 46.5 mm glyphs at 10 m', () => {
    expect((neededShare(10, 2.7) / 100) * 2_700 * 0.92).toBeCloseTo(46.5, 1)
  })

  it('grows with the distance and shrinks with the wall', () => {
    expect(neededShare(20, 2.7)).toBeCloseTo(2 * neededShare(10, 2.7))
    expect(neededShare(10, 5.4)).toBeCloseTo(neededShare(10, 2.7) / 2)
  })

  it('is what the style sheet starts with, before the site is known', () => {
    const share = Number(/--smallest-share: ([\d.]+)/.exec(rootCss)?.[1])
    expect(share).toBeGreaterThanOrEqual(neededShare(10, 2.7))
    expect(share).toBeCloseTo(neededShare(10, 2.7), 2)
  })

  it('stays within what the layout holds, and says how far that reads', () => {
    expect(smallestShare(50, 2.7)).toBe(SHARE_BOUNDS.most)
    expect(smallestShare(1, 2.7)).toBe(SHARE_BOUNDS.least)
    expect(legibleFromM(neededShare(12, 2.7), 2.7)).toBeCloseTo(12)
  })

  it.each([['wallHeightM=2', 2], ['', 2.7], ['wallHeightM=0', 2.7], ['wallHeightM=high', 2.7]])('reads %j as %d m', (query, height) => {
    expect(wallHeightM(new URLSearchParams(query))).toBe(height)
  })
})
