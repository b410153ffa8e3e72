import type { Board } from '../board.ts'
import type { CommandId } from '../ids.ts'
import type { Scene } from '../mode/expectation.ts'
import { refuse, type Decision } from '../refusal.ts'
import { sceneFact, type NewSceneFact, type SceneFact } from './facts.ts'

/** What a leader does to the walls' scene. `by`: an account; never a person's name. */
export type SceneCommand = { readonly commandId: CommandId; readonly by: string } & (
  | { readonly type: 'takeScene'; readonly scene: Scene }
  | { readonly type: 'releaseScene' }
)

/** One fact for every wall; what changes nothing is refused (SCENE-2). */
export function decideScene({ scene: taken, sceneReleased }: Pick<Board, 'scene' | 'sceneReleased'>, command: SceneCommand, now: number): Decision<NewSceneFact> {
  const stamp = { at: now, by: command.by, commandId: command.commandId }
  if (command.type === 'takeScene') {
    if (taken?.scene === command.scene) return refuse('unchanged', 'scene', `${taken.by} took it at ${new Date(taken.at).toISOString()}`, taken)
    return [sceneFact('SceneTaken', stamp, { scene: command.scene })]
  }
  if (taken === null) return refuse('notTaken', '', 'the walls show the scene of the mode already', sceneReleased)
  return [sceneFact('SceneReleased', stamp, { scene: taken.scene })]
}

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfScene(command: SceneCommand, { type, by, data }: SceneFact): boolean {
  if (by !== command.by) return false
  return command.type === 'releaseScene' ? type === 'SceneReleased' : type === 'SceneTaken' && data.scene === command.scene
}
