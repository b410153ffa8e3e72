import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isLocked, LOCKED_FOR_MS, MOST_FAILURES, tried, UNLOCKED, type Lock } from './lock.ts'

const NOW = 1_700_000_000_000
const after = (tries: number): Lock => Array.from({ length: tries }).reduce<Lock>((lock) => tried(lock, NOW), UNLOCKED)

it('ACCESS-5: four failures do not lock, the fifth does', () => {
  expect(isLocked(after(MOST_FAILURES - 1), NOW)).toBe(false)
  expect(isLocked(after(MOST_FAILURES), NOW)).toBe(true)
})

it('ACCESS-5: a lock ends a quarter of an hour later, to the millisecond, and the count begins anew', () => {
  const lock = after(MOST_FAILURES)
  expect(isLocked(lock, NOW + LOCKED_FOR_MS - 1)).toBe(true)
  expect(isLocked(lock, NOW + LOCKED_FOR_MS)).toBe(false)
  expect(tried(lock, NOW + LOCKED_FOR_MS)).toEqual({ failures: 1, lockedUntil: 0 })
})

it('ACCESS-5: however tries are spread, no more than five are made between a success and a lock', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 60 }), (waits) => {
    let [lock, now, made] = [UNLOCKED, NOW, 0]
    for (const wait of waits) {
      now += wait
      if (isLocked(lock, now)) {
        made = 0
        continue
      }
      lock = tried(lock, now)
      made += 1
      if (made > MOST_FAILURES) return false
    }
    return true
  }))
})
