import { endedCameraOutages, isBack, isOut, type CameraOut, type CamerasOut } from '../../shared/camera/outageTimes.ts'
import type { CameraReading, ReadingHistory } from '../ports.ts'
import { letOthers } from './recordReader.ts'
import { saidBefore } from './saidBefore.ts'

/** Readings of the history are looked at this long at a time, ms: few enough that whoever else has the thread waits little. */
const AT_ONCE_MS = 3_600_000
/** What was recorded so shortly before the last look is looked at again, ms: it may have been written after it. To take a word twice changes nothing. */
const AGAIN_MS = 60_000

export interface StandingOutages {
  /**
   * Cameras that are out by their own word, the longest first (CAMERA-5). The first question walks the readings that are kept back to
   * where each of them was well, each further one what came since.
   */
  cameras(): Promise<readonly CameraOut[]>
}

/** Since when cameras that are out now are so, from the readings that are kept and not before `longestMs` ago at the first question. */
export function createStandingOutages(history: ReadingHistory, now: () => number, longestMs: number): StandingOutages {
  const out: CamerasOut = new Map()
  const wereWell = new Set<string>()
  let seenUpTo: number | null = null
  let looking: Promise<unknown> = Promise.resolve()

  function take(said: readonly CameraReading[]): void {
    for (const { camera, status } of said) if (isBack(status)) wereWell.add(camera)
    endedCameraOutages(out, [...said].sort((a, b) => a.at - b.at))
  }

  async function first(until: number): Promise<void> {
    const { since } = (await history.kept()).cameras
    if (since === null) return
    const from = Math.max(since, until - longestMs)
    const newest = (await history.recorded(until, until)).before.cameras
    const unsettled = new Set(newest.map(({ camera }) => camera))
    settle(unsettled, newest)
    for (let to = until + AGAIN_MS; to > from && unsettled.size > 0; to -= AT_ONCE_MS) {
      settle(unsettled, (await history.between(Math.max(from, to - AT_ONCE_MS), to)).cameras)
      await letOthers()
    }
    if (unsettled.size === 0) return
    settle(unsettled, await saidBefore(history, from))
  }

  /** Takes words older than those before them: a camera is out since the oldest that says so, up to one that says that it was well. */
  function settle(unsettled: Set<string>, said: readonly CameraReading[]): void {
    for (const { camera, status, at } of [...said].sort((a, b) => b.at - a.at)) {
      if (!unsettled.has(camera)) continue
      if (isOut(status)) out.set(camera, at)
      else if (isBack(status)) {
        unsettled.delete(camera)
        wereWell.add(camera)
      }
    }
  }

  async function look(): Promise<readonly CameraOut[]> {
    const until = now()
    if (seenUpTo === null) await first(until)
    else take((await history.recorded(seenUpTo - AGAIN_MS, until)).after.cameras)
    seenUpTo = until
    return [...out].map(([camera, from]) => ({ camera, from, atLeast: !wereWell.has(camera) })).sort((a, b) => a.from - b.from)
  }

  return {
    cameras() {
      const result = looking.then(look)
      looking = result.catch(() => undefined)
      return result
    },
  }
}
