import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { Board } from '../../shared/board.ts'
import { drillNow, scriptMs } from '../../shared/drill/clock.ts'
import { silencesAt } from '../../shared/drill/silences.ts'
import { spellAt } from '../../shared/drill/spell.ts'
import type { Drill, DrillSilence } from '../../shared/drill/types.ts'
import { incidentQueue, type QueuedIncident } from '../../shared/incident/queue.ts'
import type { Space } from '../../shared/fact.ts'
import type { MapMark } from '../map/mapMark.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'

/** A drill as a wall shows it beside the real thing. */
export interface ShownDrill {
  readonly space: Space
  readonly drill: Drill
  /** Time of the script, `T+02:31`. */
  readonly time: string
  readonly queue: readonly QueuedIncident[]
  readonly silences: readonly DrillSilence[]
  /** What was last said to participants. */
  readonly said: string | null
}

export function shownDrill(board: Board, serverNow: number): ShownDrill | null {
  const { drill, space } = board
  if (drill === null) return null
  const now = drillNow(drill, serverNow)
  const said = drill.fired.flatMap(({ inject }) => (inject.what === 'message' ? [inject.text] : [])).at(-1) ?? null
  const queue = incidentQueue(board.incidents.values(), now)
  return { space, drill, time: `T+${spellAt(scriptMs(drill, now))}`, queue, silences: silencesAt(board, now), said }
}

/** The drills under way, each by its own clock, and where their incidents lie, marked as of a drill. */
export function useDrills() {
  const { drillsUnderWay, board, space, missing } = storeToRefs(useBoardStore())
  const { serverSecond } = storeToRefs(useClockStore())
  const underWay = computed(() => drillsUnderWay.value.flatMap((each) => shownDrill(each, serverSecond.value) ?? []))
  const looked = computed(() => shownDrill(board.value, serverSecond.value))
  /** In a drill's own view its incidents are the map's, and need no second mark. */
  const marks = computed<MapMark[]>(() => (space.value === 'live' ? underWay.value : []).flatMap(({ queue }) =>
    queue.map(({ incident: { id, position } }) => ({ id, at: position, look: 'drill' as const, text: '演练' }))))
  return { underWay, looked, marks, space, missing }
}
