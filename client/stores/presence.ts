import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { IncidentId } from '../../shared/ids.ts'
import type { Viewer } from '../../shared/presence/types.ts'

/** Which incident this page looks at, and who looks at which. `looking` undefined: this page is no desk and says nothing. */
export const usePresenceStore = defineStore('presence', () => {
  const looking = shallowRef<IncidentId | null>()
  const viewers = shallowRef<readonly Viewer[]>([])
  return { looking, viewers }
})
