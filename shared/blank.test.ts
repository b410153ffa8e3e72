import { expect, it } from 'vitest'
import { isBlank } from './blank.ts'

it.each(['', ' ', '\n', '\u3000', '\u200b\u200b ', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u3164', '\u2800', '\ufe0f', '\u{e0041}'])('INPUT-10: %j says nothing', (text) => {
  expect(isBlank(text)).toBe(true)
})

it.each(['。', '\u200b字', 'a\u200d', '👍🏽', '-'])('INPUT-10: %j says something', (text) => {
  expect(isBlank(text)).toBe(false)
})
