import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Stage } from '../../shared/clock/stages.ts'
import type { CommandId, IncidentId } from '../../shared/ids.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { Severity } from '../../shared/incident/response.ts'
import type { LonLat } from '../../shared/incident/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useSiteStore } from '../stores/site.ts'
import { enUS } from '../text/en-US.ts'
import { zhCN } from '../text/zh-CN.ts'
import type { ActionId } from './actions.ts'
import { deskList, stepFrom } from './deskList.ts'
import { HEADQUARTERS, type StampFor } from './unitStamps.ts'

/** A report being written: where, once that is known, and what was said so far. It outlasts its form until it is sent or dropped (DESK-15). */
export interface ReportDraft {
  readonly position: LonLat | null
  readonly place: string
  readonly kind: IncidentKind | ''
  readonly severity: Severity | ''
  readonly summary: string
  /** Its command, once it was sent. */
  readonly sentId: CommandId | null
}

export const NO_REPORT: ReportDraft = { position: null, place: '', kind: '', severity: '', summary: '', sentId: null }

/** What is written on when the form is opened, or the map clicked, at `position`: the same report, unless it is of another place. */
export function draftAt(draft: ReportDraft, position: LonLat | null, isOpen: boolean): ReportDraft {
  const { position: before } = draft
  if (position === null || (before?.lon === position.lon && before.lat === position.lat)) return draft
  return isOpen || before === null ? { ...draft, position } : { ...NO_REPORT, position }
}

/** What is open over the desk. */
export type Opened = 'none' | 'report' | 'help' | ActionId

/** What somebody at this desk looks at and writes; nothing of it is shared. */
export const useDeskStore = defineStore('desk', () => {
  const board = useBoardStore()
  const clock = useClockStore()
  const sites = useSiteStore()
  const query = shallowRef('')
  const chosenId = shallowRef<IncidentId | null>(null)
  const opened = shallowRef<Opened>('none')
  const draft = shallowRef<ReportDraft>(NO_REPORT)
  /** For whom is stamped. */
  const stampFor = shallowRef<StampFor>(HEADQUARTERS)
  /** Time of the day that the next stamp is for, as it was typed; empty for the moment of the press. */
  const stampTime = shallowRef('')

  /** How the map is to be moved next; each time a new object. */
  const mapMove = shallowRef<{ readonly to: 'in' | 'out' | 'whole' } | null>(null)

  /** A stage pressed whose stamp would leave earlier ones unrecorded: pressed again it is meant. */
  const confirming = shallowRef<Stage | null>(null)

  const list = computed(() => deskList(board.incidents, clock.second, query.value, (incident) => {
    const grid = sites.gridById.get(incident.grid ?? '')
    const { number, place, summary, level, kind } = incident
    return [number, place, summary, level, zhCN.kind[kind], enUS.kind[kind], grid?.name.zh, grid?.name.en].filter((word) => word != null).join(' ')
  }))
  const incident = computed(() => (chosenId.value === null ? null : (board.board.incidents.get(chosenId.value) ?? null)))

  function choose(id: IncidentId | null): void {
    if (chosenId.value !== id) {
      stampFor.value = HEADQUARTERS
      stampTime.value = ''
    }
    confirming.value = null
    chosenId.value = id
  }

  function step(by: 1 | -1): void {
    choose(stepFrom(list.value, chosenId.value, by))
  }

  function openReport(position: LonLat | null): void {
    draft.value = draftAt(draft.value, position, opened.value === 'report')
    opened.value = 'report'
  }

  function close(): void {
    opened.value = 'none'
    confirming.value = null
  }

  /** The report was sent, or is not wanted. */
  function dropReport(): void {
    draft.value = NO_REPORT
    close()
  }

  /** The most urgent one is looked at until somebody chooses. */
  watch(() => board.received && list.value.working.length > 0, (any) => {
    if (any && chosenId.value === null) step(1)
  }, { immediate: true })

  /** What was chosen and open belongs to the space it was in. */
  watch(() => board.space, () => {
    choose(null)
    dropReport()
  })

  return { query, chosenId, incident, list, opened, draft, stampFor, stampTime, confirming, mapMove, choose, step, openReport, dropReport, close }
})
