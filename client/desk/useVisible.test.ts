import { effectScope } from 'vue'
import { expect, it } from 'vitest'
import { useVisible } from './useVisible.ts'

it('PRESENCE-1: a page says when it is hidden and shown, until whoever asked is gone', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const scope = effectScope()
  const visible = scope.run(() => useVisible(page as unknown as Document))!
  const turn = (state: DocumentVisibilityState): boolean => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
    return visible.value
  }
  expect([visible.value, turn('hidden'), turn('visible')]).toEqual([true, false, true])
  scope.stop()
  expect(turn('hidden')).toBe(true)
})
