import type { Column } from '../blocks/columns.ts'
import { AT, ID } from '../blocks/kinds.ts'
import type { Row } from '../blocks/rows.ts'
import type { BlockCursor, ThinningRule } from '../requests.ts'
import type { BlockHead } from './blockTable.ts'

/** Before every time that can be measured. */
export const EVER = -Number.MAX_VALUE
/** Blocks read, or rows kept, after which those that are over are merged, so that the turn stays within about 5 ms. */
const MERGED_BLOCKS = 96
const MERGED_ROWS = 3_000

/** A row that stays so far, and the place of the block it came with. */
export interface Kept {
  readonly row: Row
  seq: number
}

export interface Walk extends ThinningRule {
  readonly from: number
  /** The last block read. */
  after: BlockCursor | null
  /** Was all read? */
  ended: boolean
  /** Was anything read since the last merge? */
  fresh: boolean
  /** By interval, then id. */
  readonly intervals: Map<number, Map<number, Kept>>
  rows: number
  /** Blocks whose rows stand in `intervals`, or did. */
  sources: BlockHead[]
  /** Do the sources hold rows that go? */
  changed: boolean
}

/** A walk over what was measured from `from` on. */
export function walkFrom(from: number, rule: ThinningRule): Walk {
  return { ...rule, from, after: null, ended: false, fresh: false, intervals: new Map(), rows: 0, sources: [], changed: false }
}

/**
 * Keeps the newer of a row of the block in place `seq` and the one held for its interval and id; of one time that of the
 * earlier block. Null if none was held, else when that was measured.
 */
export function keepNewer(walk: Walk, columns: readonly Column[], place: number, seq: number): number | null {
  const [id, at] = [(columns[ID] as Column)[place] as number, (columns[AT] as Column)[place] as number]
  const ids = idsIn(walk, at)
  const held = ids.get(id)
  if (held === undefined) {
    ids.set(id, { row: columns.map((column) => column[place] as number), seq })
    walk.rows += 1
    return null
  }
  const before = held.row[AT] as number
  if (at < before || (at === before && seq >= held.seq)) return before
  columns.forEach((column, each) => (held.row[each] = column[place] as number))
  held.seq = seq
  return before
}

function idsIn(walk: Walk, at: number): Map<number, Kept> {
  const interval = Math.floor(at / walk.everyMs)
  const known = walk.intervals.get(interval)
  if (known !== undefined) return known
  const ids = new Map<number, Kept>()
  walk.intervals.set(interval, ids)
  return ids
}

/** Is there enough to be merged, and anything that can be? */
export function isFull(walk: Walk): boolean {
  if (!walk.fresh || (walk.sources.length < MERGED_BLOCKS && walk.rows < MERGED_ROWS)) return false
  const isOver = overBefore(walk)
  for (const ids of walk.intervals.values()) {
    for (const { row } of ids.values()) {
      if (isOver(row[AT] as number)) return true
      break
    }
  }
  return false
}

/** Tells what can no longer change: its interval ends before every block to come begins. Once all was read, all that is thinned. */
export function overBefore({ ended, after, thinBefore, everyMs }: Walk): (at: number) => boolean {
  if (ended) return (at) => at < thinBefore
  const until = after === null ? EVER : Math.floor(after.minAt / everyMs)
  return (at) => Math.floor(at / everyMs) < until
}

/** Takes what is over out of a walk, in order of time. */
export function takeKept(walk: Walk, isOver: (at: number) => boolean): Kept[] {
  const taken: Kept[] = []
  for (const [interval, ids] of walk.intervals) {
    const [first] = ids.values()
    if (first === undefined || !isOver(first.row[AT] as number)) continue
    taken.push(...ids.values())
    walk.intervals.delete(interval)
  }
  walk.rows -= taken.length
  walk.fresh = false
  return taken.sort((a, b) => (a.row[AT] as number) - (b.row[AT] as number))
}

/** Nothing was written: rows of blocks that may yet be merged are needed again. */
export function putBack(walk: Walk, kept: readonly Kept[], blocks: readonly BlockHead[]): void {
  const places = new Set(blocks.map(({ seq }) => seq))
  for (const each of kept) {
    if (!places.has(each.seq)) continue
    idsIn(walk, each.row[AT] as number).set(each.row[ID] as number, each)
    walk.rows += 1
  }
}
