/**
 * In the page's timeline (`performance.getEntriesByName`), once a page: `useful` when a frame shows what there is to act on
 * (queue, clocks and figures of the first board and the first readings), `whole` when the map stands as well with every
 * layer's tiles, the teams among them.
 */
export const MARKS = { useful: 'wall:useful', whole: 'wall:whole' } as const

/** Marks this moment, the first of its name alone. */
export function markFirst(name: keyof typeof MARKS): void {
  if (performance.getEntriesByName(MARKS[name]).length === 0) performance.mark(MARKS[name])
}
