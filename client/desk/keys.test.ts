import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../text/language.ts'
import { deskEnUS } from '../text/deskEnUS.ts'
import { deskZhCN } from '../text/deskZhCN.ts'
import { DESK_ACTIONS } from './actions.ts'
import { commandOfKey, DESK_KEYS, type PressedKey } from './keys.ts'
import { wordsOfCommand } from './keyWords.ts'

const WORDS = { 'zh-CN': deskZhCN, 'en-US': deskEnUS }
const pressed = (key: string, more: Partial<PressedKey> = {}): PressedKey =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, typing: false, ...more })

function wordsAt(words: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], words)
}

describe('DESK-4 the table of keys', () => {
  it('has no two commands on one key', () => {
    const keys = DESK_KEYS.flatMap(({ keys }) => keys)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.length === 1 && key !== key.toLowerCase())).toEqual([])
  })

  it('has each command once, every action among them', () => {
    const commands = DESK_KEYS.map(({ command }) => command)
    expect(new Set(commands).size).toBe(commands.length)
    for (const { id } of DESK_ACTIONS) expect(commands).toContain(`action.${id}`)
  })

  it.each(LANGUAGES)('has words for every command in %s', (language) => {
    for (const { command } of DESK_KEYS) expect([command, typeof wordsAt(WORDS[language], wordsOfCommand(command).key)]).toEqual([command, 'string'])
  })

  it('gives the command of each of its keys, in either case', () => {
    for (const { command, keys } of DESK_KEYS) {
      for (const key of keys) expect(commandOfKey(pressed(key))).toBe(command)
      for (const key of keys.filter(({ length }) => length === 1)) expect(commandOfKey(pressed(key.toUpperCase()))).toBe(command)
    }
    expect(commandOfKey(pressed('q'))).toBeNull()
  })

  it.each(['ctrlKey', 'metaKey', 'altKey'] as const)('leaves keys with %s to the browser', (modifier) => {
    for (const { keys } of DESK_KEYS) for (const key of keys) expect(commandOfKey(pressed(key, { [modifier]: true }))).toBeNull()
  })

  it('while somebody writes, only Escape is a command', () => {
    const left = DESK_KEYS.flatMap(({ keys }) => keys).filter((key) => commandOfKey(pressed(key, { typing: true })) !== null)
    expect(left).toEqual(['Escape'])
  })

  it('a key held down moves in the queue again and again, and stamps once', () => {
    expect(commandOfKey(pressed('j', { repeat: true }))).toBe('next')
    expect(commandOfKey(pressed('1', { repeat: true }))).toBeNull()
  })
})
