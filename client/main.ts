import { askEarly } from './early.ts'
import { SITE_PATH } from './link/fetchSite.ts'
import { askBasemapEarly } from './map/basemap.ts'
import { browserStorage } from './pageStorage.ts'
import { firstLanguage, keptLanguage, wordsOf } from './text/language.ts'

/** Small, so that it runs while everything else is on its way: what the wall waits for is asked for here, all at once. */
const path = location.pathname
if (path === '/' || path.startsWith('/wall') || path.startsWith('/desk')) {
  askEarly(SITE_PATH)
  askBasemapEarly()
}
const language = firstLanguage(new URLSearchParams(location.search), keptLanguage(browserStorage()))
const [{ showPage }, words] = await Promise.all([import('./page.ts'), wordsOf(language)])
await showPage(path, language, words)
