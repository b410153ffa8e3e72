import { emptyOutageRecord, endedCameraOutages, takeOutage, type CamerasOut, type EndedCameraOutage, type OutageRecord } from '../../shared/camera/outageTimes.ts'
import type { Journal, ReadingHistory } from '../ports.ts'
import { createRecordReader, letOthers } from './recordReader.ts'
import { saidBefore } from './saidBefore.ts'

/** Readings of the history are looked at this long at a time, ms: few enough that whoever else has the thread waits little. */
const AT_ONCE_MS = 3_600_000

export interface PastOutages {
  /** Every outage of a platform the record has, up to the fact `seq`. */
  platforms(): Promise<{ readonly record: OutageRecord; readonly seq: number }>
  /**
   * Cameras whose outage by their own word ended in [`from`, `to`), epoch ms, longest first. One that was out before `from` counts from
   * there on, since of what lies before nothing was read.
   */
  cameras(from: number, to: number): Promise<readonly EndedCameraOutage[]>
}

/** How long platforms and cameras were out, from the record and from the readings that are kept (CAMERA-4). One walk of the readings at a time. */
export function createPastOutages(journal: Journal, history: ReadingHistory): PastOutages {
  const record = emptyOutageRecord()
  const { caughtUp } = createRecordReader(journal, (fact) => takeOutage(record, fact))
  let walking: Promise<unknown> = Promise.resolve()

  async function walk(from: number, to: number): Promise<readonly EndedCameraOutage[]> {
    const out: CamerasOut = new Map()
    endedCameraOutages(out, await saidBefore(history, from))
    const ended: EndedCameraOutage[] = []
    for (let at = from; at < to; at += AT_ONCE_MS) {
      const { cameras } = await history.between(at, Math.min(to, at + AT_ONCE_MS))
      ended.push(...endedCameraOutages(out, cameras))
      await letOthers()
    }
    return ended.sort((a, b) => (b.until - b.from) - (a.until - a.from))
  }

  return {
    platforms: async () => ({ seq: await caughtUp(), record }),
    cameras(from, to) {
      const result = walking.then(() => walk(from, to))
      walking = result.catch(() => undefined)
      return result
    },
  }
}
