import { createPinia } from 'pinia'
import { createApp, type Component } from 'vue'
import App from './App.vue'
import { LED_CLOCK, type LedClock } from './stores/clock.ts'
import { createText } from './text/i18n.ts'
import type { Language } from './text/language.ts'
import type { Messages } from './text/zh-CN.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/root.css'

/** A page, and the clock it is led by when it does not show the server's time. */
interface Entry {
  readonly page: Component
  readonly clock?: LedClock
}

/** What one signs in on, and the review, come only when they are needed; the wall at once. */
async function entryOf(path: string): Promise<Entry> {
  if (path === '/sign-in') return { page: (await import('./signIn/SignInPage.vue')).default }
  if (path === '/review/stage') return (await import('./review/stageEntry.ts')).stageEntry()
  if (path.startsWith('/review')) return { page: (await import('./review/ReviewPage.vue')).default }
  return { page: App }
}

/** Shows the page of an address in the words of a language. */
export async function showPage(path: string, language: Language, words: Messages): Promise<void> {
  const { page, clock } = await entryOf(path)
  const app = createApp(page).use(createPinia()).use(createText(language, words))
  if (clock !== undefined) app.provide(LED_CLOCK, clock)
  app.mount('#app')
}
