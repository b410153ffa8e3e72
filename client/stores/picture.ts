import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, triggerRef } from 'vue'
import type { Changed } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, type Picture } from '../../shared/reading/picture.ts'

/** What a full frame changes: everything. */
export type PictureChange = Changed | 'all'

/**
 * The readings' newest values. Panels read `picture` (triggered at most four times a second); the map listens to each change, so that it can
 * touch only what moved.
 */
export const usePictureStore = defineStore('picture', () => {
  const picture = shallowRef<Picture>(emptyPicture(0, 0))
  const listeners = new Set<(change: PictureChange) => void>()
  let pending: ReturnType<typeof setTimeout> | undefined

  function replace(next: Picture): void {
    picture.value = next
    triggerRef(picture)
    listeners.forEach((listener) => listener('all'))
  }

  function changed(change: PictureChange): void {
    listeners.forEach((listener) => listener(change))
    pending ??= setTimeout(() => {
      pending = undefined
      triggerRef(picture)
    }, PANEL_REFRESH_MS)
  }

  /** Hears of each change until the calling scope ends. */
  function onChange(listener: (change: PictureChange) => void): void {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  return { picture, replace, changed, onChange }
})

/** Panels need not follow every frame: people read four times a second at the most. */
const PANEL_REFRESH_MS = 250
