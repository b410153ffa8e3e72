import { DatabaseSync } from '@photostructure/sqlite'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, STORE_FILE, type OpenStore } from '../../server/journal/openStore.ts'
import { StoreOwned } from '../../server/journal/ownership.ts'
import { JournalUnavailable } from '../../server/ports.ts'
import { cameraReadingOf, factsOf, MORNING } from './builders.ts'
import { edit, freshFolder, nodeArgs } from './sqliteEngine.ts'

/** What a file may grow to, in the blocks of the shell's `ulimit -f` (512 or 1024 bytes). */
const SIZE_BLOCKS = 1_200
let dir: string
let problems: string[]
const open = (): Promise<OpenStore> => openStore(dir, { report: (problem) => problems.push(problem) })

beforeEach(() => {
  dir = freshFolder()
  problems = []
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('SQLite: group commit', () => {
  it('JOURNAL-2: calls that wait together share a commit, a call alone has its own', async () => {
    const { journal, figures, close } = await open()
    await journal.append(factsOf(1, 1))
    expect(figures().commits).toBe(1)
    await Promise.all(factsOf(2, 101).map((fact) => journal.append([fact])))
    expect(figures()).toMatchObject({ commits: 2, seq: 101 })
    const alone = journal.append(factsOf(102, 102))
    const behind = alone.then(() => journal.append(factsOf(103, 103)))
    await Promise.all([alone, behind])
    expect(figures().commits).toBe(4)
    await close()
  })

  it('JOURNAL-2: a commit takes 256 facts, or one call however large', async () => {
    const { journal, figures, close } = await open()
    await Promise.all(factsOf(1, 256).map((fact) => journal.append([fact])))
    expect(figures().commits).toBe(1)
    await Promise.all(factsOf(257, 513).map((fact) => journal.append([fact])))
    expect(figures().commits).toBe(3)
    await Promise.all([journal.append(factsOf(514, 1_000)), journal.append(factsOf(1_001, 1_001))])
    expect(figures().commits).toBe(5)
    await close()
  })
})

describe('SQLite: one owner', () => {
  const heldBy = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, nodeArgs('./holdStore.ts', dir), { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(createInterface({ input: child.stdout }), 'line')
    return child
  }

  it('JOURNAL-7: a second server is refused with the pid of the first; killed, its folder is taken over and nothing is lost', async () => {
    const child = await heldBy()
    await expect(open()).rejects.toThrow(StoreOwned)
    await expect(open()).rejects.toThrow(`pid ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { journal, close } = await open()
    expect(problems).toEqual([expect.stringContaining(`pid ${child.pid}`)])
    expect(await journal.readAfter(0, 10)).toEqual(factsOf(1, 1))
    await close()
  })

  it('JOURNAL-7: the same process cannot open it twice, and may again once it is closed', async () => {
    const first = await open()
    await expect(open()).rejects.toThrow(`already open in this process (pid ${process.pid})`)
    await first.close()
    await first.close()
    expect(readdirSync(dir)).toEqual([STORE_FILE])
    await (await open()).close()
    expect(problems).toEqual([])
  })
})

describe('SQLite: files that are not ours', () => {
  it('JOURNAL-8: tables of a newer program are refused and left alone', async () => {
    await (await open()).close()
    const db = new DatabaseSync(join(dir, STORE_FILE))
    db.exec('PRAGMA user_version = 99')
    db.close()
    await expect(open()).rejects.toThrow('has tables of version 99; this program knows version 2')
    expect(readdirSync(dir)).toEqual([STORE_FILE])
  })

  it('JOURNAL-8: a file that is no database, or another one, is refused and left alone', async () => {
    writeFileSync(join(dir, STORE_FILE), 'no database at all '.repeat(500))
    await expect(open()).rejects.toThrow('file is not a database')
    rmSync(join(dir, STORE_FILE))
    const db = new DatabaseSync(join(dir, STORE_FILE))
    db.exec('CREATE TABLE theirs (x)')
    db.close()
    await expect(open()).rejects.toThrow('has tables of version 0')
    expect(readdirSync(dir)).toEqual([STORE_FILE])
  })

  it('JOURNAL-3: a record that went on behind the back of the server takes nothing more', async () => {
    const before = await open()
    await before.journal.append(factsOf(1, 2))
    await before.close()
    edit(dir, 'UPDATE journal SET head_seq = 1')
    const { journal, close } = await open()
    await expect(journal.append(factsOf(2, 2))).rejects.toThrow(JournalUnavailable)
    expect(await journal.verify()).toEqual({ facts: 1, brokenAt: 2 })
    await close()
  })
})

describe('SQLite: no room', () => {
  it('JOURNAL-4: a full store refuses whole calls, keeps the record, and takes facts again once there is room', async () => {
    const { journal, history, close } = await openStore(dir, { report: () => undefined, maxBytes: 800 * 1_024 })
    const cameras = Array.from({ length: 60_000 }, (_, n) => cameraReadingOf({ at: MORNING + n, recordedAt: MORNING + n * 10_000 }))
    await history.write(cameras, [])
    const makeRoom = (until: number): Promise<number> => history.expire({ before: MORNING + until, thinBefore: 0, everyMs: 1 })
    const appendMore = (facts: number): Promise<void> => journal.append(factsOf(journal.seq + 1, journal.seq + facts))
    const fill = async (): Promise<never> => {
      for (;;) await appendMore(100)
    }
    await expect(fill()).rejects.toThrow(JournalUnavailable)
    expect(journal.seq).toBeGreaterThan(0)
    await makeRoom(30_000)
    await appendMore(100)

    await expect(fill()).rejects.toThrow(JournalUnavailable)
    const { seq } = journal
    const together = [journal.append(factsOf(seq + 1, seq + 200)), journal.append(factsOf(seq + 201, seq + 300))]
    expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(journal.seq).toBe(seq)
    const handedAhead = factsOf(seq + 1, seq + 700).map((fact) => journal.append([fact]))
    expect(new Set((await Promise.allSettled(handedAhead)).map(({ status }) => status))).toEqual(new Set(['rejected']))
    expect(journal.seq).toBe(seq)
    await makeRoom(60_000)
    await appendMore(100)
    expect(await journal.readAfter(0, 10_000)).toEqual(factsOf(1, seq + 100))
    expect(await journal.verify()).toEqual({ facts: seq + 100, brokenAt: null })
    await close()
  })

  const onUnix = it.skipIf(process.platform === 'win32')

  onUnix('JOURNAL-4: when the system refuses to write, nothing acknowledged is lost and the next call succeeds', async () => {
    const limited = `ulimit -f ${SIZE_BLOCKS}; exec "$0" "$@"`
    const command = [process.execPath, ...nodeArgs('./appendUntilFull.ts', dir)]
    const child = spawn('sh', ['-c', limited, ...command], { stdio: ['ignore', 'pipe', 'inherit'] })
    const said: string[] = []
    for await (const line of createInterface({ input: child.stdout })) said.push(line)
    const acknowledged = Math.max(...said.map((line) => Number(/^recorded (\d+)/.exec(line)?.[1] ?? 0)))
    const firstRefusal = said.findIndex((line) => line.startsWith('refused'))
    expect(firstRefusal).toBeGreaterThan(0)
    expect(said[firstRefusal + 1]).toMatch(/^recorded/)
    const { journal, close } = await open()
    expect(journal.seq).toBe(acknowledged)
    expect(await journal.verify()).toEqual({ facts: acknowledged, brokenAt: null })
    await close()
  })
})
