import type { Drill, Improvement } from './types.ts'

/**
 * Improvements as they stand over all `drills`: an item that is open here and was done in another drill is done, with when and in
 * which (DRILL-7). What is done here stays as it is.
 */
export function settled(improvements: readonly Improvement[], drills: Iterable<Pick<Drill, 'improvements'>>): Improvement[] {
  const done = new Map<string, NonNullable<Improvement['done']>>()
  for (const drill of drills) {
    for (const item of drill.improvements) {
      const before = done.get(item.id)
      if (item.done !== null && (before === undefined || item.done.at < before.at)) done.set(item.id, item.done)
    }
  }
  return improvements.map((item) => ({ ...item, done: item.done ?? done.get(item.id) ?? null }))
}
