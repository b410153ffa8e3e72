import { defineAsyncComponent } from 'vue'

/** A chart comes by then however busy the page is, ms. */
const LATEST_MS = 3_000

/**
 * A chart once the page has a moment to spare: its library is the largest of the wall's scripts after the map's, and nobody
 * acts on a chart first. What is to be acted on does not wait for it.
 */
export const LaterChart = defineAsyncComponent(async () => {
  await new Promise<unknown>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: LATEST_MS })
    else setTimeout(resolve)
  })
  return (await import('./EChart.vue')).default
})
