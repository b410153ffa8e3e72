import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** Nanoseconds a process' threads have been on a CPU since they began (`/proc/<pid>/task/<tid>/schedstat`). Linux only. */
export function cpuNsOf(pid: number): number {
  let sum = 0
  for (const tid of readdirSync(`/proc/${pid}/task`)) sum += onCpuNs(`/proc/${pid}/task/${tid}/schedstat`)
  return sum
}

/** A thread may end between listing and reading. */
function onCpuNs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0])
  } catch {
    return 0
  }
}

/** Highest resident size of a process so far, bytes (`VmHWM`). */
export function peakMemoryOf(pid: number): number {
  return statusBytes(pid, 'VmHWM')
}

/** Begins `peakMemoryOf` anew with what is resident now. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

const KIB = 1024

function statusBytes(pid: number, name: string): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (line === null) throw new Error(`/proc/${pid}/status says no ${name}`)
  return Number(line[1]) * KIB
}

/** A moment's account of the machine, to be compared with a later one. */
export interface MachineSample {
  readonly busyTicks: number
  readonly allTicks: number
  readonly ownNs: number
}

const TICK_NS = 10_000_000
/** Columns of `/proc/stat`: idle and waiting for a disk; the last two are part of user time already. */
const IDLE = [3, 4]
const COUNTED = 8

/** `pids`: whose time is ours. */
export function sampleMachine(pids: readonly number[]): MachineSample {
  const line = readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  const ticks = line.split(/\s+/).slice(1, 1 + COUNTED).map(Number)
  const allTicks = ticks.reduce((sum, each) => sum + each, 0)
  const idle = IDLE.reduce((sum, column) => sum + (ticks[column] ?? 0), 0)
  return { busyTicks: allTicks - idle, allTicks, ownNs: pids.reduce((sum, pid) => sum + cpuNsOf(pid), 0) }
}

/** Share of the machine's time between two samples that went to other work than ours, 0–1. */
export function otherWork(before: MachineSample, after: MachineSample): number {
  const all = after.allTicks - before.allTicks
  const own = (after.ownNs - before.ownNs) / TICK_NS
  return all <= 0 ? 0 : Math.max(0, after.busyTicks - before.busyTicks - own) / all
}

/** Above this share of other work a latency says nothing. */
export const OTHER_WORK_LIMIT = 0.25

/** Why a latency measured beside so much other work (0–1 of the machine) says nothing; null where it does. */
export function tooBusy(other: number): string | null {
  return other > OTHER_WORK_LIMIT ? `not valid: ${(other * 100).toFixed(0)} % other work` : null
}
