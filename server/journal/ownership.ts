import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBeating, startBeating } from './ownerBeat.ts'
import { isRunning, ownIdentity, stateOf, type ProcessIdentity } from './processIdentity.ts'

/** `owner.<turn>.json`: the highest turn is the owner. */
const OWNER_FILE = /^owner\.(\d+)\.json$/
/** `owner.<pid>.<token>.draft`: an owner file before it is linked. */
const DRAFT_FILE = /^owner\.(\d+)\.[0-9a-f-]+\.draft$/
/** How long an owner in another container may be silent: five of its beats. */
const SILENCE_MS = 5_000

/** Another server, alive, works on this folder. */
export class StoreOwned extends Error {
  override readonly name = 'StoreOwned'
  constructor(readonly dir: string, readonly pid: number, file: string) {
    super(
      pid === process.pid
        ? `the store in ${dir} is already open in this process (pid ${pid})`
        : `the store in ${dir} belongs to the server with pid ${pid}, which is running: stop it or use another DATA_DIR` +
            ` (if that is no such server, remove ${file})`,
    )
  }
}

export interface Ownership {
  /** Number of the owner found dead, whose place was taken; null when the folder was free. */
  readonly takenFromPid: number | null
  release(): void
}

/**
 * Makes this process the only owner of a folder. Each owner adds a file of a turn one higher than the last, by a link
 * that only one can make; a dead owner's file goes only once a higher one stands. So of several starters one wins,
 * wherever any of them is stopped. `silenceMs`: how long to listen for an owner in another container.
 * @throws StoreOwned while the owner lives.
 */
export async function takeOwnership(dir: string, silenceMs = SILENCE_MS): Promise<Ownership> {
  const draft = join(dir, `owner.${process.pid}.${randomUUID()}.draft`)
  try {
    writeFileSync(draft, JSON.stringify(ownIdentity()), { flag: 'wx' })
    for (;;) {
      const last = lastTurn(dir)
      const owner = last === 0 ? null : readOwner(fileOf(dir, last))
      if (owner !== null && (await isAlive(owner, fileOf(dir, last), silenceMs))) throw new StoreOwned(dir, owner.pid, fileOf(dir, last))
      if (!tryLink(draft, fileOf(dir, last + 1))) continue
      if (lastTurn(dir) === last + 1) return settle(dir, last + 1, owner)
      rmSync(fileOf(dir, last + 1))
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

function settle(dir: string, turn: number, before: ProcessIdentity | null): Ownership {
  for (const older of turns(dir).filter((other) => other < turn)) rmSync(fileOf(dir, older), { force: true })
  removeDrafts(dir)
  const stopBeating = startBeating(fileOf(dir, turn))
  const release = (): void => {
    stopBeating()
    rmSync(fileOf(dir, turn), { force: true })
  }
  return { takenFromPid: before?.pid ?? null, release }
}

/** Drafts of starters that ended between writing and linking. */
function removeDrafts(dir: string): void {
  for (const name of readdirSync(dir)) {
    const pid = DRAFT_FILE.exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(dir, name), { force: true })
  }
}

async function isAlive(owner: ProcessIdentity, file: string, silenceMs: number): Promise<boolean> {
  const state = stateOf(owner)
  return state === 'hidden' ? isBeating(file, silenceMs) : state === 'running'
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function fileOf(dir: string, turn: number): string {
  return join(dir, `owner.${turn}.json`)
}

function turns(dir: string): number[] {
  return readdirSync(dir).flatMap((name) => OWNER_FILE.exec(name)?.slice(1).map(Number) ?? [])
}

function lastTurn(dir: string): number {
  return Math.max(0, ...turns(dir))
}

/** Whose file this is; null when it has just gone, or is not whole: a power cut can leave its name without its text. */
function readOwner(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
