import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createText, firstLanguage, keptLanguage } from './text/i18n.ts'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/root.css'

const language = firstLanguage(new URLSearchParams(location.search), keptLanguage(localStorage))
createApp(App).use(createPinia()).use(createText(language)).mount('#app')
