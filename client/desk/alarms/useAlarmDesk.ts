import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { isFlood } from '../../../shared/alarm/flood.ts'
import type { Alarm } from '../../../shared/alarm/types.ts'
import type { RefusalCode } from '../../../shared/refusal.ts'
import { useAlarmWords } from '../../panels/useAlarmWords.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useClockStore } from '../../stores/clock.ts'
import { useText } from '../../text/useText.ts'
import { useAccountStore } from '../account.ts'
import { useCommandsStore } from '../commands.ts'
import { useSending } from '../useSending.ts'
import { alarmHindrance, groupHindrance, groupSeen, lookAt, occurrenceSeen, seenAfter, shelfEnd, type AlarmDeskAction, type Look, type Seen } from './alarmActions.ts'
import { alarmItems, choices, lineAfter, type AlarmGroup } from './alarmItems.ts'

/** Which alarm of the desk's list is looked at. */
export const useAlarmListStore = defineStore('deskAlarms', () => {
  const board = useBoardStore()
  const clock = useClockStore()
  const opened = shallowRef<ReadonlySet<string>>(new Set())
  const chosenId = shallowRef<string | null>(null)
  const look = shallowRef<Look | null>(null)
  const shelving = shallowRef(false)
  const retiring = shallowRef(false)
  const flood = computed(() => isFlood(board.board.alarms, clock.second))
  const items = computed(() => alarmItems(board.alarms, flood.value, opened.value))
  const chosenGroup = computed(() => items.value.find((item): item is AlarmGroup => item.type === 'group' && item.id === chosenId.value) ?? null)
  const seen = shallowRef<Seen>(new Map())
  const chosen = computed(() => board.alarms.find(({ key }) => key === chosenId.value) ?? null)

  function step(by: 1 | -1): void {
    chosenId.value = lineAfter(chosenId.value, by, choices(items.value))
  }

  /** Opens or closes the group that is chosen. */
  function toggle(id: string, open?: boolean): void {
    const item = items.value.find((one) => one.id === id)
    if (item?.type !== 'group') return
    const next = new Set(opened.value)
    if (open ?? !item.open) next.add(id)
    else next.delete(id)
    opened.value = next
  }

  watch(chosen, (alarm) => {
    look.value = alarm === null ? null : lookAt(look.value, alarm, clock.now())
  }, { flush: 'sync', immediate: true })
  watch(() => board.alarms, (alarms) => {
    seen.value = seenAfter(seen.value, alarms, clock.now())
  }, { flush: 'sync', immediate: true })

  return { items, flood, opened, chosenId, chosen, chosenGroup, look, seen, shelving, retiring, step, toggle }
})

/** Why an alarm's action cannot be given: by the server's own rules, or for what this desk lacks. */
export type AlarmHindrance = { readonly by: 'rules'; readonly code: RefusalCode } | { readonly by: 'desk'; readonly code: 'notAllowed' | 'alreadyPressed' }

/** The commands of the section of alarms. */
export function useAlarmCommands() {
  const board = useBoardStore()
  const clock = useClockStore()
  const account = useAccountStore()
  const commands = useCommandsStore()
  const list = useAlarmListStore()
  const { look } = storeToRefs(list)
  const { blocked } = useSending()
  const { saysOf, subjectName, whatOf } = useAlarmWords()
  const { t } = useText()

  function hindrance(action: AlarmDeskAction, alarm: Alarm): AlarmHindrance | null {
    if (!account.may(action === 'retire' ? 'retireSource' : 'acknowledgeAlarm')) return { by: 'desk', code: 'notAllowed' }
    const code = alarmHindrance(board.board.alarms, alarm, action, clock.second, account.may('shelveHigh'))
    if (code !== null) return { by: 'rules', code }
    const pending = commands.pendingOf({ door: action, incidentId: null, alarm: alarm.key, occurrence: alarm.occurrence })
    return pending === undefined ? null : { by: 'desk', code: 'alreadyPressed' }
  }

  /** Gives a command about an alarm; does nothing where one cannot be given. */
  function act(action: AlarmDeskAction, alarm: Alarm, more: object = {}): void {
    if (blocked.value !== null || hindrance(action, alarm) !== null) return
    const occurrence = look.value?.key === alarm.key ? occurrenceSeen(look.value, clock.now()) : alarm.occurrence
    commands.press({
      path: `/api/v1/alarms/${encodeURIComponent(alarm.key)}/${action}`,
      body: action === 'acknowledge' ? { occurrence } : more,
      about: {
        door: action, incidentId: null, alarm: alarm.key, occurrence,
        subject: `${t(`desk.alarms.action.${action}`)} · ${whatOf(alarm)} ${subjectName(alarm, true)}`,
      },
    })
  }

  /** Why a group cannot be acknowledged by one act (ALARM-17). */
  function groupHindered({ id, row }: AlarmGroup): AlarmHindrance | null {
    if (!account.may('acknowledgeAlarm')) return { by: 'desk', code: 'notAllowed' }
    const code = groupHindrance(board.board.alarms, row.alarms, clock.second)
    if (code !== null) return { by: 'rules', code }
    return commands.pendingOf({ door: 'acknowledge', incidentId: null, alarm: id }) === undefined ? null : { by: 'desk', code: 'alreadyPressed' }
  }

  /** Acknowledges what of a group was seen, by one command. */
  function acknowledgeGroup(group: AlarmGroup): void {
    if (blocked.value !== null || groupHindered(group) !== null) return
    const alarms = groupSeen(group.row.alarms, list.seen, clock.now())
    if (alarms.length === 0) return
    commands.press({
      path: '/api/v1/alarms/acknowledge', body: { alarms },
      about: { door: 'acknowledge', incidentId: null, alarm: group.id, subject: `${t('desk.alarms.group.acknowledge', { n: alarms.length })} · ${saysOf(group.row)}` },
    })
  }

  /** Opens what a shelf or a retirement asks for; the others are given at once. A group is acknowledged whole. */
  function start(action: AlarmDeskAction): void {
    const { chosen, chosenGroup } = list
    if (chosenGroup !== null && action === 'acknowledge') return acknowledgeGroup(chosenGroup)
    if (chosen === null || blocked.value !== null || hindrance(action, chosen) !== null) return
    if (action === 'shelve') list.shelving = true
    else if (action === 'retire') list.retiring = true
    else act(action, chosen)
  }

  function shelve(alarm: Alarm, minutes: number, reason: string): void {
    act('shelve', alarm, { until: shelfEnd(minutes, clock.now(), alarm), reason: reason.trim() })
    list.shelving = false
  }

  function retire(alarm: Alarm, reason: string): void {
    act('retire', alarm, { reason: reason.trim() })
    list.retiring = false
  }

  return { hindrance, groupHindered, start, shelve, retire, blocked }
}
