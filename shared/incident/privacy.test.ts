import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonal } from './privacy.ts'

describe('PRIVACY-1: numbers that lead to a person', () => {
  it.each([
    '13812345678', '138 1234 5678', '138-1234-5678', '+8613812345678', '+86 138 1234 5678', '86-13812345678', '19912345678',
    '0371-65512345', '010-12345678', '410105199001011234', '41010519900101123X', '41010519900101123x',
    '１３８１２３４５６７８', '１３８ １２３４ ５６７８', '＋８６　１３８１２３４５６７８', '１３８1234５６７８', '０３７１－６５５１２３４５', '４１０１０５１９９００１０１１２３Ｘ',
    '138\u200b1234\u200b5678', '1\u200b3\u200b8\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8', '138\u2060-\ufeff1234-5678', '+\u200d86\u200d 13812345678', '0371\u00ad-6551\u200b2345', '410105\u200b19900101\u200b1234',
  ])('%s is masked, between words and at either end', (number) => {
    expect(maskPersonal(number)).toBe('＊＊＊')
    expect(maskPersonal(`联系人${number}，在东门`)).toBe('联系人＊＊＊，在东门')
    expect(maskPersonal(`${number} ${number}`)).toBe('＊＊＊ ＊＊＊')
  })

  it.each(['编号 20231122-001', '12 层 1203 室', '110', '120 人', '12345', '2023-11-22 10:00', '1381234567', '108 米', '距离 138 米 1234 步', '编号 ２０２３１１２２-００１', '１３８１２３４５６７', '138\u200b1234\u200b567', '138\u200b1234\u200b56789', '１２０ 人'])(
    '%s is no such number and stays', (words) => {
      expect(maskPersonal(words)).toBe(words)
    },
  )

  it('a run of digits longer than any of them is none', () => {
    expect(maskPersonal('1234567890123456789')).toBe('1234567890123456789')
  })
})

describe('PRIVACY-1: any text', () => {
  const mobile = fc.tuple(
    fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/),
  ).map(([second, rest]) => `1${second}${rest}`)
  const words = fc.stringMatching(/^[^\d+０-９＋-]{0,20}$/)

  it('keeps no mobile number, and everything else', () => {
    fc.assert(fc.property(fc.array(fc.tuple(words, mobile), { maxLength: 4 }), words, (parts, end) => {
      const masked = maskPersonal(parts.map(([before, number]) => before + number).join('') + end)
      const adjoining = parts.some(([before], i) => i > 0 && before === '')
      if (!adjoining) expect(masked).toBe(`${parts.map(([before]) => `${before}＊＊＊`).join('')}${end}`)
    }))
  })

  it('masked twice is masked once', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(maskPersonal(maskPersonal(text))).toBe(maskPersonal(text))
    }))
  })
})
