import { usePlanStart } from './emergency/usePlanStart.ts'
import { isComposed } from '../keyboard/composed.ts'
import { isTyping } from '../keyboard/typing.ts'
import type { Stage } from '../../shared/clock/stages.ts'
import { actionOf, aimOf, isConfirmed, type ActionId } from './actions.ts'
import { useDeskStore } from './deskStore.ts'
import { commandOfKey, type DeskCommand } from './keys.ts'
import { useDeskCommands } from './useDeskCommands.ts'
import { useSectionsStore } from './useSections.ts'

/** Ids of the fields keys lead to. */
export const SEARCH_ID = 'desk-search'
export const UNIT_ID = 'desk-unit'
export const STAMP_TIME_ID = 'desk-stamp-time'

/** What keys do in any section; all others belong to the incidents. */
const ANYWHERE: readonly DeskCommand[] = ['nextSection', 'previousSection', 'report', 'help', 'leave']

/** Acts on the desk's keys (DESK-4). The language's key is the whole page's. */
export function useDeskKeys() {
  const desk = useDeskStore()
  const sections = useSectionsStore()
  const { stamp, act, hindrance } = useDeskCommands()
  const plans = usePlanStart()

  function onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, repeat, target } = event
    if (isComposed(event)) return
    const command = commandOfKey({ key, ctrlKey, metaKey, altKey, repeat, typing: isTyping(target) })
    if (command === null || command === 'language') return
    event.preventDefault()
    perform(command)
  }

  /** Under an open dialog the desk stands still: what is typed before it has the focus is no command. */
  function perform(command: DeskCommand): void {
    if (command !== 'leave' && desk.opened !== 'none' && desk.opened !== 'report') return
    if (sections.section?.id !== 'incidents' && !ANYWHERE.includes(command)) return
    const [verb, object] = command.split('.') as [string, string | undefined]
    if (command !== 'leave' && verb !== 'stamp') desk.confirming = null
    if (verb === 'stamp') stampBy(object as Stage)
    else if (verb === 'action') open(object as ActionId)
    else PERFORM[command]?.()
  }

  /** A stamp belongs to the incident on the screen: while a report is written or something else is open, none is. */
  function stampBy(stage: Stage): void {
    if (desk.opened === 'none') stamp(stage)
  }

  /** Opens an action's questions; one that asks nothing, and takes nothing from anybody, is given at once. */
  function open(id: ActionId): void {
    const { incident } = desk
    const action = actionOf(id)
    if (desk.opened !== 'none' || incident === null || hindrance(action, incident) !== null) return
    if (action.fields.length > 0 || isConfirmed(aimOf(action, incident))) desk.opened = id
    else act(action, incident)
  }

  function report(): void {
    sections.open('incidents')
    if (desk.opened !== 'report') desk.openReport(null)
  }

  /** The plan for the chosen incident's kind, at once: one act (PLAN-1). */
  function startPlan(): void {
    if (desk.opened === 'none' && desk.incident !== null) plans.startFirst(desk.incident)
  }

  /** A time that was written for a stamp stays when its field is left, so that a stage can be pressed; pressed again it goes. */
  function leave(): void {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) activeElement.blur()
    if (desk.opened === 'none' && desk.confirming === null) {
      desk.query = ''
      if (activeElement?.id !== STAMP_TIME_ID) desk.stampTime = ''
    }
    desk.close()
  }

  const PERFORM: Partial<Record<DeskCommand, () => void>> = {
    next: () => desk.step(1),
    previous: () => desk.step(-1),
    nextSection: () => sections.step(1),
    previousSection: () => sections.step(-1),
    report,
    search: () => document.getElementById(SEARCH_ID)?.focus(),
    unit: () => document.getElementById(UNIT_ID)?.focus(),
    stampTime: () => document.getElementById(STAMP_TIME_ID)?.focus(),
    zoomIn: () => (desk.mapMove = { to: 'in' }),
    zoomOut: () => (desk.mapMove = { to: 'out' }),
    zoomReset: () => (desk.mapMove = { to: 'whole' }),
    startPlan,
    help: () => (desk.opened = 'help'),
    leave,
  }

  return { onKey, open }
}
