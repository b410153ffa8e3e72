import type { Map as MapLibre } from 'maplibre-gl'
import { computed, onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import type { Basemap } from './basemap.ts'
import { buildMap, type BuiltMap } from './buildMap.ts'
import type { Inset } from './frame.ts'
import type { PlacedIncidents } from './layers/incidents.ts'
import { readPalette } from './palette.ts'
import { useBasemap } from './useBasemap.ts'
import { useRem } from './useRem.ts'
import type { Language } from './words.ts'

/** A map that was lost, or could not be built, is built again after this, ms. */
const REBUILD_MS = 1_000

export interface CommandMapState {
  readonly map: ShallowRef<MapLibre | null>
  readonly basemap: ShallowRef<Basemap | null>
  readonly ready: Ref<boolean>
  /** Lost its graphics and not drawn again yet. */
  readonly rebuilding: Ref<boolean>
  readonly teams: Ref<number>
  readonly placed: ShallowRef<PlacedIncidents>
}

export interface CommandMapOptions {
  readonly language: Ref<Language>
  readonly duration: (ms: number) => string
  readonly inset: () => Inset
}

/** Keeps a map standing in `container`: builds it, builds it anew when it must be, frees it at the end. */
export function useCommandMap(container: Ref<HTMLElement | null>, options: CommandMapOptions): CommandMapState {
  const { language, duration, inset } = options
  const stores = { board: useBoardStore(), picture: usePictureStore(), clock: useClockStore() }
  const siteStore = useSiteStore()
  const basemap = useBasemap(() => siteStore.site)
  const map = shallowRef<MapLibre | null>(null)
  const ready = shallowRef(false)
  const rebuilding = shallowRef(false)
  const teams = shallowRef(0)
  const placed = shallowRef<PlacedIncidents>(new Map())
  const rem = useRem()
  let built: BuiltMap | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const clear = (): void => {
    clearTimeout(timer)
    built?.dispose()
    built = null
    map.value = null
    ready.value = false
    placed.value = new Map()
  }
  const lost = (): void => {
    rebuilding.value = true
    ready.value = false
    timer = setTimeout(build, REBUILD_MS)
  }
  const events = {
    ready: () => {
      ready.value = true
      rebuilding.value = false
    },
    lost,
    teamsDrawn: (count: number) => (teams.value = count),
    incidentsPlaced: (next: PlacedIncidents) => (placed.value = next),
  }
  function build(): void {
    clear()
    const { site } = siteStore
    if (container.value === null || site === null || basemap.value === null || rem.value === 0) return
    const inputs = { site, palette: readPalette(container.value), rem: rem.value, language, duration, ...stores }
    try {
      built = buildMap(container.value, inputs, basemap.value, inset(), events)
      map.value = built.map
    } catch {
      lost()
    }
  }

  const trigger = computed(() => [container.value, siteStore.site, basemap.value, rem.value, inset()])
  watch(trigger, build, { flush: 'post' })
  onBeforeUnmount(clear)
  return { map, basemap, ready, rebuilding, teams, placed }
}
