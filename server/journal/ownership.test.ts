import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isBeating } from './ownerBeat.ts'
import { StoreOwned, takeOwnership } from './ownership.ts'
import { ownIdentity, type ProcessIdentity } from './processIdentity.ts'

const SILENCE_MS = 500
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ownership-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const leaveOwner = (over: Partial<ProcessIdentity>, turn = 1): void =>
  writeFileSync(join(dir, `owner.${turn}.json`), JSON.stringify({ ...ownIdentity(), ...over }))

/** Number of a process that has ended. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0'])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe('ownership', { timeout: 20_000 }, () => {
  it('JOURNAL-7: a free folder is taken, and free again once released', async () => {
    const { takenFromPid, release } = await takeOwnership(dir)
    expect(takenFromPid).toBeNull()
    expect(JSON.parse(readFileSync(join(dir, 'owner.1.json'), 'utf8'))).toEqual(ownIdentity())
    release()
    expect(readdirSync(dir)).toEqual([])
  })

  it('JOURNAL-7: an owned folder is refused, by pid, and the owner left alone', async () => {
    const { release } = await takeOwnership(dir)
    await expect(takeOwnership(dir)).rejects.toThrow(StoreOwned)
    await expect(takeOwnership(dir)).rejects.toThrow(`pid ${process.pid}`)
    expect(readdirSync(dir)).toEqual(['owner.1.json'])
    release()
  })

  it('JOURNAL-7: the place of an owner that has ended is taken', async () => {
    const pid = await endedPid()
    leaveOwner({ pid }, 4)
    const { takenFromPid, release } = await takeOwnership(dir)
    expect(takenFromPid).toBe(pid)
    expect(readdirSync(dir)).toEqual(['owner.5.json'])
    release()
  })

  it.runIf(process.platform !== 'win32')('JOURNAL-7: a later process with the number of the owner does not block', async () => {
    leaveOwner({ startedAt: 'long ago' })
    const { takenFromPid, release } = await takeOwnership(dir)
    expect(takenFromPid).toBe(process.pid)
    release()
  })

  it('JOURNAL-7: an owner of which only the number is known blocks while that number runs', async () => {
    leaveOwner({ startedAt: null })
    await expect(takeOwnership(dir)).rejects.toThrow(StoreOwned)
  })

  it('JOURNAL-7: an owner before the last start of the machine has ended', async () => {
    leaveOwner({ boot: 'an earlier one', pidSpace: 'another' })
    ;(await takeOwnership(dir)).release()
  })

  it('JOURNAL-7: an owner in another container is listened for: silent, it has ended', async () => {
    leaveOwner({ pidSpace: 'another', boot: ownIdentity().boot })
    ;(await takeOwnership(dir, SILENCE_MS)).release()
  })

  it('JOURNAL-7: an owner in another container is listened for: a sign of life keeps others out', async () => {
    leaveOwner({ pidSpace: 'another', pid: 1 })
    const taken = takeOwnership(dir, SILENCE_MS)
    utimesSync(join(dir, 'owner.1.json'), 1, 1)
    await expect(taken).rejects.toThrow('pid 1,')
  })

  it('JOURNAL-7: an owner gives a sign of life', async () => {
    const { release } = await takeOwnership(dir)
    const file = join(dir, 'owner.1.json')
    expect(await isBeating(file, 4_000)).toBe(true)
    release()
    expect(await isBeating(file, SILENCE_MS)).toBe(false)
  })

  it('JOURNAL-7: a file that is not whole is nobody, what is left of dead starters is cleared', async () => {
    writeFileSync(join(dir, 'owner.2.json'), '')
    writeFileSync(join(dir, `owner.${await endedPid()}.0a-1.draft`), '{}')
    const { takenFromPid, release } = await takeOwnership(dir)
    expect(takenFromPid).toBeNull()
    expect(readdirSync(dir)).toEqual(['owner.3.json'])
    release()
  })
})
