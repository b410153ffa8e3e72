import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { Board } from '../../shared/board.ts'
import type { Scene } from '../../shared/mode/expectation.ts'
import { sceneInForce } from '../../shared/scene/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'
import { filledAreas } from './areas.ts'
import { SCENES_SHOWN } from './scenes.ts'
import { stagedAreas, type FilledScene } from './turn.ts'
import { useTurn } from './useTurn.ts'

/** The scene this wall shows now, by the board and the instant alone, and what stands in its areas for the wall's shape (SCENE-1, SCENE-2). */
export function useScene(isWide: () => boolean) {
  const { board, held } = storeToRefs(useBoardStore())
  const { site } = storeToRefs(useSiteStore())
  const { prepared, before } = useTurn()
  const sceneOf = ({ mode, scene }: Pick<Board, 'mode' | 'scene'>): Scene => sceneInForce(scene, site.value?.modes[mode].scene ?? mode)
  const filled = (scene: Scene): FilledScene => ({ scene, areas: filledAreas(SCENES_SHOWN[scene].panels, isWide() ? 'wide' : 'ordinary') })
  const scene = computed(() => sceneOf(held.value ?? board.value))
  /** What comes, else what has just left. */
  const beside = computed(() => {
    if (held.value !== null) return sceneOf(board.value)
    return before.value === null ? null : sceneOf(before.value)
  })
  const most = computed(() => (held.value === null ? Infinity : Math.min(prepared.value, SCENES_SHOWN[sceneOf(board.value)].panels.length)))
  const areas = computed(() => stagedAreas(filled(scene.value), beside.value === null ? null : filled(beside.value), held.value !== null, most.value))
  return { scene, areas }
}
