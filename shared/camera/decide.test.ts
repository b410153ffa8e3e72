import { describe, expect, it } from 'vitest'
import type { Board } from '../board.ts'
import { boardOf } from '../../tests/support/builders.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { decidePlatforms, nextSilenceAt, type PlatformSign } from './decide.ts'

const LOST_AFTER_MS = 50_000

function sign(over: Partial<PlatformSign> = {}): PlatformSign {
  return { platform: 'p', heardAt: MORNING, watchedSince: MORNING, saidDown: false, lostAfterMs: LOST_AFTER_MS, cameras: 366, ...over }
}

/** A board on which platform `p` was lost, last heard at `heardAt`. */
function lostBoard(heardAt: number, reason: 'silent' | 'reported' = 'silent'): Board {
  const board = boardOf([])
  board.outages.set('p', { platform: 'p', lostAt: reason === 'silent' ? heardAt + LOST_AFTER_MS : heardAt, lastHeardAt: heardAt, reason })
  return board
}

describe('STALE-2: a platform', () => {
  it('silent for its limit is not lost, a millisecond later it is, as one fact for all its cameras', () => {
    expect(decidePlatforms(boardOf([]), [sign()], MORNING + LOST_AFTER_MS)).toEqual([])
    expect(decidePlatforms(boardOf([]), [sign()], MORNING + LOST_AFTER_MS + 1)).toMatchObject([
      {
        type: 'PlatformLost', at: MORNING + LOST_AFTER_MS, by: 'system',
        data: { platform: 'p', reason: 'silent', lastHeardAt: MORNING, cameras: 366 },
      },
    ])
  })

  it('that says so is lost at once, at its own time', () => {
    expect(
      decidePlatforms(boardOf([]), [sign({ saidDown: true })], MORNING + 1),
    ).toMatchObject([{ type: 'PlatformLost', at: MORNING, data: { reason: 'reported' } }])
  })

  it('never heard is not lost: there was nothing to lose', () => {
    expect(decidePlatforms(boardOf([]), [sign({ heardAt: 0 })], MORNING + 1e9)).toEqual([])
    expect(nextSilenceAt(boardOf([]), [sign({ heardAt: 0 })])).toBeNull()
  })

  it('lost is lost once', () => {
    expect(decidePlatforms(lostBoard(MORNING), [sign()], MORNING + 2 * LOST_AFTER_MS)).toEqual([])
  })

  it('heard again is restored at that time', () => {
    const heardAt = MORNING + 90_000
    expect(
      decidePlatforms(lostBoard(MORNING), [sign({ heardAt })], heardAt + 5),
    ).toMatchObject([{ type: 'PlatformRestored', at: heardAt, data: { platform: 'p' } }])
  })

  it('was not silent while nobody listened: after a restart its time counts from the start', () => {
    const watchedSince = MORNING + 3_600_000
    expect(decidePlatforms(boardOf([]), [sign({ watchedSince })], watchedSince + LOST_AFTER_MS)).toEqual([])
    expect(
      decidePlatforms(boardOf([]), [sign({ watchedSince })], watchedSince + LOST_AFTER_MS + 1),
    ).toMatchObject([{ at: watchedSince + LOST_AFTER_MS }])
  })

  it.each(['silent', 'reported'] as const)('lost (%s) stays lost over a restart until it is heard, not merely listened to', (reason) => {
    const watchedSince = MORNING + 3_600_000
    expect(decidePlatforms(lostBoard(MORNING, reason), [sign({ watchedSince })], watchedSince)).toEqual([])
    expect(decidePlatforms(lostBoard(MORNING, reason), [sign({ watchedSince, heardAt: MORNING - 500 })], watchedSince)).toEqual([])
    expect(
      decidePlatforms(lostBoard(MORNING, reason), [sign({ watchedSince, heardAt: MORNING + 1 })], watchedSince),
    ).toMatchObject([{ type: 'PlatformRestored' }])
  })
})

describe('STALE-2: the next silence', () => {
  it('is the first of all platforms that are not lost', () => {
    const signs = [
      sign({ platform: 'a', heardAt: MORNING + 10 }), sign({ platform: 'b', heardAt: MORNING + 5 }),
      sign({ platform: 'p', heardAt: MORNING }),
    ]
    expect(nextSilenceAt(lostBoard(MORNING), signs)).toBe(MORNING + 5 + LOST_AFTER_MS + 1)
  })

  it('is when deciding finds it, and not a millisecond sooner', () => {
    const next = nextSilenceAt(boardOf([]), [sign()])!
    expect(decidePlatforms(boardOf([]), [sign()], next - 1)).toEqual([])
    expect(decidePlatforms(boardOf([]), [sign()], next)).toHaveLength(1)
  })
})
