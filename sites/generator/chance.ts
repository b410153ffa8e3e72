/** A source of chance that gives the same row of numbers for the same seed, on every machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** In [from, to). */
  between(from: number, to: number): number
}

/** Mulberry32: 32 bits of state, enough to scatter cameras. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, between: (from, to) => from + (to - from) * next() }
}
