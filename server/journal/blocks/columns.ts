/** Bytes before the columns' bases: how many rows, how many columns. */
const COUNTS_BYTES = 8
const BASE_BYTES = 8
/** Added to a column's width: step 0 is null, and the base lies one below the least value. */
const WITH_NULLS = 0x80
const WIDTH_BITS = 0x7f
/** Steps above this need more than four bytes. */
const MOST_STEPS = 2 ** 32 - 1

/** A column of a block in memory: a number a row, NaN for null. */
export type Column = Float64Array

/** What a column's numbers have in common. */
export interface Shape {
  readonly low: number
  readonly high: number
  readonly whole: boolean
  readonly nulls: number
  /** Numbers and nulls. */
  readonly count: number
}

type Steps = Uint8Array | Uint16Array | Uint32Array

/** Bytes that are no block of ours. */
export class BadBlock extends Error {
  override readonly name = 'BadBlock'
}

/** Looks through the first `count` numbers of a column. */
export function shapeOf(column: Column, count: number): Shape {
  let [low, high, whole, nulls] = [Infinity, -Infinity, true, 0]
  for (let row = 0; row < count; row += 1) {
    const value = column[row] as number
    if (value !== value) nulls += 1
    if (value < low) low = value
    if (value > high) high = value
    if (value !== Math.floor(value) && value === value) whole = false
  }
  return { low, high, whole, nulls, count }
}

/**
 * Columns as bytes on a buffer of their own, little end first as every machine of ours has it. A column of whole
 * numbers is kept as steps of 1, 2 or 4 bytes from a base, one that never changes as its base alone, any other as
 * floats: numbers come back as they went in.
 */
export function encodeColumns(columns: readonly Column[], shapes: readonly Shape[]): Uint8Array<ArrayBuffer> {
  const count = shapes[0]?.count ?? 0
  const widths = shapes.map(widthOf)
  const starts = startsOf(widths.map((width) => width & WIDTH_BITS), count)
  const bytes = new Uint8Array(starts.end)
  const counts = new Uint32Array(bytes.buffer, 0, 2)
  counts[0] = count
  counts[1] = columns.length
  const bases = new Float64Array(bytes.buffer, COUNTS_BYTES, columns.length)
  columns.forEach((column, place) => {
    const shape = shapes[place] as Shape
    const width = widths[place] as number
    bases[place] = shape.nulls === count ? NaN : shape.low - (width > WITH_NULLS ? 1 : 0)
    bytes[COUNTS_BYTES + BASE_BYTES * columns.length + place] = width
    pack(bytes.buffer, starts.at[place] as number, width & WIDTH_BITS, column, bases[place] as number, count)
  })
  return bytes
}

/** Reads a block's columns from its bytes. */
export class ColumnReader {
  /** Rows of the block. */
  readonly count: number
  readonly #buffer: ArrayBuffer
  readonly #bases: Float64Array
  readonly #widths: readonly number[]
  readonly #starts: readonly number[]

  /** @throws BadBlock */
  constructor(body: Uint8Array) {
    this.#buffer = aligned(body)
    if (body.byteLength < COUNTS_BYTES) throw new BadBlock(`a block of ${body.byteLength} bytes`)
    const [count, columns] = new Uint32Array(this.#buffer, 0, 2) as unknown as [number, number]
    const head = COUNTS_BYTES + columns * (BASE_BYTES + 1)
    if (body.byteLength < head) throw new BadBlock(`a block of ${body.byteLength} bytes with ${columns} columns`)
    this.#bases = new Float64Array(this.#buffer, COUNTS_BYTES, columns)
    this.#widths = [...body.subarray(head - columns, head)]
    const starts = startsOf(this.#widths.map((width) => width & WIDTH_BITS), count)
    if (starts.end !== body.byteLength) throw new BadBlock(`a block of ${body.byteLength} bytes, not ${starts.end}`)
    this.#starts = starts.at
    this.count = count
  }

  get columnCount(): number {
    return this.#widths.length
  }

  /** A column, in `into` if that has room for every row. */
  column(place: number, into?: Column): Column {
    const column = into !== undefined && into.length >= this.count ? into : new Float64Array(this.count)
    const [start, width, base] = [this.#starts[place], this.#widths[place], this.#bases[place]]
    if (start === undefined || width === undefined || base === undefined) throw new BadBlock(`a block without column ${place}`)
    unpack(this.#buffer, start, width, column, base, this.count)
    return column
  }

  /** The numbers of a column in some rows: where they are few, that is less than the whole of it. @throws BadBlock for a row it has not */
  picked(place: number, rows: readonly number[]): number[] {
    const [start, width, base] = [this.#starts[place], this.#widths[place], this.#bases[place]]
    if (start === undefined || width === undefined || base === undefined || rows.some((row) => !(row < this.count))) throw new BadBlock(`a block without those rows of column ${place}`)
    if (width === 0) return rows.map(() => base)
    if (width === BASE_BYTES) return pick(new Float64Array(this.#buffer, start, this.count), rows)
    const steps = pick(stepsAt(this.#buffer, start, width & WIDTH_BITS, this.count), rows)
    const none = (width & WITH_NULLS) === 0 ? NaN : 0
    return steps.map((step) => (step === none ? NaN : base + step))
  }

  /** All columns, each in its place of `into`. */
  columns(into: readonly Column[] = []): Column[] {
    return this.#widths.map((_, place) => this.column(place, into[place]))
  }
}

function widthOf({ low, high, whole, nulls, count }: Shape): number {
  if (nulls === count || (nulls === 0 && low === high)) return 0
  const steps = high - low + (nulls > 0 ? 1 : 0)
  if (!whole || !Number.isSafeInteger(low - 1) || !Number.isSafeInteger(high) || steps > MOST_STEPS) return BASE_BYTES
  const width = steps <= 0xff ? 1 : steps <= 0xffff ? 2 : 4
  return nulls > 0 ? width + WITH_NULLS : width
}

/** Where each column's bytes start, each at a multiple of its width. */
function startsOf(widths: readonly number[], count: number): { readonly at: readonly number[]; readonly end: number } {
  let end = COUNTS_BYTES + widths.length * (BASE_BYTES + 1)
  const at = widths.map((width) => {
    const start = width === 0 ? end : Math.ceil(end / width) * width
    end = start + width * count
    return start
  })
  return { at, end }
}

/** A NaN becomes step 0, which is null. */
function pack(buffer: ArrayBuffer, start: number, width: number, column: Column, base: number, count: number): void {
  if (width === 0) return
  if (width === BASE_BYTES) return new Float64Array(buffer, start, count).set(column.subarray(0, count))
  const steps = stepsAt(buffer, start, width, count)
  for (let row = 0; row < count; row += 1) steps[row] = (column[row] as number) - base
}

function unpack(buffer: ArrayBuffer, start: number, width: number, column: Column, base: number, count: number): void {
  if (width === 0) return void column.fill(base, 0, count)
  if (width === BASE_BYTES) return column.set(new Float64Array(buffer, start, count))
  const steps = stepsAt(buffer, start, width & WIDTH_BITS, count)
  for (let row = 0; row < count; row += 1) column[row] = base + (steps[row] as number)
  if ((width & WITH_NULLS) === 0) return
  for (let row = 0; row < count; row += 1) if (steps[row] === 0) column[row] = NaN
}

function pick(numbers: Steps | Float64Array, rows: readonly number[]): number[] {
  return rows.map((row) => numbers[row] as number)
}

function stepsAt(buffer: ArrayBuffer, start: number, width: number, count: number): Steps {
  if (width === 1) return new Uint8Array(buffer, start, count)
  if (width === 2) return new Uint16Array(buffer, start, count)
  if (width === 4) return new Uint32Array(buffer, start, count)
  throw new BadBlock(`a column ${width} bytes wide`)
}

/** The bytes on a buffer that begins with them, so that wider numbers can be read in place. */
function aligned(body: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = body
  return byteOffset === 0 && byteLength === buffer.byteLength ? (buffer as ArrayBuffer) : (body.slice().buffer as ArrayBuffer)
}
