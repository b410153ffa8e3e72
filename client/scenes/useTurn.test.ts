import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { emptyBoard, type Board } from '../../shared/board.ts'
import type { Mode } from '../../shared/mode/types.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { TURN_LEAD_MS } from './turn.ts'
import { useTurn } from './useTurn.ts'

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers({ now: MORNING })
  setActivePinia(createPinia())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

/** A wall with a board in normal mode; `switchTo` folds a switch that was `ageMs` old when it came. */
function wall(received = true) {
  const board = useBoardStore()
  const live: Board = emptyBoard()
  if (received) board.replace(live)
  const turn = scope.run(useTurn)!
  function switchTo(mode: Mode, ageMs = 0, way: 'fact' | 'join' = 'fact'): void {
    live.mode = mode
    live.modeRecord = { ...live.modeRecord, since: useClockStore().serverNow() - ageMs }
    if (way === 'join') board.replace(live)
    else board.changed()
  }
  return { board, live, turn, switchTo }
}

describe('SCENE-1 MODE-1 a wall', () => {
  it('shows the mode before until the instant, prepares meanwhile, and takes what left down afterwards', () => {
    const { board, turn, switchTo } = wall()
    switchTo('holiday', 50)
    expect([board.mode, board.board.mode]).toEqual(['normal', 'holiday'])
    vi.advanceTimersByTime(TURN_LEAD_MS - 51)
    expect(board.mode).toBe('normal')
    expect(turn.prepared.value).toBeGreaterThan(10)
    vi.advanceTimersByTime(1)
    expect([board.mode, turn.before.value?.mode]).toEqual(['holiday', 'normal'])
    vi.advanceTimersByTime(2 * TURN_LEAD_MS)
    expect(turn.before.value).toBeNull()
  })

  it('turns at once when the instant has passed, and waits for it when it is a moment ahead', () => {
    const { board, switchTo } = wall()
    switchTo('holiday', TURN_LEAD_MS)
    expect(board.mode).toBe('holiday')
    switchTo('event', TURN_LEAD_MS - 1)
    expect(board.mode).toBe('holiday')
    vi.advanceTimersByTime(1)
    expect(board.mode).toBe('event')
  })

  it('turns to the newest of two acts, at the instant of that', () => {
    const { board, switchTo } = wall()
    switchTo('holiday')
    vi.advanceTimersByTime(TURN_LEAD_MS - 100)
    switchTo('event')
    vi.advanceTimersByTime(TURN_LEAD_MS - 1)
    expect(board.mode).toBe('normal')
    vi.advanceTimersByTime(1)
    expect(board.mode).toBe('event')
  })

  it('waits for the instant also after a new join, but shows its first board, a drill’s and a replay’s at once', () => {
    const joined = wall()
    joined.switchTo('holiday', 0, 'join')
    expect(joined.board.mode).toBe('normal')
    vi.advanceTimersByTime(2 * TURN_LEAD_MS)
    useLinkStore().state = 'replay'
    joined.switchTo('event')
    expect(joined.board.mode).toBe('event')
    setActivePinia(createPinia())
    const first = wall(false)
    first.switchTo('holiday', 0, 'join')
    expect(first.board.mode).toBe('holiday')
  })

  it('that is left holds nothing back', () => {
    const { board, switchTo } = wall()
    switchTo('holiday')
    scope.stop()
    expect(board.mode).toBe('holiday')
  })
})
