import type { Page } from 'playwright-core'

/** The wall's map, as the page asks for it. */
export const MAP_SCRIPT = '**/assets/CommandMap-*.js'
export const MAP_WORKER = '**/assets/maplibre-gl-worker-*'

/** Leaves the wall's map out, which software draws slowly, for tests that look at what is around it: its script is never answered. Call before the page is opened. */
export const withoutMap = (page: Page): Promise<unknown> => page.route(MAP_SCRIPT, () => undefined)
