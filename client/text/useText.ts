import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Text } from '../../shared/site/types.ts'
import { durationText } from './duration.ts'
import { keepLanguage, otherLanguage, type Language } from './i18n.ts'

/** The page's words, in the language it is switched to. */
export function useText() {
  const { t, locale } = useI18n()
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

  function switchLanguage(): void {
    locale.value = otherLanguage(language.value)
    keepLanguage(localStorage, language.value)
  }

  return { t, say, duration, language, switchLanguage }
}
