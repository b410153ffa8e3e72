import { defineAsyncComponent, watch } from 'vue'
import { reloadWhenServed } from '../link/reloadWhenServed.ts'
import { markFirst } from '../marks.ts'
import { loadMap } from '../map/loadMap.ts'
import MapComing from '../map/MapComing.vue'
import { pageStorage } from '../pageStorage.ts'

/** The map waits no longer than this for the first board: a server that sends none still has a map to show, ms. */
const LONGEST_MS = 2_000

/**
 * The wall's map, which comes after the first frame with a board: building it keeps the page busy for seconds where software
 * draws it, and queue and clocks would wait for all of it (ADR 0022). A script that does not come is said to be missing, and
 * the page loaded anew for it.
 */
export function mapAfterBoard(ready: () => boolean) {
  return defineAsyncComponent({
    async loader() {
      await firstBoard(ready)
      return loadMap()
    },
    loadingComponent: MapComing,
    errorComponent: MapComing,
    delay: 0,
    onError(_error, _retry, fail) {
      reloadWhenServed(pageStorage())
      fail()
    },
  })
}

/** Resolves once a frame with a board has been handed on, or when none came for two seconds. */
function firstBoard(ready: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST_MS)
    const shown = (): void => {
      markFirst('useful')
      clearTimeout(late)
      resolve()
    }
    watch(ready, (is) => is && requestAnimationFrame(() => requestAnimationFrame(shown)), { immediate: true, flush: 'post' })
  })
}
