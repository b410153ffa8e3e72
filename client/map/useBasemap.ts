import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Site } from '../../shared/site/types.ts'
import { fetchBasemap, type Basemap } from './basemap.ts'

/** After a failure the base map is asked for again, ms. */
const RETRY_MS = 5_000

/**
 * The base map of the site shown: null until the server has answered, `none` while it cannot be had (and is asked for
 * again). Fetched anew for another site or version.
 */
export function useBasemap(site: () => Site | null): ShallowRef<Basemap | null> {
  const basemap = shallowRef<Basemap | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort = new AbortController()
  const ask = (): void => {
    const { signal } = abort
    fetchBasemap(signal).then(
      (fetched) => {
        if (!signal.aborted) basemap.value = fetched
      },
      () => {
        if (signal.aborted) return
        basemap.value ??= { type: 'none' }
        timer = setTimeout(ask, RETRY_MS)
      },
    )
  }
  const stop = (): void => {
    abort.abort()
    clearTimeout(timer)
  }
  watch(
    () => site()?.version,
    (version) => {
      stop()
      abort = new AbortController()
      basemap.value = null
      if (version !== undefined) ask()
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return basemap
}
