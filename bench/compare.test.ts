import { describe, expect, it } from 'vitest'
import { betterOf, compareWith } from './compare.ts'

describe('what bench:check fails for', () => {
  it.each([
    ['as committed', 1, true],
    ['15 % worse', 1.15, true],
    ['a little more', 1.1501, false],
    ['better', 0.1, true],
  ])('a figure that is %s', (_what, now, kept) => {
    expect(compareWith({ cpu: 1 }, new Map([['cpu', now]]))).toEqual([{ name: 'cpu', before: 1, now, kept }])
  })

  it('one that was not measured', () => {
    expect(compareWith({ cpu: 1 }, new Map([['wire', 1]]))).toEqual([{ name: 'cpu', before: 1, now: NaN, kept: false }])
  })

  it('not for one that was worse only once', () => {
    expect([...betterOf(new Map([['cpu', 2], ['wire', 1]]), new Map([['cpu', 1.1]]))]).toEqual([['cpu', 1.1], ['wire', 1]])
    expect([...betterOf(new Map([['cpu', 1]]), new Map([['cpu', 2]]))]).toEqual([['cpu', 1]])
  })
})
