import type { Inject } from './script.ts'
import type { Drill } from './types.ts'

type Timed = Pick<Drill, 'state' | 'startedAt' | 'endedAt' | 'pauses' | 'jumpedMs'>

/** ms the drill has stood still in pauses that are over. */
export function pausedMs({ pauses }: Pick<Drill, 'pauses'>): number {
  return pauses.reduce((sum, { forMs }) => sum + (forMs ?? 0), 0)
}

/**
 * The drill's clock at the server's `now`, both epoch ms: the server's time less the pauses, standing still in a pause and
 * after the end (ADR 0017). Everything of a drill is timed by it; before the start it is the server's.
 */
export function drillNow(drill: Timed, now: number): number {
  if (drill.startedAt === null) return now
  if (drill.endedAt !== null) return drill.endedAt
  const open = drill.pauses.at(-1)
  if (open !== undefined && open.forMs === null) return open.at
  return now - pausedMs(drill)
}

/** The server's time, epoch ms, at which a running drill's clock will show `at`. */
export function serverTimeOf(drill: Timed, at: number): number {
  return at + pausedMs(drill)
}

/** The server's time, epoch ms, at which a drill's clock came to `at`: later by the pauses before it. */
export function serverTimeThen({ pauses }: Pick<Drill, 'pauses'>, at: number): number {
  return at + pausedMs({ pauses: pauses.filter((pause) => pause.at < at) })
}

/** ms a drill's clock had run at `at` (of that clock), pauses not counted; null where it was not running: before the start and after the end. */
export function ranMs({ startedAt, endedAt }: Pick<Drill, 'startedAt' | 'endedAt'>, at: number): number | null {
  return startedAt === null || at < startedAt || (endedAt !== null && at > endedAt) ? null : at - startedAt
}

/** Time of the script at `at` of the drill's clock, ms from the start: what passed without the pauses, and the jumps. */
export function scriptMs({ startedAt, jumpedMs }: Timed, at: number): number {
  return startedAt === null ? 0 : at - startedAt + jumpedMs
}

/** The drill's clock, epoch ms, at which an inject comes if nothing jumps any more; null before the start. */
export function injectAt({ startedAt, jumpedMs }: Timed, { atMs }: Pick<Inject, 'atMs'>): number | null {
  return startedAt === null ? null : startedAt + atMs - jumpedMs
}
