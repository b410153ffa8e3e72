import { describe, expect, it } from 'vitest'
import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import type { Camera } from '../../shared/site/types.ts'
import { CameraStates } from './cameraStates.ts'

const code = (status: CameraStatus): number => CAMERA_STATUSES.indexOf(status)

function camera(index: number, platform: string): Camera {
  return { id: `c${index}`, name: '', kind: 'road', grid: 'g1', platform, lon: 113.72, lat: 34.77 }
}

function given(...platforms: string[]) {
  const drawn: [number, CameraStatus][] = []
  const states = new CameraStates(
    platforms.map((platform, index) => camera(index, platform)),
    (index, status) => drawn.push([index, CAMERA_STATUSES[status] as CameraStatus]),
  )
  return { states, drawn: () => drawn.splice(0) }
}

describe('MAP-2 only what changed is touched', () => {
  it('draws all at first, then only those whose status differs', () => {
    const { states, drawn } = given('p1', 'p1', 'p2')
    const reported = Uint8Array.of(code('online'), code('online'), code('offline'))
    states.report(reported, 'all')
    expect(drawn()).toEqual([[0, 'online'], [1, 'online'], [2, 'offline']])
    reported[1] = code('fault')
    states.report(reported, [0, 1])
    expect(drawn()).toEqual([[1, 'fault']])
    states.report(reported, 'all')
    expect(drawn()).toEqual([])
  })

  it('STALE-2 shows cameras behind a lost platform as unknown and gives their status back', () => {
    const { states, drawn } = given('p1', 'p2')
    const reported = Uint8Array.of(code('online'), code('offline'))
    states.report(reported, 'all')
    drawn()
    states.outages(new Set(['p2']), reported)
    expect(drawn()).toEqual([[1, 'unknown']])
    reported[1] = code('online')
    states.report(reported, [1])
    expect(drawn()).toEqual([])
    states.outages(new Set(), reported)
    expect(drawn()).toEqual([[1, 'online']])
  })

  it('passes over a place that the pack does not have', () => {
    const { states, drawn } = given('p1')
    states.report(Uint8Array.of(1), [7])
    expect(drawn()).toEqual([])
  })
})
