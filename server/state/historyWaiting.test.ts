import { describe, expect, it } from 'vitest'
import { HistoryWaiting } from './historyWaiting.ts'

const waiting = () => new HistoryWaiting<{ at: number; word: string }>(2, ({ at }) => at)

describe('JOURNAL-11: of the readings of a thing that wait together', () => {
  it('the newest of each second stays, to the millisecond', () => {
    const list = waiting()
    for (const at of [1_000, 1_500, 1_999, 2_000, 2_001]) list.add(0, { at, word: 'a' })
    expect(list.take().map(({ at }) => at)).toEqual([1_999, 2_001])
    expect(list.size).toBe(0)
  })

  it('an older one of the same second takes no newer one away, and of two of one time the first stays', () => {
    const list = waiting()
    for (const [at, word] of [[1_500, 'first'], [1_400, 'older'], [1_500, 'again']] as const) list.add(0, { at, word })
    expect(list.take()).toEqual([{ at: 1_500, word: 'first' }])
  })

  it('those of different things and a late backlog all stay', () => {
    const list = waiting()
    list.add(0, { at: 60_000, word: 'a' })
    list.add(1, { at: 60_000, word: 'b' })
    for (const at of [10_000, 20_000, 30_000]) list.add(0, { at, word: 'late' })
    expect(list.take().map(({ at }) => at)).toEqual([60_000, 60_000, 10_000, 20_000, 30_000])
  })

  it('what was taken is not looked at again', () => {
    const list = waiting()
    list.add(0, { at: 1_500, word: 'written' })
    list.take()
    list.add(0, { at: 1_400, word: 'later' })
    expect(list.take()).toEqual([{ at: 1_400, word: 'later' }])
  })
})
