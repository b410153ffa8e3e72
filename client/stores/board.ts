import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef } from 'vue'
import { emptyBoard, type Board } from '../../shared/board.ts'
import { isActive } from '../../shared/incident/types.ts'

/** The board that facts make. Only `link` changes it, then says so by `changed`. */
export const useBoardStore = defineStore('board', () => {
  const board = shallowRef<Board>(emptyBoard())
  /** Has a board been received since the page was opened? Before that nothing is known, which is not “nothing wrong”. */
  const received = shallowRef(false)
  const incidents = computed(() => [...board.value.incidents.values()])
  const activeIncidents = computed(() => incidents.value.filter(isActive))
  const outages = computed(() => new Map(board.value.outages))
  const mode = computed(() => board.value.mode)
  /** In order of opening. */
  const matters = computed(() => [...board.value.matters.values()])
  const alarms = computed(() => [...board.value.alarms.byKey.values()])

  function replace(next: Board): void {
    board.value = next
    triggerRef(board)
    received.value = true
  }

  function changed(): void {
    triggerRef(board)
  }

  return { board, received, incidents, activeIncidents, outages, mode, matters, alarms, replace, changed }
})
