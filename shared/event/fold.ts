import type { Board } from '../board.ts'
import type { GatheringFact } from './facts.ts'

/** Takes a fact about who is present or how many people are where into the board. */
export function foldGatheringFact(board: Board, fact: GatheringFact): void {
  const { gathering } = board
  switch (fact.type) {
    case 'CommandCheckedIn': {
      const { event, department } = fact.data
      board.gathering = { ...gathering, present: [...gathering.present, { event, department, since: fact.at, by: fact.by }] }
      break
    }
    case 'CommandCheckedOut': {
      const { event, department } = fact.data
      board.gathering = { ...gathering, present: gathering.present.filter((each) => each.event !== event || each.department !== department) }
      break
    }
    case 'CrowdCounted': {
      const { source, counts } = fact.data
      const others = gathering.crowd.filter(({ zone }) => !counts.some((each) => each.zone === zone))
      board.gathering = { ...gathering, crowd: [...others, ...counts.map((each) => ({ ...each, source }))] }
    }
  }
}

/** When an event ends nobody is in its command any more. */
export function leaveCommand(board: Board): void {
  const present = board.gathering.present.filter(({ event }) => board.matters.get(event)?.endedAt === null)
  if (present.length !== board.gathering.present.length) board.gathering = { ...board.gathering, present }
}
