import { expect, it } from 'vitest'
import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import { at } from '../../tests/support/builders.ts'
import { MemoryHistory } from '../../tests/support/memoryHistory.ts'
import type { CameraReading } from '../ports.ts'
import { saidBefore } from './saidBefore.ts'

const FROM = at(0)
const said = (status: CameraStatus, moment: number): CameraReading => ({ camera: 'a', status: CAMERA_STATUSES.indexOf(status), at: moment, recordedAt: moment })

it('CAMERA-4, CAMERA-5: what a camera said in the first moment itself does not hide what it said before', async () => {
  const history = new MemoryHistory()
  await history.write([said('fault', FROM - 1), said('unknown', FROM)], [])
  expect(await saidBefore(history, FROM)).toEqual([{ ...said('fault', FROM - 1), at: FROM }])
  expect(await saidBefore(history, FROM + 1)).toEqual([{ ...said('unknown', FROM), at: FROM + 1 }])
})
