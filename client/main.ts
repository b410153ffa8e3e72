import { createPinia } from 'pinia'
import { createApp, type Component } from 'vue'
import App from './App.vue'
import { createText, firstLanguage, keptLanguage } from './text/i18n.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/root.css'

/** What one signs in on, and the review, come only when they are needed; the wall at once. */
async function pageOf(path: string): Promise<Component> {
  if (path === '/sign-in') return (await import('./signIn/SignInPage.vue')).default
  if (path.startsWith('/review')) return (await import('./review/ReviewPage.vue')).default
  return App
}

const page = await pageOf(location.pathname)
const language = firstLanguage(new URLSearchParams(location.search), keptLanguage(localStorage))
createApp(page).use(createPinia()).use(createText(language)).mount('#app')
