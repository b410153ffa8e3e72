import { MINUTE_MS } from '../clock/stages.ts'
import { gravity } from '../incident/queue.ts'
import type { GridId } from '../ids.ts'
import { priorityRank, stateOf, type Alarm, type AlarmBoard, type AlarmKind, type AlarmPriority, type FloodSpan } from './types.ts'

/**
 * ALARM-2: more than this many new alarms within the window are a flood. ISA-18.2 measures a rate for one operator's position; here all
 * alarms come to one position, the duty leader's, however many desks are open, and each is counted once, not each time it becomes graver.
 */
export const FLOOD_ALARMS = 10
export const FLOOD_WINDOW_MS = 10 * MINUTE_MS
/** Most rows a flood is shown in. */
export const MOST_ROWS = 10

const DAY_MS = 86_400_000

/** Is there a flood at `now` (epoch ms)? */
export function isFlood({ floods }: Pick<AlarmBoard, 'floods'>, now: number): boolean {
  const last = floods.at(-1)
  return last !== undefined && last.from <= now && now < last.until
}

/** Times of the window that ends at `at`, and `at` with them. An alarm exactly ten minutes old is no longer in it. */
export function withinWindow(raisedAt: readonly number[], at: number): number[] {
  return raisedAt.filter((time) => at - time < FLOOD_WINDOW_MS)
}

/**
 * Floods after an alarm that came at the end of `raisedAt` (epoch ms, one window). The flood lasts until so many alarms have
 * left the window that ten remain.
 */
export function withFlood(floods: readonly FloodSpan[], raisedAt: readonly number[]): readonly FloodSpan[] {
  const from = raisedAt.at(-1)
  const leaves = raisedAt.at(-1 - FLOOD_ALARMS)
  if (from === undefined || leaves === undefined) return floods
  const kept = floods.filter(({ until }) => from - until < DAY_MS)
  const last = kept.at(-1)
  const until = leaves + FLOOD_WINDOW_MS
  if (last === undefined || last.until <= from) return [...kept, { from, until }]
  return [...kept.slice(0, -1), { from: last.from, until: Math.max(last.until, until) }]
}

/** Alarms shown as one. A row of one is that alarm. */
export interface AlarmRow {
  readonly id: string
  readonly kind: AlarmKind
  /** The grid all of them lie in; null for several or none. */
  readonly grid: GridId | null
  readonly priority: AlarmPriority
  readonly alarms: readonly Alarm[]
  readonly unacknowledged: number
  readonly standing: number
  /** When the oldest of them was raised, epoch ms. */
  readonly oldestAt: number
}

/**
 * The rows that stand for all alarms not on the shelf, most pressing first, never more than ten (ALARM-7). Where they would be
 * more, those that are over are one row; in a flood, and where those that stand are still too many, these are grouped by kind
 * and grid, or by kind alone, the least pressing kinds together in one row where even these are too many. Alarms of level I keep
 * a row of their own as long as there is one.
 */
export function alarmRows(alarms: Iterable<Alarm>, flood: boolean): AlarmRow[] {
  const shown = [...alarms].filter((alarm) => alarm.shelf === null)
  if (!flood && shown.length <= MOST_ROWS) return singleRows(shown).sort(byUrgency)
  const over = groupedBy(shown.filter(({ standing }) => !standing), () => 'over')
  const standing = shown.filter((alarm) => alarm.standing)
  const room = MOST_ROWS - over.length
  const rows = !flood && standing.length <= room ? singleRows(standing) : groupedRows(standing, room)
  return [...rows, ...over].sort(byUrgency)
}

/** Alarms one by one, in the order of rows: what presses most first. */
export function alarmsByUrgency(alarms: Iterable<Alarm>): Alarm[] {
  return singleRows([...alarms]).sort(byUrgency).flatMap((row) => row.alarms)
}

function singleRows(alarms: readonly Alarm[]): AlarmRow[] {
  return alarms.map((alarm) => rowOf(alarm.key, [alarm]))
}

function groupedRows(alarms: readonly Alarm[], room: number): AlarmRow[] {
  const gravest = alarms.filter(({ level }) => level === 'I')
  const rest = alarms.filter(({ level }) => level !== 'I')
  const fine = groupedBy(rest, ({ kind, grid }) => `${kind}@${grid ?? ''}`)
  const byKind = (): AlarmRow[] => leastTogether(groupedBy(rest, ({ kind }) => kind), room - Math.min(gravest.length, 1))
  const groups = fine.length + gravest.length <= room ? fine : byKind()
  return [...groups, ...ownRows(gravest, room - groups.length)]
}

/** As many rows as there is room for, the least pressing ones as one. */
function leastTogether(rows: readonly AlarmRow[], room: number): AlarmRow[] {
  const sorted = [...rows].sort(byUrgency)
  if (sorted.length <= room) return sorted
  const kept = sorted.slice(0, Math.max(0, room - 1))
  return [...kept, rowOf('least', sorted.slice(kept.length).flatMap(({ alarms }) => alarms))]
}

/** A row each for as many as there is room for, the most pressing ones; the others together in the last. */
function ownRows(alarms: readonly Alarm[], room: number): AlarmRow[] {
  const single = singleRows(alarms).sort(byUrgency)
  if (single.length <= room) return single
  const kept = single.slice(0, Math.max(0, room - 1))
  return [...kept, rowOf('level-I', single.slice(kept.length).flatMap((row) => row.alarms))]
}

function groupedBy(alarms: readonly Alarm[], idOf: (alarm: Alarm) => string): AlarmRow[] {
  const groups = new Map<string, Alarm[]>()
  for (const alarm of alarms) {
    const id = idOf(alarm)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [alarm])
    else group.push(alarm)
  }
  return [...groups].map(([id, group]) => rowOf(group.length === 1 ? group[0]!.key : id, group))
}

function rowOf(id: string, alarms: readonly Alarm[]): AlarmRow {
  const first = alarms[0]!
  const graver = (a: AlarmPriority, b: AlarmPriority): AlarmPriority => (priorityRank(b) < priorityRank(a) ? b : a)
  return {
    id,
    kind: first.kind,
    grid: alarms.every(({ grid }) => grid === first.grid) ? first.grid : null,
    priority: alarms.map(({ priority }) => priority).reduce(graver),
    alarms,
    unacknowledged: alarms.filter((alarm) => stateOf(alarm) === 'unacknowledged').length,
    standing: alarms.filter(({ standing }) => standing).length,
    oldestAt: alarms.reduce((oldest, { raisedAt }) => Math.min(oldest, raisedAt), Infinity),
  }
}

/** Standing before gone, unacknowledged before acknowledged, then priority, level, age. */
function byUrgency(a: AlarmRow, b: AlarmRow): number {
  return Number(b.standing > 0) - Number(a.standing > 0)
    || Number(b.unacknowledged > 0) - Number(a.unacknowledged > 0)
    || priorityRank(a.priority) - priorityRank(b.priority)
    || gravestOf(a) - gravestOf(b)
    || a.oldestAt - b.oldestAt
    || (a.id < b.id ? -1 : 1)
}

const NO_LEVEL = 9

function gravestOf({ alarms }: AlarmRow): number {
  return Math.min(...alarms.map(({ level }) => (level === null ? NO_LEVEL : gravity(level))))
}
