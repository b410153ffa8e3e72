import type { Board } from '../board.ts'
import type { CameraFact } from './facts.ts'

/** Takes a platform's fact into the board, in place. */
export function foldCameraFact(board: Board, fact: CameraFact): void {
  if (fact.type === 'PlatformRestored') {
    board.outages.delete(fact.data.platform)
    return
  }
  const { platform, lastHeardAt, reason } = fact.data
  board.outages.set(platform, { platform, lostAt: fact.at, lastHeardAt, reason })
}
