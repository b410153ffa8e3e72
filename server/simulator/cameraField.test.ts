import { describe, expect, test } from 'vitest'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { cameraField, changeCameras } from './cameraField.ts'
import { seededChance } from './chance.ts'
import { aSite } from './siteFixture.ts'

const START = 1_700_000_000_000
const MINUTE_MS = 60_000
/** As many as the site has in all (article). */
const CAMERAS = 2_197
const site = aSite({ cameras: CAMERAS })

function changesOver(minutes: number, speed: number): { readonly perMinute: number; readonly online: number[] } {
  const field = cameraField(site, seededChance(1, 'cameras'), START, speed)
  const online: number[] = []
  let changes = 0
  for (let minute = 1; minute <= minutes; minute += 1) {
    for (let part = 1; part <= 4; part += 1) {
      changes += changeCameras(field, START + (minute - 1) * MINUTE_MS + part * (MINUTE_MS / 4), speed).length
    }
    online.push(field.status.filter((status) => status === 'online').length / CAMERAS)
  }
  return { perMinute: changes / minutes, online }
}

describe('cameras', () => {
  test('about 98 in a hundred are online, at the start and a day later, and never far from it', () => {
    const { online } = changesOver(24 * 60, 1)
    expect(Math.min(...online)).toBeGreaterThan(0.965)
    expect(Math.max(...online)).toBeLessThan(0.995)
    expect(online.reduce((a, b) => a + b) / online.length).toBeCloseTo(0.982, 2)
  })

  test('the broken ones are offline for the most part, some at fault or in maintenance, none unknown', () => {
    const { status } = cameraField(site, seededChance(1, 'cameras'), START, 1)
    const count = (of: string): number => status.filter((each) => each === of).length
    expect(count('offline')).toBeGreaterThan(count('fault') + count('maintenance'))
    expect(count('fault')).toBeGreaterThan(0)
    expect(count('maintenance')).toBeGreaterThan(0)
    expect(status.every((each) => CAMERA_STATUSES.includes(each) && each !== 'unknown')).toBe(true)
  })

  test('SIM-3 they change a few times a minute, ten times as often at speed 10', () => {
    const slow = changesOver(240, 1).perMinute
    const fast = changesOver(240, 10).perMinute
    expect(slow).toBeGreaterThan(3)
    expect(slow).toBeLessThan(20)
    expect(fast / slow).toBeGreaterThan(7)
    expect(fast / slow).toBeLessThan(13)
  })

  test('some come and go while others stay', () => {
    const field = cameraField(site, seededChance(1, 'cameras'), START, 1)
    const times = new Map<number, number>()
    for (let now = START; now < START + 60 * MINUTE_MS; now += 5_000) {
      for (const i of changeCameras(field, now, 1)) times.set(i, (times.get(i) ?? 0) + 1)
    }
    const often = [...times].filter(([, count]) => count >= 8).map(([i]) => i)
    expect(often.length).toBeGreaterThan(0)
    expect(often.every((i) => field.unsteady[i])).toBe(true)
  })
})
