import { alarmRows, alarmsByUrgency, type AlarmRow } from '../../../shared/alarm/flood.ts'
import type { Alarm } from '../../../shared/alarm/types.ts'

/** Alarms that stand in one row in a flood. */
export interface AlarmGroup {
  readonly type: 'group'
  readonly id: string
  readonly row: AlarmRow
  readonly open: boolean
}

/** One line of the desk's list of alarms. */
export type AlarmItem =
  | { readonly type: 'alarm'; readonly id: string; readonly alarm: Alarm; readonly within: string | null }
  | AlarmGroup
  | { readonly type: 'shelf'; readonly id: string; readonly count: number }

const GROUP = 'group '

/**
 * All alarms on the board, most pressing first and those on the shelf below, the next to come back first. In a flood they stand
 * in the wall's groups, each of which opens to its own: no alarm is ever left out (ALARM-14).
 */
export function alarmItems(alarms: Iterable<Alarm>, flood: boolean, opened: ReadonlySet<string>): AlarmItem[] {
  const all = [...alarms]
  const shown = all.filter(({ shelf }) => shelf === null)
  const shelved = all.filter(({ shelf }) => shelf !== null).sort((a, b) => a.shelf!.until - b.shelf!.until)
  const lines = flood ? alarmRows(shown, true).flatMap((row) => groupItems(row, opened)) : alarmsByUrgency(shown).map((alarm) => itemOf(alarm))
  const shelf: AlarmItem[] = shelved.length === 0 ? [] : [{ type: 'shelf', id: 'shelf', count: shelved.length }]
  return [...lines, ...shelf, ...shelved.map((alarm) => itemOf(alarm))]
}

/** Lines that can be chosen: all but headings. */
export function choices(items: readonly AlarmItem[]): string[] {
  return items.flatMap((item) => (item.type === 'shelf' ? [] : [item.id]))
}

/** The line `by` places further, held at the ends; the first one when none of them is chosen. */
export function lineAfter(chosen: string | null, by: 1 | -1, lines: readonly string[]): string | null {
  const place = chosen === null ? -1 : lines.indexOf(chosen)
  return lines[place === -1 ? 0 : Math.min(lines.length - 1, Math.max(0, place + by))] ?? null
}

function groupItems(row: AlarmRow, opened: ReadonlySet<string>): AlarmItem[] {
  const [only, more] = row.alarms
  if (only !== undefined && more === undefined) return [itemOf(only)]
  const id = GROUP + row.id
  const open = opened.has(id)
  return [{ type: 'group', id, row, open }, ...(open ? alarmsByUrgency(row.alarms).map((alarm) => itemOf(alarm, id)) : [])]
}

function itemOf(alarm: Alarm, within: string | null = null): AlarmItem {
  return { type: 'alarm', id: alarm.key, alarm, within }
}
