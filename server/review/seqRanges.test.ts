import { describe, expect, it } from 'vitest'
import { areRanges, countOf, putSeq, rangeWalk, spellRanges, type SeqRange } from './seqRanges.ts'

describe('EXPORT-7: places of facts', () => {
  it('that follow each other are one range, and are found again at both ends and not beside them', () => {
    const ranges: SeqRange[] = []
    for (const seq of [2, 3, 4, 7, 9, 10]) putSeq(ranges, seq)
    expect(ranges).toEqual([[2, 4], [7, 7], [9, 10]])
    expect([countOf(ranges), spellRanges(ranges)]).toEqual([6, '2–4, 7, 9–10'])
    const walk = rangeWalk(ranges)
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].filter(walk)).toEqual([2, 3, 4, 7, 9, 10])
  })

  it.each([[[], true], [[[1, 1]], true], [[[2, 1]], false], [[[1]], false], [[['1', 2]], false], [{}, false], [null, false]])('%j are ranges: %s', (value, are) => {
    expect(areRanges(value)).toBe(are)
  })
})
