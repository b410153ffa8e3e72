import type { Fact, NewFact } from '../fact.ts'
import type { Scene } from '../mode/expectation.ts'

/** The scene's facts by type. */
export interface SceneFactData {
  /** Every wall shows it until it is released, whatever the mode. */
  SceneTaken: { readonly scene: Scene }
  /** The mode's own scene again. */
  SceneReleased: { readonly scene: Scene }
}

export type SceneFactType = keyof SceneFactData
export type NewSceneFact = { [T in SceneFactType]: NewFact<T, SceneFactData[T]> }[SceneFactType]
export type SceneFact = { [T in SceneFactType]: Fact<T, SceneFactData[T]> }[SceneFactType]

/** Newest version of each type's data. */
export const SCENE_FACT_VERSIONS: Readonly<Record<SceneFactType, number>> = { SceneTaken: 1, SceneReleased: 1 }

/** A fact of the real thing. */
export function sceneFact<T extends SceneFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string }, data: SceneFactData[T],
): NewFact<T, SceneFactData[T]> {
  return { type, v: SCENE_FACT_VERSIONS[type], space: 'live', at, by, commandId, data }
}
