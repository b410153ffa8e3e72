import { movedM, type RouteLine } from './routeLine.ts'
import { nextCheckpoint, type Loop } from './types.ts'

/** The checkpoint a loop comes to next and the whole metres on to it, never negative; null when none lies ahead any more, at the end of a line. */
export function nextOn(line: RouteLine, loop: Loop, alongM: number): { readonly checkpoint: number; readonly awayM: number } | null {
  const checkpoint = nextCheckpoint(loop)
  const onM = movedM(line, alongM, line.checkpointsM[checkpoint] ?? 0) * loop.direction
  if (onM < 0 && !line.loop) return null
  return { checkpoint, awayM: Math.round(onM < 0 ? onM + line.lengthM : onM) }
}
