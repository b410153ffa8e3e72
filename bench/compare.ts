/** Worse than the committed figure by more than this fails. */
export const MOST_WORSE = 1.15

export interface Comparison {
  readonly name: string
  readonly before: number
  /** NaN when it was not measured. */
  readonly now: number
  readonly kept: boolean
}

/** Each committed figure beside what was measured; one that was not measured is not kept. Less is better. */
export function compareWith(baseline: Readonly<Record<string, number>>, measured: ReadonlyMap<string, number>): Comparison[] {
  return Object.entries(baseline).map(([name, before]) => {
    const now = measured.get(name) ?? NaN
    return { name, before, now, kept: now <= before * MOST_WORSE }
  })
}

/** The better of two measurements of each figure: load of others only ever makes one worse. */
export function betterOf(first: ReadonlyMap<string, number>, again: ReadonlyMap<string, number>): Map<string, number> {
  const better = new Map(first)
  for (const [name, value] of again) better.set(name, Math.min(value, first.get(name) ?? Infinity))
  return better
}
