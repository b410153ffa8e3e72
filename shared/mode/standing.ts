import type { Board } from '../board.ts'
import { isStanding, type ModeProposal } from './types.ts'

type ModeNow = Pick<Board, 'mode' | 'modeRecord'>

/** Is emergency mode in force for a grave incident? Then nothing else is proposed (MODE-2). */
export function isGraveEmergency({ mode, modeRecord }: ModeNow): boolean {
  return mode === 'emergency' && modeRecord.grave.length > 0
}

/** What is to be decided at `now`, oldest first. Of what was open as an emergency began only that for emergency itself: the rest waits, open, until it is over. */
export function standingProposals(board: ModeNow, now: number): ModeProposal[] {
  const withholds = isGraveEmergency(board)
  return board.modeRecord.proposals.filter((each) => isStanding(each, now) && (each.cause.why === 'level' || !withholds))
}
