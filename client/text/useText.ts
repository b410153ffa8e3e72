import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Text } from '../../shared/site/types.ts'
import { browserStorage } from '../pageStorage.ts'
import { composed } from './compose.ts'
import { durationText } from './duration.ts'
import { keepLanguage, otherLanguage, wordsOf, type Language } from './language.ts'

/** The page's words, in the language it is switched to. */
export function useText() {
  const { t, te, locale, mergeLocaleMessage } = useI18n()
  const language = computed(() => locale.value as Language)

  /** A site pack's own words. */
  function say(text: Text): string {
    return language.value === 'zh-CN' ? text.zh : text.en
  }

  /** An age or duration in words. */
  function duration(ms: number): string {
    const { key, figures } = durationText(ms)
    return t(key, figures)
  }

  /** To the other language once its words are here; without a server to bring them it stays as it is. */
  async function switchLanguage(): Promise<void> {
    const other = otherLanguage(language.value)
    if (!te('titleBare', other)) mergeLocaleMessage(other, composed(await wordsOf(other)))
    locale.value = other
    keepLanguage(browserStorage(), other)
  }

  return { t, say, duration, language, switchLanguage }
}
