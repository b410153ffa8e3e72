import type { Page } from 'playwright-core'

/** Leaves the wall's map out, which software draws slowly, for tests that look at what is around it: its script is never answered. Call before the page is opened. */
export const withoutMap = (page: Page): Promise<unknown> => page.route('**/assets/CommandMap-*.js', () => undefined)
