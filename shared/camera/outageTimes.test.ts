import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import type { BoardFact } from '../board.ts'
import { emptyOutageRecord, endedCameraOutages, takeOutage, timesOf, type CamerasOut } from './outageTimes.ts'
import { CAMERA_STATUSES, type CameraStatus } from './types.ts'

let seq = 0
const base = (minute: number) => ({ v: 1, space: 'live', by: 'system', commandId: null, at: at(minute), seq: (seq += 1), recordedAt: at(minute) }) as const
const lost = (minute: number, over: object = {}): BoardFact =>
  ({ ...base(minute), type: 'PlatformLost', data: { platform: 'p', lastHeardAt: at(minute), reason: 'silent', cameras: 7 }, ...over }) as BoardFact
const restored = (minute: number): BoardFact => ({ ...base(minute), type: 'PlatformRestored', data: { platform: 'p' } })

function recordOf(...facts: readonly BoardFact[]) {
  const record = emptyOutageRecord()
  for (const fact of facts) takeOutage(record, fact)
  return record
}

describe('CAMERA-4: outages of a platform', () => {
  it('last from the loss to the return, and one under way has no length yet', () => {
    const { ended, open } = recordOf(lost(0), restored(5), lost(9))
    expect(ended).toEqual([{ platform: 'p', lostAt: at(0), restoredAt: at(5), cameras: 7 }])
    expect([...open.values()].map(({ lostAt }) => lostAt)).toEqual([at(9)])
  })

  it('a return without a loss is none, nor is what a drill made', () => {
    expect(recordOf(restored(5)).ended).toEqual([])
    expect(recordOf(lost(0, { space: 'drill:d' }), restored(5)).ended).toEqual([])
  })

  it('never last less than nothing', () => {
    expect(recordOf(lost(5), restored(5)).ended).toMatchObject([{ lostAt: at(5), restoredAt: at(5) }])
    expect(recordOf(lost(5), restored(4)).ended).toMatchObject([{ lostAt: at(5), restoredAt: at(5) }])
  })
})

describe('CAMERA-4: outages of a camera', () => {
  type Word = readonly [CameraStatus, number]
  const said = (...words: readonly Word[]) =>
    words.map(([status, minute]) => ({ camera: 'c', status: CAMERA_STATUSES.indexOf(status), at: at(minute) }))
  const lengths = (...words: readonly Word[]) => endedCameraOutages(new Map(), said(...words)).map(({ from, until }) => (until - from) / 60_000)

  it('last from the first word that it is out to the first that it is not', () => {
    expect(lengths(['offline', 1], ['fault', 2], ['offline', 3], ['online', 5])).toEqual([4])
    expect(lengths(['online', 1], ['maintenance', 2], ['online', 3])).toEqual([])
    expect(lengths(['fault', 1], ['maintenance', 3], ['offline', 4], ['online', 5])).toEqual([2, 1])
  })

  it('are neither begun nor ended by a word that says nothing', () => {
    expect(lengths(['unknown', 1], ['online', 2])).toEqual([])
    expect(lengths(['offline', 1], ['unknown', 2], ['online', 4])).toEqual([3])
  })

  it('CAMERA-5 last on until then, and to take the same words again changes nothing', () => {
    const out: CamerasOut = new Map()
    const words = said(['online', 1], ['offline', 2], ['online', 3], ['fault', 4], ['offline', 6])
    endedCameraOutages(out, words)
    expect([...out]).toEqual([['c', at(4)]])
    for (let from = 0; from < words.length; from += 1) endedCameraOutages(out, words.slice(from))
    expect([...out]).toEqual([['c', at(4)]])
  })

  it('go on from one look to the next', () => {
    const out: CamerasOut = new Map()
    expect(endedCameraOutages(out, said(['offline', 1]))).toEqual([])
    expect(endedCameraOutages(out, said(['online', 4]))).toEqual([{ camera: 'c', from: at(1), until: at(4) }])
    expect(out.size).toBe(0)
  })
})

it('CAMERA-4: count, longest and total', () => {
  expect([timesOf([]), timesOf([3, 5, 4])]).toEqual([{ count: 0, longestMs: 0, totalMs: 0 }, { count: 3, longestMs: 5, totalMs: 12 }])
})
