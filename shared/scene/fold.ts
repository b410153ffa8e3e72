import type { Board } from '../board.ts'
import type { SceneFact } from './facts.ts'

/** Takes a fact about the walls' scene into the board. */
export function foldSceneFact(board: Board, { type, seq, at, by, data: { scene } }: SceneFact): void {
  board.scene = type === 'SceneTaken' ? { scene, seq, at, by } : null
  board.sceneReleased = type === 'SceneReleased' ? { by, at } : null
}
