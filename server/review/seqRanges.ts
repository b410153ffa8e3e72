/** Places of facts one after the other, both ends included. */
export type SeqRange = readonly [first: number, last: number]

/** Puts the next place onto ranges that are in order, in place. */
export function putSeq(ranges: SeqRange[], seq: number): void {
  const end = ranges.at(-1)
  if (end !== undefined && end[1] === seq - 1) ranges[ranges.length - 1] = [end[0], seq]
  else ranges.push([seq, seq])
}

/** How many places the ranges hold. */
export function countOf(ranges: readonly SeqRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** Asks whether places lie in the ranges; each asked for lies behind the one before. */
export function rangeWalk(ranges: readonly SeqRange[]): (seq: number) => boolean {
  let i = 0
  return (seq) => {
    while (i < ranges.length && (ranges[i]?.[1] ?? 0) < seq) i += 1
    return (ranges[i]?.[0] ?? Infinity) <= seq
  }
}

/** Are these ranges, whatever a file has there? */
export function areRanges(value: unknown): value is readonly SeqRange[] {
  const isRange = (each: unknown): boolean => Array.isArray(each) && each.length === 2 && each.every(Number.isSafeInteger) && each[0] <= each[1]
  return Array.isArray(value) && value.every(isRange)
}

/** Ranges as people read them: `12, 15–17`. */
export function spellRanges(ranges: readonly SeqRange[]): string {
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ')
}
