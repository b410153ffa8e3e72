import { describe, expect, it } from 'vitest'
import { INCIDENT_STATES } from '../../shared/incident/life.ts'
import { LEADS, MEASURES } from '../../shared/incident/response.ts'
import { DESK_ACTIONS } from '../desk/actions.ts'
import { deskEnUS } from './deskEnUS.ts'
import { deskZhCN } from './deskZhCN.ts'

function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`)))
}

const placeholders = (message: string): string[] => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

describe('TEXT-1 the desk has both languages whole', () => {
  const chinese = new Map(leaves(deskZhCN.desk))
  const english = new Map(leaves(deskEnUS.desk))

  it('same keys, none empty, same figures', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    for (const [key, message] of chinese) {
      expect(message.trim()).not.toBe('')
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(message)])
    }
  })

  it('no Chinese in the English', () => {
    expect([...english].filter(([, message]) => /\p{Script=Han}/u.test(message))).toEqual([])
  })

  it.each([['state', INCIDENT_STATES], ['leads', LEADS], ['measure', MEASURES], ['action', DESK_ACTIONS.map(({ id }) => id)]] as const)('a word for every %s', (prefix, names) => {
    for (const name of names) expect(chinese.has(`${prefix}.${name}`), name).toBe(true)
  })

  it('a word for every field an action asks for', () => {
    for (const field of DESK_ACTIONS.flatMap(({ fields }) => [...fields])) expect(chinese.has(`field.${field}`), field).toBe(true)
  })
})
