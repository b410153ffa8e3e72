import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { Scene } from '../../shared/mode/expectation.ts'
import { sceneInForce } from '../../shared/scene/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'
import { filledAreas } from './areas.ts'
import { SCENES_SHOWN } from './scenes.ts'

/** The scene this wall shows now, by the board alone, and its areas for the wall's shape (SCENE-1, SCENE-2). */
export function useScene(isWide: () => boolean) {
  const { board, mode } = storeToRefs(useBoardStore())
  const { site } = storeToRefs(useSiteStore())
  const scene = computed<Scene>(() => sceneInForce(board.value.scene, site.value?.modes[mode.value].scene ?? mode.value))
  const areas = computed(() => filledAreas(SCENES_SHOWN[scene.value].panels, isWide() ? 'wide' : 'ordinary'))
  return { scene, areas }
}
