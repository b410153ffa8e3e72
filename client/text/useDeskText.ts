import { useI18n } from 'vue-i18n'
import { composed } from './compose.ts'
import { deskEnUS } from './deskEnUS.ts'
import { deskZhCN } from './deskZhCN.ts'
import { refusalEnUS } from './refusalEnUS.ts'
import { refusalZhCN } from './refusalZhCN.ts'

/** Adds a section's words, which come with its own script. `zh` and `en` have the same keys. */
export function addWords<M extends object>(zh: M, en: M): void {
  const { mergeLocaleMessage } = useI18n({ useScope: 'global' })
  mergeLocaleMessage('zh-CN', composed(zh))
  mergeLocaleMessage('en-US', composed(en))
}

/** Adds the desk's words to the page's: they come with the desk's own script, so that the wall loads none of them. */
export function addDeskText(): void {
  addWords({ ...deskZhCN, refusal: refusalZhCN }, { ...deskEnUS, refusal: refusalEnUS })
}
