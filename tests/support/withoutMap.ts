import type { Page } from 'playwright-core'

/** Leaves the wall's map out, which software draws slowly, for tests that look at what is around it. Call before the page is opened. */
export const withoutMap = (page: Page): Promise<unknown> => page.route('**/assets/CommandMap-*.js', (route) => route.abort())
