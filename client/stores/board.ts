import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import { boardOfSpace, emptyBoard, type Board } from '../../shared/board.ts'
import { isUnderWay } from '../../shared/drill/types.ts'
import type { Space } from '../../shared/fact.ts'
import { isActive } from '../../shared/incident/types.ts'

/**
 * The board that facts make. Only `link` changes it, then says so by `changed`. What panels read is the board of `space`:
 * the live one, or on a page put into a drill's view that drill's; the live one is beside it as `live`.
 */
export const useBoardStore = defineStore('board', () => {
  const space = shallowRef<Space>('live')
  const live = shallowRef<Board>(emptyBoard())
  const board = shallowRef<Board>(live.value)
  /** Boards of all drills that are kept. */
  const drills = shallowRef<readonly Board[]>([])
  /** Has a board been received since the page was opened? Before that nothing is known, which is not “nothing wrong”. */
  const received = shallowRef(false)
  const incidents = computed(() => [...board.value.incidents.values()])
  const activeIncidents = computed(() => incidents.value.filter(isActive))
  /** What really happens, whatever is looked at. */
  const liveActive = computed(() => [...live.value.incidents.values()].filter(isActive))
  const liveAlarms = computed(() => [...live.value.alarms.byKey.values()])
  const outages = computed(() => new Map(board.value.outages))
  /** What this page still shows until the walls turn (SCENE-1); null where it shows what the board has. */
  const held = shallowRef<Pick<Board, 'mode' | 'scene'> | null>(null)
  const mode = computed(() => (held.value ?? board.value).mode)
  const takenScene = computed(() => (held.value ?? board.value).scene)
  /** In order of opening. */
  const matters = computed(() => [...board.value.matters.values()])
  const alarms = computed(() => [...board.value.alarms.byKey.values()])
  const drillsUnderWay = computed(() => drills.value.filter(({ drill }) => drill !== null && isUnderWay(drill)))
  /** Is a drill looked at that is not (or no longer) here? */
  const missing = computed(() => received.value && space.value !== 'live' && board.value.drill === null)

  function replace(next: Board): void {
    live.value = next
    changed()
    received.value = true
  }

  function changed(): void {
    board.value = boardOfSpace(live.value, space.value) ?? emptyBoard(space.value)
    drills.value = [...live.value.drills.values()]
    triggerRef(live)
    triggerRef(board)
  }

  /** Looks at another space from now on. */
  function show(next: Space): void {
    space.value = next
    changed()
  }

  return {
    board, live, space, received, incidents, activeIncidents, liveActive, liveAlarms, outages, held, mode, takenScene, matters, alarms, drills, drillsUnderWay, missing,
    replace, changed, show,
  }
})
