import { unzipSync, strFromU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openWorkbook } from './excel.ts'
import { inert, markOf } from './tables.ts'

describe('EXPORT-4: a cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠x', '=cmd|\' /C calc\'!A0'])('%j is words and not computed', (words) => {
    expect(inert(words)).toBe(`'${words}`)
  })

  it.each(['火情', 'a=b', '2026-11-24T10:00:00+08:00', '', "'=1"])('%j stays as it is', (words) => {
    expect(inert(words)).toBe(words)
  })

  it('that is a number stays one, below zero as well', () => {
    expect([inert(-5), inert(0), inert(null)]).toEqual([-5, 0, null])
  })

  it('of a workbook is never a formula', async () => {
    const book = openWorkbook([{ name: '表', header: ['=A', 'n'] }])
    book.add(0, [['=1+1', -5], [null, 2]])
    const files = unzipSync(await book.finish())
    await book.close()
    const sheets = Object.entries(files).filter(([name]) => /sheet\d+\.xml$|sharedStrings/.test(name)).map(([, bytes]) => strFromU8(bytes)).join('')
    expect(sheets).not.toMatch(/<f[ >]/)
    expect(sheets).toMatch(/(&apos;|&#39;|')=1\+1/)
    expect(sheets).toContain('<v>-5</v>')
  })
})

describe('EXPORT-2: the mark', () => {
  it.each([['drill:a', false, '演练 DRILL'], ['import:a', false, '导入 IMPORTED'], ['live', false, ''], ['live', true, '模拟数据 DEMO'], ['drill:a', true, '演练 DRILL']] as const)(
    'of %s (demo %s) is “%s”', (space, demo, mark) => {
      expect(markOf(space, demo)).toBe(mark)
    },
  )
})
