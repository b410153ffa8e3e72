import { defineStore } from 'pinia'
import { onScopeDispose, shallowRef, triggerRef, watch } from 'vue'
import type { Changed } from '../../shared/protocol/readingsFrame.ts'
import { heardPicture, silentTeams } from '../../shared/drill/silent.ts'
import { emptyPicture, type Picture, type Position } from '../../shared/reading/picture.ts'
import { useBoardStore } from './board.ts'
import { useClockStore } from './clock.ts'
import { useLinkStore } from './link.ts'
import { useSiteStore } from './site.ts'

/** What a full frame changes: everything. */
export type PictureChange = Changed | 'all'

/**
 * The readings' newest values. Panels read `picture`, which is triggered with the second when anything changed, so that one
 * drawing of a panel serves ages and values; the map listens to each change, so that it can touch only what moved. In a drill's
 * view it is the drill's: what its script silenced is not heard there (DRILL-9).
 */
export const usePictureStore = defineStore('picture', () => {
  const picture = shallowRef<Picture>(emptyPicture(0, 0))
  /** Have readings been received since the page was opened? */
  const received = shallowRef(false)
  const listeners = new Set<(change: PictureChange) => void>()
  const clock = useClockStore()
  const [boards, link, sites] = [useBoardStore(), useLinkStore(), useSiteStore()]
  const lastHeard = new Map<number, Position>()
  /** Teams the drill does not hear, of which it is known that they were never heard before, by their place in the pack. */
  const neverHeard = new Set<number>()
  /** Is there a silent team of which this page does not know where it was heard last? Whoever fills the stores then asks. */
  const missing = shallowRef(false)
  let measured = picture.value
  let pending = false

  /** In a drill, what it hears of what was measured. */
  function hear(): void {
    const { board } = boards
    if (board.drill === null || sites.site === null) {
      lastHeard.clear()
      neverHeard.clear()
      missing.value = false
      picture.value = measured
      return
    }
    const sources = link.health?.sources.map(({ id }) => id) ?? []
    const silent = silentTeams(board, measured, sites.site, sources, clock.serverSecond)
    picture.value = heardPicture(measured, silent, lastHeard)
    missing.value = [...silent.keys()].some((place) => !lastHeard.has(place) && !neverHeard.has(place))
  }

  /** Takes where silent teams were heard last, as the record has it: what this page saw itself stays (DRILL-9). */
  function recall(heard: readonly { readonly unit: string; readonly position: Position | null }[]): void {
    for (const { unit, position } of heard) {
      const place = sites.site?.teams.findIndex(({ id }) => id === unit) ?? -1
      if (place < 0 || lastHeard.has(place)) continue
      if (position === null) neverHeard.add(place)
      else lastHeard.set(place, position)
    }
    changed('all')
  }

  function replace(next: Picture): void {
    measured = next
    hear()
    triggerRef(picture)
    listeners.forEach((listener) => listener('all'))
  }

  function changed(change: PictureChange): void {
    hear()
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

  watch(() => clock.serverSecond, () => {
    hear()
    show()
  }, { flush: 'sync' })

  /** Hears of each change until the calling scope ends. */
  function onChange(listener: (change: PictureChange) => void): void {
    listeners.add(listener)
    onScopeDispose(() => listeners.delete(listener))
  }

  return { picture, received, missing, replace, changed, recall, onChange }
})
