import type { Messages } from './zh-CN.ts'

export const LANGUAGES = ['zh-CN', 'en-US'] as const
export type Language = (typeof LANGUAGES)[number]

/** Where a screen keeps the language it was switched to. */
const STORED_AS = 'wall.language'

/**
 * The language a screen starts in: what its address asks for (`?lang=en`), else what it was switched to, else Chinese.
 */
export function firstLanguage(query: URLSearchParams, kept: string | null): Language {
  return languageOf(query.get('lang')) ?? languageOf(kept) ?? 'zh-CN'
}

function languageOf(tag: string | null): Language | null {
  if (tag === null) return null
  return LANGUAGES.find((language) => language === tag || language.slice(0, 2) === tag) ?? null
}

export function otherLanguage(language: Language): Language {
  return language === 'zh-CN' ? 'en-US' : 'zh-CN'
}

/** Keeps the choice for the next time this screen is opened, where the browser keeps anything. */
export function keepLanguage(storage: Pick<Storage, 'setItem'> | null, language: Language): void {
  storage?.setItem(STORED_AS, language)
}

export function keptLanguage(storage: Pick<Storage, 'getItem'> | null): string | null {
  return storage?.getItem(STORED_AS) ?? null
}

/** The words of a language come with a script of their own: a screen loads those of the other one when it is switched (DESK-7). */
export function wordsOf(language: Language): Promise<Messages> {
  return language === 'zh-CN' ? import('./zh-CN.ts').then(({ zhCN }) => zhCN) : import('./en-US.ts').then(({ enUS }) => enUS)
}
