import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endedCameraOutages, isBack } from '../../shared/camera/outageTimes.ts'
import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import { at } from '../../tests/support/builders.ts'
import { MemoryHistory } from '../../tests/support/memoryHistory.ts'
import type { CameraReading } from '../ports.ts'
import { createStandingOutages } from './standingOutages.ts'

const HOUR_MS = 3_600_000
const LONGEST_MS = 10 * HOUR_MS
const NOW = at(0)

const said = (camera: string, status: CameraStatus, hoursAgo: number): CameraReading => {
  const moment = NOW - hoursAgo * HOUR_MS
  return { camera, status: CAMERA_STATUSES.indexOf(status), at: moment, recordedAt: moment }
}

/** What is out now, told in order of time from the first word that is looked at: the plain way to the same. */
function byTime(readings: readonly CameraReading[]) {
  const from = NOW - LONGEST_MS
  const ordered = [...readings].sort((a, b) => a.at - b.at)
  const before = new Map(ordered.filter((each) => each.at < from).map((each) => [each.camera, { ...each, at: from }]))
  const all = [...before.values(), ...ordered.filter((each) => each.at >= from)]
  const out = new Map<string, number>()
  endedCameraOutages(out, all)
  const well = new Set(all.filter(({ status }) => isBack(status)).map(({ camera }) => camera))
  return [...out].map(([camera, since]) => ({ camera, from: since, atLeast: !well.has(camera) }))
}

async function standing(readings: readonly CameraReading[], asked: (from: number) => void = () => undefined) {
  const history = new MemoryHistory()
  await history.write([...readings].sort((a, b) => a.recordedAt - b.recordedAt), [])
  const between = history.between.bind(history)
  history.between = (from, to) => {
    asked(from)
    return between(from, to)
  }
  return createStandingOutages(history, () => NOW, LONGEST_MS).cameras()
}

const byCamera = (list: readonly { readonly camera: string }[]) => [...list].sort((a, b) => a.camera.localeCompare(b.camera))

describe('CAMERA-5: how long cameras that are out have been so', () => {
  it('is what the words say in order of time, whatever they are', () =>
    fc.assert(fc.asyncProperty(
      fc.uniqueArray(fc.record({ camera: fc.constantFrom('a', 'b', 'c'), status: fc.constantFrom(...CAMERA_STATUSES), minutes: fc.integer({ min: 0, max: 700 }) }), { selector: ({ camera, minutes }) => `${camera} ${minutes}`, maxLength: 40 }),
      async (words) => {
        const readings = words.map(({ camera, status, minutes }) => said(camera, status, minutes / 60))
        expect(byCamera(await standing(readings))).toEqual(byCamera(byTime(readings)))
      },
    )))

  it('goes on before the first moment that is looked at, also where a camera says it does not know in just that moment', async () => {
    const found = await standing([said('a', 'fault', 11), said('a', 'unknown', 10)])
    expect(found).toEqual([{ camera: 'a', from: NOW - LONGEST_MS, atLeast: true }])
  })

  it('is looked for no further back than until each of them was well', async () => {
    const looked: number[] = []
    const found = await standing([said('a', 'online', 9), said('a', 'online', 0.1), said('b', 'online', 2.5), said('b', 'fault', 2.2), said('b', 'unknown', 0.5)], (from) => looked.push(from))
    expect(found).toEqual([{ camera: 'b', from: NOW - 2.2 * HOUR_MS, atLeast: false }])
    expect(Math.min(...looked)).toBeGreaterThan(NOW - 4 * HOUR_MS)
  })
})
