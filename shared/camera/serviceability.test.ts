import { describe, expect, it } from 'vitest'
import { emptyPicture } from '../reading/picture.ts'
import type { Camera } from '../site/types.ts'
import { isUnderLine, serviceability, together, type Serviceability } from './serviceability.ts'
import { CAMERA_STATUSES, type CameraStatus } from './types.ts'

const NOBODY = new Map<string, unknown>()

function of(statuses: readonly CameraStatus[], platforms: readonly string[] = [], lost: ReadonlyMap<string, unknown> = NOBODY): Serviceability {
  const cameras = statuses.map((_, i): Camera => ({ id: `c${i}`, name: '', kind: 'road', grid: 'g1', platform: platforms[i] ?? 'p1', lon: 0, lat: 0 }))
  const picture = emptyPicture(cameras.length, 0)
  statuses.forEach((status, i) => (picture.cameraStatus[i] = CAMERA_STATUSES.indexOf(status)))
  return serviceability(cameras.keys(), cameras, picture, lost)
}

describe('CAMERA-1 serviceability is online ÷ known', () => {
  it('counts unknown ones apart, neither as well nor as broken', () => {
    const part = of(['online', 'online', 'online', 'offline', 'unknown', 'unknown'])
    expect(part).toMatchObject({ total: 6, known: 4, rate: 0.75 })
    expect(part.counts.unknown).toBe(2)
  })

  it('counts fault and maintenance as not online', () => {
    expect(of(['online', 'fault', 'maintenance', 'online']).rate).toBe(0.5)
  })

  it('has no rate when nothing is known, and is then not under the line', () => {
    expect(of(['unknown', 'unknown']).rate).toBeNull()
    expect(isUnderLine(of(['unknown']), 0.98)).toBe(false)
    expect(of([]).rate).toBeNull()
  })

  it('takes cameras behind a lost platform as unknown, whatever they last reported (STALE-2)', () => {
    const part = of(['online', 'offline', 'online'], ['p1', 'p2', 'p2'], new Map([['p2', {}]]))
    expect(part.counts).toMatchObject({ online: 1, offline: 0, unknown: 2 })
    expect(part.rate).toBe(1)
  })

  it('is well on the line and under it just below', () => {
    const hundred = (online: number): Serviceability => of(Array.from({ length: 100 }, (_, i) => (i < online ? 'online' : 'offline')))
    expect(isUnderLine(hundred(98), 0.98)).toBe(false)
    expect(isUnderLine(hundred(97), 0.98)).toBe(true)
  })

  it('adds grids up by their cameras, not by their rates', () => {
    expect(together([of(['online']), of(['offline', 'offline', 'offline'])]).rate).toBe(0.25)
    expect(together([]).rate).toBeNull()
  })
})
