/** A seeded source of chance: the same seed gives the same draws, for ever and on every machine. */
export interface Chance {
  /** In [0, 1). */
  next(): number
  /** In [`low`, `high`). */
  between(low: number, high: number): number
  /** True with the given probability, 0–1. */
  happens(probability: number): boolean
  /** One of a list, null of an empty one. */
  pick<T>(list: readonly T[]): T | null
  /** Standard normal. */
  normal(): number
  /** Exponential with the given mean: the wait for what comes at a steady rate. */
  wait(mean: number): number
  /** In [`low`, `high`], most often near `mode`. */
  triangular(low: number, mode: number, high: number): number
}

/** A source for one subject. Each subject has its own, so that a change in one does not shift the draws of another. */
export function seededChance(seed: number, subject: string): Chance {
  const next = sfc32(`${seed}/${subject}`)
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    happens: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)] ?? null,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    wait: (mean) => -Math.log(1 - next()) * mean,
    triangular: (low, mode, high) => triangular(next(), low, mode, high),
  }
}

function triangular(u: number, low: number, mode: number, high: number): number {
  const rising = (mode - low) / (high - low)
  return u < rising ? low + Math.sqrt(u * (high - low) * (mode - low)) : high - Math.sqrt((1 - u) * (high - low) * (high - mode))
}

const WARM_UP_DRAWS = 12

/** Chris Doty-Humphrey's "small fast counting" generator, 32 bit. */
function sfc32(text: string): () => number {
  const word = wordsOf(text)
  let [a, b, c, counter] = [word(), word(), word(), 1]
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 2 ** 32
  }
  for (let i = 0; i < WARM_UP_DRAWS; i += 1) next()
  return next
}

/** Seed words from a text: FNV-1a, spread by splitmix32. */
function wordsOf(text: string): () => number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return () => {
    hash = (hash + 0x9e3779b9) | 0
    const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return again ^ (again >>> 16)
  }
}
