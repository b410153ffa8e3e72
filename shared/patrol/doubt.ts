import type { Doubt } from './track.ts'

/** One more position for `side`, or the first. `at` in epoch ms. */
export function doubtOn(held: Doubt | null, side: Doubt['side'], at: number): Doubt {
  return held?.side === side ? { ...held, fixes: held.fixes + 1 } : { side, since: at, fixes: 1 }
}
