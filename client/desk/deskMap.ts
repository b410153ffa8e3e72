import { defineAsyncComponent } from 'vue'
import { loadMap } from '../map/loadMap.ts'
import MapComing from '../map/MapComing.vue'
import MapMissing from './MapMissing.vue'

/** The map of a desk's section, which says that it is on its way, or that it did not come. */
export const CommandMap = defineAsyncComponent({ loader: loadMap, loadingComponent: MapComing, errorComponent: MapMissing, delay: 0 })
