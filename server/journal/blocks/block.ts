import { encodeColumns, shapeOf, type Column, type Shape } from './columns.ts'
import { AT, type KindName } from './kinds.ts'

/** Readings a block has at most: one is read, written or decoded in about a millisecond. */
export const BLOCK_READINGS = 8_192
/** No block spans more, so that those of a time are found by where they begin. */
const BLOCK_SPAN_MS = 3_600_000

/** Readings of one kind, measured within one hour of the epoch, as one row of the store. */
export interface Block {
  readonly kind: KindName
  /** Epoch ms of the first and the last one measured. */
  readonly minAt: number
  readonly maxAt: number
  readonly readings: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** A block of the first `count` rows. `check` sees what each column has in common first. */
export function blockOf(
  kind: KindName,
  columns: readonly Column[],
  count: number,
  check: (shape: Shape, column: number) => void = () => undefined,
): Block {
  const shapes = columns.map((column) => shapeOf(column, count))
  shapes.forEach(check)
  const { low, high } = shapes[AT] as Shape
  return { kind, minAt: low, maxAt: high, readings: count, body: encodeColumns(columns, shapes) }
}

/** The hour of the epoch that a time lies in. */
export function hourOf(at: number): number {
  return Math.floor(at / BLOCK_SPAN_MS)
}

/** No block with anything measured at or after `at` begins before this. A ms less than the hour: fractions round. */
export function earliestStart(at: number): number {
  return hourOf(at) * BLOCK_SPAN_MS - 1
}

/** Cuts a list into those of one hour each, at most a block's readings; one that fits is given back as it is. */
export function cutIntoBlocks<T>(list: readonly T[], timeOf: (item: T) => number): (readonly T[])[] {
  return byHour(list, timeOf).flatMap((group) => {
    if (group.length <= BLOCK_READINGS) return [group]
    const pieces = Math.ceil(group.length / BLOCK_READINGS)
    return Array.from({ length: pieces }, (_, piece) => group.slice(piece * BLOCK_READINGS, (piece + 1) * BLOCK_READINGS))
  })
}

function byHour<T>(list: readonly T[], timeOf: (item: T) => number): (readonly T[])[] {
  const first = list[0]
  if (first === undefined) return []
  const hour = hourOf(timeOf(first))
  if (list.every((item) => hourOf(timeOf(item)) === hour)) return [list]
  const hours = new Map<number, T[]>()
  for (const item of list) {
    const own = hourOf(timeOf(item))
    const group = hours.get(own)
    if (group === undefined) hours.set(own, [item])
    else group.push(item)
  }
  return [...hours.values()]
}
