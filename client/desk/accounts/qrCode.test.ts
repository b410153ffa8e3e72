import { describe, expect, it } from 'vitest'
import { qrCodeOf } from './qrCode.ts'

const QUIET = 4
const FINDER = 7
const URI = 'otpauth://totp/Ruyi%20Lake%20command%20wall:desk-1?issuer=Ruyi%20Lake%20command%20wall&secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567&algorithm=SHA1&digits=6&period=30'

/** The dark modules of a code, from its path. */
function darkOf(text: string): { size: number; isDark: (x: number, y: number) => boolean } {
  const { size, path } = qrCodeOf(text)
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  return { size, isDark: (x, y) => dark.has(`${x} ${y}`) }
}

describe('DESK-13: the code a telephone scans to bind an authenticator', () => {
  it('has three finders, the timing between them, and four light modules around', () => {
    const { size, isDark } = darkOf(URI)
    expect((size - 2 * QUIET - 17) % 4).toBe(0)
    const far = size - QUIET - FINDER
    for (const [left, top] of [[QUIET, QUIET], [far, QUIET], [QUIET, far]] as const) {
      for (let y = 0; y < FINDER; y += 1) {
        for (let x = 0; x < FINDER; x += 1) {
          const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3))
          expect(isDark(left + x, top + y), `${x} ${y}`).toBe(ring !== 2)
        }
      }
    }
    for (let i = QUIET + FINDER + 1; i < far - 1; i += 1) expect([isDark(i, QUIET + 6), isDark(QUIET + 6, i)]).toEqual([i % 2 === 0, i % 2 === 0])
    for (let i = 0; i < size; i += 1) for (let edge = 0; edge < QUIET; edge += 1) expect(isDark(i, edge) || isDark(edge, i) || isDark(i, size - 1 - edge) || isDark(size - 1 - edge, i)).toBe(false)
  })

  it('is another one for another secret', () => {
    expect(qrCodeOf(URI).path).not.toBe(qrCodeOf(URI.replace('ABCD', 'ABCE')).path)
  })
})
