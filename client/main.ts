import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createText, firstLanguage, keptLanguage } from './text/i18n.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/root.css'

/** What one signs in on comes only when it is needed; the wall at once. */
const page = location.pathname === '/sign-in' ? (await import('./signIn/SignInPage.vue')).default : App
const language = firstLanguage(new URLSearchParams(location.search), keptLanguage(localStorage))
createApp(page).use(createPinia()).use(createText(language)).mount('#app')
