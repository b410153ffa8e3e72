import { createI18n } from 'vue-i18n'
import { composed } from './compose.ts'
import type { Language } from './language.ts'
import type { Messages } from './zh-CN.ts'

/** The page's words, at first in one language. No message is turned into code: the content policy forbids that. */
export function createText(language: Language, words: Messages) {
  return createI18n<[Messages], Language, false>({
    legacy: false,
    locale: language,
    fallbackLocale: language,
    messages: { [language]: composed(words) } as Record<Language, Messages>,
  })
}
