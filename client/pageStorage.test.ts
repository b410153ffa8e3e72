import { afterEach, describe, expect, it, vi } from 'vitest'
import { storageOf } from '../tests/support/storageOf.ts'
import { browserStorage, pageStorage } from './pageStorage.ts'

afterEach(() => void vi.unstubAllGlobals())

describe.each([['sessionStorage', pageStorage], ['localStorage', browserStorage]])('LINK-1 what the browser keeps in its %s', (name, storage) => {
  it('is there, and nothing of ours is left in it by looking', () => {
    const kept = storageOf()
    vi.stubGlobal(name, kept)
    expect(storage()).toBe(kept)
    expect(kept.length).toBe(0)
  })

  it('is nothing where it has no room, or is none', () => {
    vi.stubGlobal(name, Object.assign(storageOf(), { setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }))
    expect(storage()).toBeNull()
    vi.stubGlobal(name, null)
    expect(storage()).toBeNull()
  })
})
