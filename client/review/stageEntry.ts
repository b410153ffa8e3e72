import StagePage from './StagePage.vue'
import { createStageClock, type StageClock } from './stageClock.ts'

/** The wall of a moment as a page of its own, with the clock it is led by. */
export function stageEntry(): { readonly page: typeof StagePage; readonly clock: StageClock } {
  return { page: StagePage, clock: createStageClock() }
}
