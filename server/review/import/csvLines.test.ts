import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRowMaker, hintOf, linesOf, MOST_LINES, splitText, type TableRow } from './csvLines.ts'

function table(lines: readonly string[], delimiter = ','): { readonly rows: TableRow[]; readonly empty: number } {
  const maker = createRowMaker(delimiter)
  const rows = lines.flatMap((line) => maker.take(line))
  return { rows: [...rows, ...maker.end()], empty: maker.empty }
}

const cellsOf = (lines: readonly string[], delimiter?: string): (readonly string[])[] => table(lines, delimiter).rows.map(({ cells }) => cells)

describe('IMPORT-2: a first line that says the sign between cells', () => {
  it.each([['sep=;', ';'], ['SEP=,', ','], ['"sep=|"', '|'], ['sep=\t', '\t'], ['sep=;  ', ';'], ['sep=', null], ['sep=;x', null], ['sep=,x', null], ['id;sep=;', null], ['sep="', null]])('%j says %j', (line, sign) => {
    expect(hintOf(line)).toBe(sign)
  })

  it('stands with the header, and is counted with it; a later one is a row', () => {
    const { rows, empty } = table(['sep=;', '', 'id;at', 'a;1', 'sep=;'], ';')
    expect(rows.map(({ cells, line, lines }) => [cells, line, lines])).toEqual([[['id', 'at'], 3, 2], [['a', '1'], 4, 1], [['sep=', ''], 5, 1]])
    expect(empty).toBe(1)
    expect(cellsOf(['', 'sep=;', 'a;1'], ';')).toEqual([['sep=', ''], ['a', '1']])
  })
})

describe('IMPORT-2: a line of a table', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c'], {}],
    [' a , b ,', ['a', 'b', ''], {}],
    ['"a, b",c', ['a, b', 'c'], {}],
    ['"say ""yes""", c', ['say "yes"', 'c'], {}],
    [' "a" ,"",c', ['a', '', 'c'], {}],
    ['5" pipe,b', ['5" pipe', 'b'], { strayQuote: true }],
    ['a",b', ['a"', 'b'], { strayQuote: true }],
    ['"a"x,b', ['"a"x', 'b'], { malformed: true }],
    ['"a,b', ['"a', 'b'], { malformed: true, open: true }],
  ] as const)('%s', (text, cells, more) => {
    expect(splitText(text, ',')).toEqual({ cells, malformed: false, open: false, strayQuote: false, ...more })
  })

  it('is split at a tab, which is a blank elsewhere', () => {
    expect(splitText('a\t\t"b"\t c', '\t').cells).toEqual(['a', '', 'b', 'c'])
  })
})

describe('IMPORT-2: a quoted cell over lines', () => {
  it('is one row, the first column’s too', () => {
    expect(cellsOf(['id,where,end', '1,"by the gate', 'north, left",x', '"2', 'two",b,y'])).toEqual([
      ['id', 'where', 'end'], ['1', 'by the gate\nnorth, left', 'x'], ['2\ntwo', 'b', 'y'],
    ])
  })

  it.each([[MOST_LINES, 1], [MOST_LINES + 1, 0]])('of %i lines joins %i row', (lines, joined) => {
    const cell = ['1,"a', ...Array.from({ length: lines - 2 }, () => 'a'), 'a",x']
    expect(table(['id,where,end', ...cell]).rows.filter((row) => row.lines === lines)).toHaveLength(joined)
  })

  it('never takes in a line that is a row of its own: each stray quote costs its own row alone', () => {
    const { rows } = table(['id,where,end', '1,"a,x', '2,b,x', '3,c",x', '4,d,x', '5,e,"x'])
    expect(rows.map(({ cells: [id], malformed, strayQuote, line }) => [id, malformed, strayQuote, line])).toEqual([
      ['id', false, false, 1], ['1', true, false, 2], ['2', false, false, 3], ['3', false, true, 4], ['4', false, false, 5], ['5', true, false, 6],
    ])
  })

  it('of two neighbours with an opening and a closing stray quote is two rows', () => {
    expect(cellsOf(['id,where,end', '1,"a,x', '2,b",x'])).toEqual([['id', 'where', 'end'], ['1', '"a', 'x'], ['2', 'b"', 'x']])
  })
})

describe('IMPORT-2: whatever stray quotes stand in a table', () => {
  const word = fc.constantFrom('a', 'north gate', '', '2024-01-15 08:00', 'x, y', 'say "no"', 'two\nlines', '火情')
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const rows = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 30 })
  const damage = fc.array(fc.tuple(fc.nat(29), fc.nat(40)), { maxLength: 6 })

  it('its lines add up, and every undamaged row is read as it was written', () => {
    fc.assert(fc.property(rows, damage, fc.array(fc.nat(29), { maxLength: 3 }), (written, damaged, blank) => {
      const texts = written.map((cells, i) => [`row-${i}`, ...cells.map(quoted)].join(','))
      const isWhole = texts.map(() => true)
      for (const [row, place] of damaged) {
        const text = texts[row]
        // A quote that breaks a cell over lines breaks more rows than one can tell from the outside.
        if (text === undefined || text.includes('\n')) continue
        texts[row] = `${text.slice(0, place)}"${text.slice(place)}`
        isWhole[row] = false
      }
      const lines = ['id,a,b,c', ...texts.flatMap((text, i) => [...(blank.includes(i) ? [''] : []), ...text.split('\n')])]
      const { rows: read, empty } = table(lines)
      expect(read.reduce((sum, row) => sum + row.lines, 0) + empty).toBe(lines.length)
      const found = new Map(read.map((row) => [row.cells[0], row]))
      written.forEach((cells, i) => {
        if (isWhole[i]) expect(found.get(`row-${i}`)).toMatchObject({ cells: [`row-${i}`, ...cells], malformed: false, strayQuote: false })
      })
    }), { numRuns: 300 })
  })

  it('and its lines are the same however the text is cut into pieces', async () => {
    const text = 'a,b\r\n1,2\n\r3,"4\r\n5"\r'
    const all = async (pieces: readonly string[]): Promise<string[]> => {
      const found: string[] = []
      for await (const lines of linesOf((async function* cut() { yield* pieces })())) found.push(...lines)
      return found
    }
    const whole = await all([text])
    expect(whole).toEqual(['a,b', '1,2', '', '3,"4', '5"'])
    for (let cut = 0; cut <= text.length; cut += 1) expect(await all([text.slice(0, cut), text.slice(cut)])).toEqual(whole)
  })
})
