/** A browser's `Storage`, as it keeps one for a page. */
export function storageOf(items: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(items))
  return {
    get length(): number {
      return kept.size
    },
    clear: (): void => kept.clear(),
    getItem: (key: string): string | null => kept.get(key) ?? null,
    key: (i: number): string | null => [...kept.keys()][i] ?? null,
    removeItem: (key: string): void => void kept.delete(key),
    setItem: (key: string, value: string): void => void kept.set(key, value),
  }
}
