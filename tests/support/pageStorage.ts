/** A browser's `Storage`, as it keeps one for a page while its tab is open. */
export function emptyPageStorage() {
  const kept = new Map<string, string>()
  return {
    get length(): number {
      return kept.size
    },
    key: (i: number): string | null => [...kept.keys()][i] ?? null,
    getItem: (key: string): string | null => kept.get(key) ?? null,
    setItem: (key: string, value: string): void => void kept.set(key, value),
    removeItem: (key: string): void => void kept.delete(key),
    clear: (): void => kept.clear(),
  }
}
