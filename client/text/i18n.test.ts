import { describe, expect, it } from 'vitest'
import { ALARM_KINDS, ALARM_PRIORITIES, ALARM_STATES } from '../../shared/alarm/types.ts'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { LEADS } from '../../shared/incident/response.ts'
import { INCIDENT_KINDS, LEVELS } from '../../shared/incident/kinds.ts'
import { MODES } from '../../shared/mode/types.ts'
import { SOURCE_KINDS } from '../../shared/protocol/messages.ts'
import { REFUSAL_CODES } from '../../shared/refusal.ts'
import { enUS } from './en-US.ts'
import { createText } from './i18n.ts'
import { firstLanguage, LANGUAGES, otherLanguage, wordsOf } from './language.ts'
import { zhCN } from './zh-CN.ts'
import { refusalEnUS } from './refusalEnUS.ts'
import { refusalZhCN } from './refusalZhCN.ts'

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`)))
}

function placeholders(message: string): string[] {
  return [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
}

describe('TEXT-1 both languages are complete', () => {
  const chinese = new Map(leaves(zhCN))
  const english = new Map(leaves(enUS))

  it('have the same keys, none empty', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const message of [...chinese.values(), ...english.values()]) expect(message.trim()).not.toBe('')
  })

  it('fill in the same figures', () => {
    for (const [key, message] of chinese) expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(message)])
  })

  it('leave no Chinese in the English, but for the name of the other language', () => {
    const left = [...english].filter(([key, message]) => key !== 'language' && /\p{Script=Han}/u.test(message))
    expect(left).toEqual([])
  })

  it.each([
    ['kind', INCIDENT_KINDS],
    ['level', LEVELS],
    ['mode', MODES],
    ['stage', STAGES],
    ['lead', LEADS],
    ['camera.status', CAMERA_STATUSES],
    ['health.source', SOURCE_KINDS],
    ['alarm.kind', ALARM_KINDS],
    ['alarm.priority', ALARM_PRIORITIES],
    ['alarm.state', ALARM_STATES],
  ])('have a word for every %s', (prefix, names) => {
    for (const name of names) expect(chinese.has(`${prefix}.${name}`), name).toBe(true)
  })

  it('have, at the desk, a word for every refusal in both languages, and no Chinese in the English ones', () => {
    for (const code of [...REFUSAL_CODES, 'protocol', 'malformed'] as const) expect([code in refusalZhCN, code in refusalEnUS], code).toEqual([true, true])
    expect(Object.values(refusalEnUS).filter((words) => /\p{Script=Han}/u.test(words))).toEqual([])
  })

  it('are put in words without making code of them', async () => {
    for (const language of LANGUAGES) {
      const { t } = createText(language, await wordsOf(language)).global
      expect(t('duration.minutes', { m: 2, s: 14 })).toBe(language === 'zh-CN' ? '2分14秒' : '2m 14s')
    }
  })
})

describe('the language a screen starts in', () => {
  it.each([
    ['lang=en', null, 'en-US'],
    ['lang=zh', 'en-US', 'zh-CN'],
    ['lang=en-US', 'zh-CN', 'en-US'],
    ['', 'en-US', 'en-US'],
    ['lang=fr', null, 'zh-CN'],
    ['', null, 'zh-CN'],
  ])('with %j and %j kept is %s', (query, kept, language) => {
    expect(firstLanguage(new URLSearchParams(query), kept)).toBe(language)
  })

  it('switches to and fro', () => {
    expect(otherLanguage(otherLanguage('zh-CN'))).toBe('zh-CN')
  })
})
