import { useI18n } from 'vue-i18n'
import { composed } from './compose.ts'
import { deskEnUS } from './deskEnUS.ts'
import { deskZhCN } from './deskZhCN.ts'

/** Adds the desk's words to the page's: they come with the desk's own script, so that the wall loads none of them. */
export function addDeskText(): void {
  const { mergeLocaleMessage } = useI18n({ useScope: 'global' })
  mergeLocaleMessage('zh-CN', composed(deskZhCN))
  mergeLocaleMessage('en-US', composed(deskEnUS))
}
