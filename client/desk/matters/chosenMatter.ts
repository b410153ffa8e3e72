import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Which matter is looked at at this desk: other sections lead to one. */
export const useChosenMatter = defineStore('chosenMatter', () => {
  const chosen = shallowRef<string | null>(null)
  return { chosen }
})
