import type { Language } from './language.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(language: Language, timeZone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${name}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone })
  formatters.set(key, made)
  return made
}

/** `HH:mm:ss` at the site, of epoch ms. */
export function timeOfDay(at: number, timeZone: string): string {
  return formatter('zh-CN', timeZone, 'time', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)
}

/** Hour of the day at the site, 0–23. */
export function hourOfDay(at: number, timeZone: string): number {
  return Number(formatter('en-US', timeZone, 'hour', { hour: 'numeric', hourCycle: 'h23' }).format(at))
}

/** Date and weekday at the site: 11月23日 周一, Mon, Nov 23. */
export function dateOfSite(at: number, timeZone: string, language: Language): string {
  const date = formatter(language, timeZone, 'date', { month: language === 'zh-CN' ? 'long' : 'short', day: 'numeric' }).format(at)
  const weekday = formatter(language, timeZone, 'weekday', { weekday: 'short' }).format(at)
  return language === 'zh-CN' ? `${date} ${weekday}` : `${weekday}, ${date}`
}
