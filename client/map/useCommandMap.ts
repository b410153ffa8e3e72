import type { Map as MapLibre } from 'maplibre-gl'
import { computed, onBeforeUnmount, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import type { Basemap } from './basemap.ts'
import { buildMap, type BuiltMap, type MapEvents } from './buildMap.ts'
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
  /** Shows the whole again. */
  readonly frame: () => void
}

export interface CommandMapOptions {
  readonly language: Ref<Language>
  readonly duration: (ms: number) => string
  readonly inset: () => Inset
  readonly movable: boolean
}

/** Keeps a map standing in `container`: builds it, builds it anew when it must be, frees it at the end. */
export function useCommandMap(container: Ref<HTMLElement | null>, options: CommandMapOptions): CommandMapState {
  const stores = { board: useBoardStore(), picture: usePictureStore(), clock: useClockStore() }
  const siteStore = useSiteStore()
  const rem = useRem()
  let built: BuiltMap | null = null
  const state = noMapYet(useBasemap(() => siteStore.site), () => built?.frame())
  let timer: ReturnType<typeof setTimeout> | undefined

  const clear = (): void => {
    clearTimeout(timer)
    built?.dispose()
    built = null
    state.map.value = null
    state.ready.value = false
    state.placed.value = new Map()
  }
  const buildLater = (): void => {
    timer = setTimeout(build, REBUILD_MS)
  }
  const events = eventsInto(state, buildLater)
  function build(): void {
    clear()
    const { site } = siteStore
    const { value: basemap } = state.basemap
    if (container.value === null || site === null || basemap === null || rem.value === 0) return
    const { language, duration, inset, movable } = options
    const inputs = { site, palette: readPalette(container.value), rem: rem.value, language, duration, ...stores }
    try {
      built = buildMap(container.value, inputs, basemap, { inset: inset(), movable }, events)
      state.map.value = built.map
    } catch {
      container.value.replaceChildren()
      events.lost()
    }
  }

  const reasons = computed(() => [container.value, siteStore.site, state.basemap.value, rem.value, options.inset()])
  watch(reasons, build, { flush: 'post' })
  onBeforeUnmount(clear)
  return state
}

function noMapYet(basemap: ShallowRef<Basemap | null>, frame: () => void): CommandMapState {
  return {
    basemap,
    frame,
    map: shallowRef(null),
    ready: shallowRef(false),
    rebuilding: shallowRef(false),
    teams: shallowRef(0),
    placed: shallowRef(new Map()),
  }
}

function eventsInto({ ready, rebuilding, teams, placed }: CommandMapState, buildLater: () => void): MapEvents {
  return {
    ready() {
      ready.value = true
      rebuilding.value = false
    },
    lost() {
      ready.value = false
      rebuilding.value = true
      buildLater()
    },
    teamsDrawn(count) {
      teams.value = count
    },
    incidentsPlaced(next) {
      placed.value = next
    },
  }
}
