import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadBlock, ColumnReader, encodeColumns, shapeOf } from './columns.ts'

const encode = (columns: readonly (readonly number[])[]): Uint8Array => {
  const floats = columns.map((column) => Float64Array.from(column))
  return encodeColumns(floats, floats.map((column) => shapeOf(column, column.length)))
}
const decode = (bytes: Uint8Array): number[][] => new ColumnReader(bytes).columns().map((column) => [...column])

describe('columns', () => {
  it('JOURNAL-9: any numbers come back as they went in, null (NaN) among them', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.nat(300),
      fc.constant(NaN),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
    )
    const column = (rows: number): fc.Arbitrary<number[]> =>
      fc.oneof(fc.array(number, { minLength: rows, maxLength: rows }), number.map((value) => Array<number>(rows).fill(value)))
    const table = fc.integer({ min: 1, max: 20 }).chain((rows) => fc.array(column(rows), { minLength: 1, maxLength: 9 }))
    fc.assert(fc.property(table, (columns) => void expect(decode(encode(columns))).toEqual(columns)))
  })

  it('JOURNAL-9: some rows of a column are those of the whole', () => {
    const column = fc.oneof(
      fc.array(fc.oneof(fc.nat(300), fc.constant(NaN)), { minLength: 1, maxLength: 30 }),
      fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(NaN)), { minLength: 1, maxLength: 30 }),
      fc.nat(9).map((value) => [value, value, value]),
    )
    fc.assert(fc.property(column, fc.array(fc.nat(29)), (numbers, wanted) => {
      const rows = wanted.filter((row) => row < numbers.length)
      const reader = new ColumnReader(encode([numbers]))
      const whole = reader.column(0)
      expect(reader.columnCount).toBe(1)
      expect(reader.picked(0, rows)).toEqual(rows.map((row) => whole[row]))
      expect(() => reader.picked(0, [...rows, numbers.length])).toThrow(BadBlock)
      expect(() => reader.picked(1, rows)).toThrow(BadBlock)
    }))
  })

  it.each([
    ['one value', [7, 7, 7], 0],
    ['255 steps', [1_000, 1_255, 1_001], 3],
    ['256 steps', [1_000, 1_256, 1_001], 6],
    ['254 steps and null', [1_000, 1_254, NaN], 3],
    ['255 steps and null', [1_000, 1_255, NaN], 6],
    ['65,536 steps', [0, 65_536, 1], 12],
    ['2^32-1 steps', [0, 2 ** 32 - 1, 1], 12],
    ['2^32 steps', [0, 2 ** 32, 1], 24],
    ['fractions', [0, 1.5, 1], 24],
    ['nulls alone', [NaN, NaN, NaN], 0],
  ])('JOURNAL-9: a column of %s takes only the bytes it needs', (_what, column, bytes) => {
    const empty = encode([[0, 0, 0]]).byteLength
    const length = encode([column]).byteLength
    expect(length - empty).toBeGreaterThanOrEqual(bytes)
    expect(length - empty).toBeLessThan(bytes + 8)
    expect(decode(encode([column]))).toEqual([column])
  })

  it('JOURNAL-9: bytes that are no block are refused', () => {
    const whole = encode([[1, 2, 300], [1.5, 2, NaN]])
    for (const broken of [new Uint8Array(), whole.slice(0, 12), whole.slice(0, -1), new Uint8Array([...whole, 0])]) {
      expect(() => decode(broken)).toThrow(BadBlock)
    }
    expect(decode(new Uint8Array([9, ...whole]).subarray(1))).toEqual([[1, 2, 300], [1.5, 2, NaN]])
    expect(() => new ColumnReader(whole).column(2)).toThrow(BadBlock)
  })
})
