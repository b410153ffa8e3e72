import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** The place at a desk from which drills are run. `leave` goes from there to the real thing; null while nobody is there. */
export const useDrillPost = defineStore('drillPost', () => {
  const leave = shallowRef<(() => void) | null>(null)
  return { leave }
})
