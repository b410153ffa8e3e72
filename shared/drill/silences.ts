import type { Board } from '../board.ts'
import type { DrillSilence } from './types.ts'

/** What is silent in the drill's picture at `now` of its clock, epoch ms. Apart from what falls due, which walls need not load. */
export function silencesAt({ drill }: Pick<Board, 'drill'>, now: number): DrillSilence[] {
  return drill?.silences.filter(({ since, until }) => since <= now && (until === null || now < until)) ?? []
}
