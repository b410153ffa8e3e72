import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Beat } from '../../shared/protocol/messages.ts'

/**
 * `connecting`: never joined yet. `live`: beats come. `stale`: none for too long, what is shown is old.
 * `replay`: there is no link, what is shown is the past.
 * `outdated`: the server speaks another protocol even after a reload.
 */
export type LinkState = 'connecting' | 'live' | 'stale' | 'outdated' | 'replay'

/** The link to the server itself: is what the wall shows current? */
export const useLinkStore = defineStore('link', () => {
  const state = shallowRef<LinkState>('connecting')
  const beat = shallowRef<Beat | null>(null)
  /** Server time of the last thing heard, epoch ms; 0 for never. */
  const heardAt = shallowRef(0)
  const roundTripMs = shallowRef<number | null>(null)
  /** Server clock minus this screen's, ms. */
  const offsetMs = shallowRef(0)
  const health = computed(() => beat.value?.health ?? null)
  const demo = computed(() => health.value?.demo ?? false)
  return { state, beat, heardAt, roundTripMs, offsetMs, health, demo }
})
