import { median, percentile } from '../measure/figures.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { REASONS, type Reason, type Task } from './trace.ts'

/** Most main-thread work a tick may cost, ms. */
const MOST_MS = 2

/**
 * What a tick costs the main thread, by its CPU time. A tick is one frame of readings that arrives. Its work is the task that
 * takes it and whatever else runs until the next one comes (timers that draw the map's sources and the panels, answers of
 * the map's worker, garbage collection), frames excepted: how often these are drawn is the browser's choice, so they are
 * told apart, and so is the sum of all.
 */
export function tickFigures(tasks: readonly Task[]): Figure[] {
  const first = tasks.findIndex(({ messages }) => messages > 0)
  const since = tasks.slice(Math.max(0, first))
  const ticks = since.reduce((sum, { messages }) => sum + messages, 0)
  const taking = since.filter(({ reason }) => reason === 'tick').map(({ cpuMs, messages }) => cpuMs / messages)
  const perTick = workPerTick(since)
  const sumOf = (reasons: readonly Reason[]): number =>
    since.filter(({ reason }) => reasons.includes(reason)).reduce((sum, { cpuMs }) => sum + cpuMs, 0)
  const seconds = ((since.at(-1)?.startMs ?? 0) - (since[0]?.startMs ?? 0)) / 1_000
  return [
    atMost('work of a tick, median', median(perTick), MOST_MS, 'ms'),
    told('work of a tick, mean', sumOf(['tick', 'timer', 'worker', 'other']) / ticks, 'ms'),
    told('work of a tick, 99th percentile', percentile(perTick, 0.99), 'ms'),
    told('the task that takes it, median', median(taking), 'ms'),
    told('the task that takes it, 99th percentile', percentile(taking, 0.99), 'ms'),
    ...REASONS.map((reason) => told(`main thread, ${reason}`, sumOf([reason]) / seconds, 'ms/s')),
    told('everything on the main thread by ticks', sumOf(REASONS) / ticks, 'ms'),
    told('frames drawn', since.filter(({ reason }) => reason === 'frame').length / seconds, '/s'),
    told('ticks', ticks / seconds, '/s'),
  ]
}

/** CPU ms of each tick: its own task and what follows until the next, without frames. */
function workPerTick(tasks: readonly Task[]): number[] {
  const work: number[] = []
  for (const { reason, cpuMs, messages } of tasks) {
    if (messages > 0) work.push(...Array.from({ length: messages }, () => cpuMs / messages))
    else if (reason !== 'frame') work[work.length - 1]! += cpuMs
  }
  return work
}

/** Longest a task may hold the main thread, ms. */
const LONGEST_MS = 50

/**
 * Tasks that held the main thread for longer than 50 ms: those that worked for so long, which must be none, and beside them
 * all by the clock. The others waited: on software rendering for the rasteriser, or for a core.
 */
export function longTaskFigures(tasks: readonly Task[]): Figure[] {
  const long = tasks.filter(({ wallMs }) => wallMs > LONGEST_MS)
  const working = long.filter(({ cpuMs }) => cpuMs > LONGEST_MS)
  const frames = long.filter(({ reason }) => reason === 'frame')
  const others = tasks.filter(({ reason }) => reason !== 'frame')
  return [
    atMost('tasks that worked > 50 ms (CPU)', working.length, 0, ''),
    told('tasks > 50 ms by the clock', long.length, ''),
    told('of them frames', frames.length, ''),
    told('longest task by the clock', Math.max(0, ...tasks.map(({ wallMs }) => wallMs)), 'ms'),
    told('longest task by CPU', Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs)), 'ms'),
    told('longest task other than a frame, by CPU', Math.max(0, ...others.map(({ cpuMs }) => cpuMs)), 'ms'),
  ]
}
