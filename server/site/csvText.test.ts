import { describe, expect, it } from 'vitest'
import { CsvTextBroken, readCsvText } from './csvText.ts'

describe('SITE-6 tables with the line of each row', () => {
  it('reads quotes with delimiters, line breaks and quotes in them', () => {
    expect(readCsvText('a,b\n"1,2","x\ny"\n"say ""hi""",3\n')).toEqual([
      { line: 1, cells: ['a', 'b'] }, { line: 2, cells: ['1,2', 'x\ny'] }, { line: 4, cells: ['say "hi"', '3'] },
    ])
  })

  it('counts lines alike for every line ending, with empty lines, a byte order mark and no end to the last line', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(readCsvText(`\uFEFF${['a,b', '', '1,2', ' ,', '', '3,4'].join(end)}`)).toEqual([
        { line: 1, cells: ['a', 'b'] }, { line: 3, cells: ['1', '2'] }, { line: 6, cells: ['3', '4'] },
      ])
    }
  })

  it('takes a quote in the middle of a cell as it is', () => {
    expect(readCsvText('a;b\n12" pole;2\n', ';')[1]).toEqual({ line: 2, cells: ['12" pole', '2'] })
  })

  it('refuses a quote that is never closed', () => {
    expect(() => readCsvText('a,b\n1,"2\n3,4\n')).toThrow(CsvTextBroken)
  })
})
