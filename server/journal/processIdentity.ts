import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** Field 22 of `/proc/<pid>/stat`, counted after the closing bracket of the name (proc(5)). */
const START_TIME_AFTER_NAME = 19
const PS_TIMEOUT_MS = 2_000

/** A process, told from a later one that is given the same number, and from one of that number in another container. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in words of this machine; null where the machine cannot say. */
  readonly startedAt: string | null
  /** The boot of the machine it belongs to; null where unknown. */
  readonly boot: string | null
  /** The space its number counts in: a container has its own. Null where there is but one. */
  readonly pidSpace: string | null
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid), boot: currentBoot(), pidSpace: ownPidSpace() }
}

/** `hidden`: it is, or was, in a container of this machine that this process cannot look into. */
export function stateOf(identity: ProcessIdentity): 'running' | 'ended' | 'hidden' {
  if (identity.boot !== null && identity.boot !== currentBoot()) return 'ended'
  if (identity.pidSpace !== ownPidSpace()) return 'hidden'
  if (!isRunning(identity.pid)) return 'ended'
  const startedAt = startOf(identity.pid)
  return startedAt === null || identity.startedAt === null || startedAt === identity.startedAt ? 'running' : 'ended'
}

/** Does a process of this number run? One of another user does; one that only waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return process.platform !== 'linux' || statOnLinux(pid)?.[0] !== 'Z'
}

function startOf(pid: number): string | null {
  return process.platform === 'linux' ? (statOnLinux(pid)?.[START_TIME_AFTER_NAME] ?? null) : startByPs(pid)
}

function currentBoot(): string | null {
  return process.platform === 'linux' ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : null
}

function ownPidSpace(): string | null {
  return process.platform === 'linux' ? readlinkSync('/proc/self/ns/pid') : null
}

/** Fields of `/proc/<pid>/stat` from the state on; null when there is no such process. */
function statOnLinux(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return null
    throw error
  }
}

/** Where `ps` is missing or refuses, nothing is known and the number alone must do. */
function startByPs(pid: number): string | null {
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: PS_TIMEOUT_MS, env }).trim() || null
  } catch {
    return null
  }
}
