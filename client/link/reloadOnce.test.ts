import { describe, expect, it } from 'vitest'
import { forgetReload, reloadOnce } from './reloadOnce.ts'

/** What a browser keeps for a page while its tab is open. */
function pageStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

describe('PUSH-5: a page of another protocol', () => {
  it('is loaded again once for each version, never in circles', () => {
    const storage = pageStorage()
    let reloads = 0
    const tryAgain = (protocol: number): boolean => reloadOnce(protocol, storage, () => (reloads += 1))
    expect([tryAgain(2), tryAgain(2), tryAgain(2)]).toEqual([true, false, false])
    expect(tryAgain(3)).toBe(true)
    expect(reloads).toBe(2)
  })

  it('may be loaded again once versions have agreed', () => {
    const storage = pageStorage()
    reloadOnce(2, storage, () => undefined)
    forgetReload(storage)
    expect(reloadOnce(2, storage, () => undefined)).toBe(true)
  })
})
