import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, STORE_FILE, type OpenStore } from '../../server/journal/openStore.ts'
import { prepareSchema } from '../../server/journal/sqlite/schema.ts'
import { SqliteFile } from '../../server/journal/sqlite/sqliteFile.ts'
import { JournalUnavailable } from '../../server/ports.ts'
import { cameraReadingOf, factsOf, MORNING, positionReadingOf } from './builders.ts'
import { edit, freshFolder, nodeArgs } from './sqliteEngine.ts'
import { makeVersionOne, type VersionOne } from './versionOne.ts'

const EVER = { from: 0, to: MORNING * 2 }
const MOST_WAITING = 100_000
let dir: string
let problems: string[]
const open = (): Promise<OpenStore> => openStore(dir, { report: (problem) => problems.push(problem) })

beforeEach(() => {
  dir = freshFolder()
  problems = []
})
afterEach(() => rmSync(dir, { recursive: true }))

/** 25,000 camera states of 5 hours, a few positions, three facts. */
function oldRecord(): VersionOne {
  const cameras = Array.from({ length: 25_000 }, (_, n) => {
    const camera = `cam-${String(n % 25).padStart(4, '0')}`
    return cameraReadingOf({ at: MORNING + Math.floor(n / 25) * 18_000, camera, status: n % 5, recordedAt: MORNING + n })
  })
  const positions = [0, 0.5, 7_200_000].map((ms) =>
    positionReadingOf({ fixAt: MORNING + ms, accuracyDm: ms === 0 ? null : 7, source: `s${ms}` }),
  )
  const id = '4b3c7c1e-0000-4000-8000-000000000000'
  return { id, facts: factsOf(1, 3), cameras, positions, thinnedUntil: MORNING, thinnedEveryMs: 60_000 }
}

async function expectMoved({ journal, history }: OpenStore, { id, facts, cameras, positions }: VersionOne): Promise<void> {
  expect(journal.id).toBe(id)
  expect(await journal.readAfter(0, 10)).toEqual(facts)
  expect(await journal.verify()).toEqual({ facts: facts.length, brokenAt: null })
  expect(await history.between(EVER.from, EVER.to)).toEqual({ cameras, positions })
  expect(await history.latest()).toEqual({ cameras: cameras.slice(-25), positions: positions.slice(-1) })
}

describe('SQLite: readings of version 1', () => {
  it('JOURNAL-8: are brought over into blocks, once, and the facts are left alone', async () => {
    const old = oldRecord()
    makeVersionOne(join(dir, STORE_FILE), old)
    const first = await open()
    await expectMoved(first, old)
    expect(problems).toEqual(["25003 readings of an older program's tables were brought over into blocks"])
    await first.history.write([cameraReadingOf({ at: MORNING, camera: 'cam-0000', status: 9 })], [])
    await expectMoved(first, old)
    await first.close()
    const second = await open()
    await expectMoved(second, old)
    expect(problems).toHaveLength(1)
    await second.history.expire({ before: 0, thinBefore: EVER.to, everyMs: 86_400_000 })
    expect((await second.history.between(EVER.from, EVER.to)).cameras).toEqual(old.cameras.slice(-25))
    await second.close()
  })

  it.each([1, 2, 3, 4, 5, 6, 7])('JOURNAL-8: a move broken off at transaction %i goes on where it was', async (at) => {
    const old = oldRecord()
    const path = join(dir, STORE_FILE)
    makeVersionOne(path, old)
    const file = new FailingFile(path, at)
    expect(() => prepareSchema(file, 'unused')).toThrow('broken off')
    file.close()
    const store = await open()
    await expectMoved(store, old)
    await store.close()
  })
})

describe('SQLite: readings in blocks', () => {
  it('JOURNAL-9: killed, what was written is there, and the latest are those of the history', async () => {
    for (const calls of [1, 100, 600]) {
      const written = await writeAndKill(calls)
      const { history, close } = await open()
      const { cameras, positions } = await history.between(EVER.from, EVER.to)
      expect(positions.length).toBeGreaterThanOrEqual(written)
      expect(cameras).toHaveLength(positions.length * 20)
      expect(await history.latest()).toEqual({
        cameras: newestOf(cameras, ({ camera }) => camera, ({ at }) => at),
        positions: newestOf(positions, ({ unit }) => unit, ({ fixAt }) => fixAt),
      })
      await close()
    }
  })

  it('JOURNAL-9: the saved newest and the blocks behind it make the latest', async () => {
    const { history, close } = await open()
    const readings = Array.from({ length: 600 }, (_, n) =>
      cameraReadingOf({ at: MORNING + n, camera: `cam-${n % 7}`, recordedAt: MORNING + n }),
    )
    for (const reading of readings) await history.write([reading], [])
    await close()
    edit(dir, "UPDATE newest_readings SET after = 0, body = x'' WHERE kind = 'camera'")
    edit(dir, "UPDATE newest_readings SET after = 0 WHERE kind = 'position'")
    const later = await open()
    expect((await later.history.latest()).cameras).toEqual(newestOf(readings, ({ camera }) => camera, ({ at }) => at))
    await later.close()
  })

  it(`JOURNAL-4: ${MOST_WAITING} readings may wait, one more is refused, and taken again once they are written`, async () => {
    const { history, figures, close } = await open()
    const cameras = Array.from({ length: MOST_WAITING }, (_, n) => cameraReadingOf({ at: MORNING + n }))
    const written = history.write(cameras, [])
    expect(figures().readingsWaiting).toBe(MOST_WAITING)
    await expect(history.write([cameraReadingOf()], [])).rejects.toThrow(JournalUnavailable)
    await written
    expect(figures().readingsWaiting).toBe(0)
    await history.write([cameraReadingOf({ camera: 'cam-2' })], [])
    expect((await history.between(EVER.from, EVER.to)).cameras).toHaveLength(MOST_WAITING + 1)
    await close()
  })

  it('JOURNAL-9: what the caller does with its readings afterwards changes nothing', async () => {
    const { history, close } = await open()
    const cameras = [cameraReadingOf()]
    const written = history.write(cameras, [])
    cameras[0] = cameraReadingOf({ status: 4 })
    cameras.push(cameraReadingOf({ camera: 'cam-2' }))
    await written
    expect((await history.latest()).cameras).toEqual([cameraReadingOf()])
    await close()
  })

  it('JOURNAL-9: a number that is none is refused with its whole call', async () => {
    const { history, close } = await open()
    for (const broken of [NaN, Infinity, -Infinity]) {
      await expect(history.write([cameraReadingOf(), cameraReadingOf({ at: broken })], [])).rejects.toThrow(JournalUnavailable)
      await expect(history.write([cameraReadingOf()], [positionReadingOf({ lonE7: broken })])).rejects.toThrow(JournalUnavailable)
    }
    expect(await history.latest()).toEqual({ cameras: [], positions: [] })
    await close()
  })
})

/** A file whose `failsAt`th transaction does not end, as if the process had. */
class FailingFile extends SqliteFile {
  #transactions = 0

  constructor(path: string, private readonly failsAt: number) {
    super(path, null)
  }

  override transaction<T>(durability: 'lasting' | 'swift', work: () => T): T {
    this.#transactions += 1
    return super.transaction(durability, () => {
      const done = work()
      if (this.#transactions === this.failsAt) throw new Error('broken off')
      return done
    })
  }
}

/** Runs a writer of readings until it has said that `calls` more calls are written, kills it, and answers how many it said. */
async function writeAndKill(calls: number): Promise<number> {
  const child = spawn(process.execPath, nodeArgs('./writeUntilKilled.ts', dir), { stdio: ['ignore', 'pipe', 'inherit'] })
  let [heard, written] = [0, 0]
  for await (const line of createInterface({ input: child.stdout })) {
    heard += 1
    written = Number(line)
    if (heard === calls) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return written
}

/** The newest of each id, by id. */
function newestOf<R>(readings: readonly R[], idOf: (reading: R) => string, timeOf: (reading: R) => number): R[] {
  const newest = new Map<string, R>()
  for (const reading of readings) {
    const held = newest.get(idOf(reading))
    if (held === undefined || timeOf(reading) > timeOf(held)) newest.set(idOf(reading), reading)
  }
  return [...newest.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}
