import { describe, expect, it } from 'vitest'
import { storageOf } from '../../tests/support/storageOf.ts'
import { forgetReload, reloadOnce } from './reloadOnce.ts'

describe('PUSH-5: a page of another protocol', () => {
  it('is loaded again once for each version, never in circles', () => {
    const storage = storageOf()
    let reloads = 0
    const tryAgain = (protocol: number): boolean => reloadOnce(protocol, storage, () => (reloads += 1))
    expect([tryAgain(2), tryAgain(2), tryAgain(2)]).toEqual([true, false, false])
    expect(tryAgain(3)).toBe(true)
    expect(reloads).toBe(2)
  })

  it('is not loaded again where nothing tells whether it was', () => {
    forgetReload(null)
    expect(reloadOnce(2, null, () => expect.unreachable())).toBe(false)
  })

  it('may be loaded again once versions have agreed', () => {
    const storage = storageOf()
    reloadOnce(2, storage, () => undefined)
    forgetReload(storage)
    expect(reloadOnce(2, storage, () => undefined)).toBe(true)
  })
})
