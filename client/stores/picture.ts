import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, triggerRef, watch } from 'vue'
import type { Changed } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, type Picture } from '../../shared/reading/picture.ts'
import { useClockStore } from './clock.ts'

/** What a full frame changes: everything. */
export type PictureChange = Changed | 'all'

/**
 * The readings' newest values. Panels read `picture`, which is triggered with the second when anything changed, so that one
 * drawing of a panel serves ages and values; the map listens to each change, so that it can touch only what moved.
 */
export const usePictureStore = defineStore('picture', () => {
  const picture = shallowRef<Picture>(emptyPicture(0, 0))
  /** Have readings been received since the page was opened? */
  const received = shallowRef(false)
  const listeners = new Set<(change: PictureChange) => void>()
  const clock = useClockStore()
  let pending = false

  function replace(next: Picture): void {
    picture.value = next
    triggerRef(picture)
    listeners.forEach((listener) => listener('all'))
  }

  function changed(change: PictureChange): void {
    listeners.forEach((listener) => listener(change))
    pending = true
    if (change !== 'all') return
    received.value = true
    show()
  }

  function show(): void {
    if (!pending) return
    pending = false
    triggerRef(picture)
  }

  watch(() => clock.serverSecond, show, { flush: 'sync' })

  /** Hears of each change until the calling scope ends. */
  function onChange(listener: (change: PictureChange) => void): void {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  return { picture, received, replace, changed, onChange }
})
