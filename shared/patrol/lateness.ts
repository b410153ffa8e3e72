import type { RouteLine } from './routeLine.ts'
import type { Loop } from './types.ts'

/**
 * How far behind the pack's even pace a loop under way is at `at` (epoch ms), when its team stands at `alongM`: ms, negative ahead of
 * it; null without a loop or a time for one (ROUTE-6).
 */
export function behindMs({ line, loopMs }: { readonly line: RouteLine; readonly loopMs: number | null }, loop: Loop | null, alongM: number, at: number): number | null {
  const firstM = loop === null ? undefined : line.checkpointsM[loop.first]
  if (loop === null || loopMs === null || firstM === undefined) return null
  return at - loop.startedAt - Math.round((loopMs * doneM(line, loop, firstM, alongM)) / line.lengthM)
}

/** Metres of the loop walked. A little before its first checkpoint it has only begun, unless others have been come by. */
function doneM({ loop: isLoop, lengthM }: RouteLine, { first, direction, marks }: Loop, firstM: number, alongM: number): number {
  const onM = (alongM - firstM) * direction
  if (!isLoop) return Math.max(0, onM)
  const roundM = ((onM % lengthM) + lengthM) % lengthM
  const isBegun = marks.some((mark, place) => place !== first && mark !== 'open')
  return !isBegun && roundM > lengthM / 2 ? 0 : roundM
}
