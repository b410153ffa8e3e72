import type { Scene } from '../mode/expectation.ts'

/** A scene a leader took for every wall, in place of the mode's own (SCENE-2). */
export interface TakenScene {
  readonly scene: Scene
  /** `seq` of the fact. */
  readonly seq: number
  readonly at: number
  readonly by: string
}

/** The scene every wall shows: the one taken, else the mode's own. */
export function sceneInForce(taken: TakenScene | null, ofMode: Scene): Scene {
  return taken?.scene ?? ofMode
}
