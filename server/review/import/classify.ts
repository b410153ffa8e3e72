import { STAGES, type Stage } from '../../../shared/clock/stages.ts'
import { LEVELS, type Level } from '../../../shared/incident/kinds.ts'
import { maskPersonal } from '../../../shared/incident/privacy.ts'
import type { TableRow } from './csvLines.ts'
import { STAGE_FIELDS, TIME_FIELDS, type Field, type ImportMap, type TimeField } from './mapping.ts'
import { readTime } from './readTime.ts'
import type { ImportedIncident, RowClass, RowNote } from './record.ts'
import type { Zone } from './zone.ts'

/** Words of another system that are kept, at most; an id is kept whole, as it tells one incident from another. */
const LONGEST_WORD = 80

/** A row being read: notes and times are gathered here. */
export interface DraftRow {
  id: string
  readonly line: number
  readonly notes: RowNote[]
  readonly written: Partial<Record<Field, string>>
  readonly times: Record<TimeField, number | null>
  /** Times there that cannot be used. */
  readonly unusable: Set<TimeField>
  faulty: boolean
}

/** How rows of one file are read. */
export interface RowReading {
  readonly map: ImportMap
  /** Places of the mapped columns in a row. */
  readonly places: Readonly<Partial<Record<Field, readonly number[]>>>
  readonly columns: number
  readonly zone: Zone
  /** When the import runs, epoch ms: nothing recorded lies after it. */
  readonly now: number
}

/** Reads one row by itself; what it shares with others is found later. Nothing is mended: what cannot be used is noted (IMPORT-2). */
export function readRow(row: TableRow, reading: RowReading): ImportedIncident {
  const cell = (field: Field): string => (reading.places[field] ?? []).map((place) => row.cells[place] ?? '').join(' ').trim()
  const draft: DraftRow = {
    id: cell('id'), line: row.line, notes: [], written: {}, unusable: new Set(), faulty: false,
    times: { received: null, dispatched: null, enRoute: null, onScene: null, closed: null },
  }
  if (row.cells.length !== reading.columns) {
    draft.notes.push(['wrongCells', null])
    draft.faulty = true
  }
  if (row.malformed) {
    draft.notes.push(['malformed', null])
    draft.faulty = true
  }
  if (row.strayQuote) draft.notes.push(['strayQuote', null])
  if (draft.id === '') {
    if (reading.places.id !== undefined) draft.notes.push(['missingId', 'id'])
    draft.id = `line-${row.line}`
  }
  for (const field of TIME_FIELDS) if (reading.places[field] !== undefined) takeTime(draft, field, cell(field), reading)
  noteOrder(draft)
  takeReopened(draft, cell('reopened'), reading.map)
  return recordOf(draft, cell, reading)
}

function takeTime(draft: DraftRow, field: TimeField, text: string, { map, zone, now }: RowReading): void {
  const unusable = (problem: RowClass): void => {
    draft.notes.push([problem, field])
    draft.written[field] = maskPersonal(text).slice(0, LONGEST_WORD)
    draft.unusable.add(field)
    if (field === 'received') draft.faulty = true
  }
  const time = readTime(text, map.dateOrder)
  if (time.kind === 'blank') {
    draft.notes.push(['missing', field])
    if (field === 'received') draft.faulty = true
    return
  }
  if (time.kind !== 'instant' && time.kind !== 'local') return unusable(time.kind)
  const zoned = time.kind === 'instant' ? ({ kind: 'once', at: time.at } as const) : zone.at(time.wallMs)
  if (zoned.kind === 'never') return unusable('skipped')
  if (zoned.kind === 'twice' && map.ambiguous === 'exclude') return unusable('ambiguous')
  if (zoned.kind === 'twice') draft.notes.push(['ambiguous', field])
  const at = zoned.kind === 'once' ? zoned.at : map.ambiguous === 'earlier' ? zoned.earlier : zoned.later
  if (at > now) return unusable('future')
  draft.times[field] = at
}

/** Stages before the report are left out by CLOCK-2; stages before an earlier stage count, each from the report by itself. */
function noteOrder({ times, notes }: DraftRow): void {
  const { received } = times
  let latest: number | null = null
  for (const field of TIME_FIELDS.slice(1)) {
    const at = times[field]
    if (at === null) continue
    if (received !== null && at < received) notes.push(['beforeReceived', field])
    else if (latest !== null && at < latest) notes.push(['outOfOrder', field])
    latest = Math.max(at, latest ?? at)
  }
}

/** Words of columns that say whether, and not when. */
const NO = new Set(['n', 'no', 'f', 'false', '否', '未', '没有'])
const YES = new Set(['y', 'yes', 't', 'true', '1', 'x', '是', '有', '已重开'])

/**
 * One row that was reopened has one closing for two handlings: the first one's cannot be told. Nor can it where nobody can read
 * whether it was reopened, which is noted as such.
 */
function takeReopened(draft: DraftRow, text: string, { dateOrder }: ImportMap): void {
  const { kind } = readTime(text, dateOrder)
  const word = text.toLowerCase()
  if (kind === 'blank' || NO.has(word)) return
  if (kind === 'placeholder') return void draft.notes.push(['placeholder', 'reopened'])
  const isUnreadable = kind === 'unreadable' && !YES.has(word)
  draft.notes.push([isUnreadable ? 'unreadable' : 'reopened', 'reopened'])
  if (isUnreadable) draft.written.reopened = maskPersonal(text).slice(0, LONGEST_WORD)
  draft.unusable.add('closed')
  draft.times.closed = null
}

function recordOf(draft: DraftRow, cell: (field: Field) => string, { map, places }: RowReading): ImportedIncident {
  const stageOf = <T>(of: (field: TimeField, stage: Stage) => T): Record<Stage, T> =>
    Object.fromEntries(STAGES.map((stage) => [stage, of(STAGE_FIELDS[stage], stage)])) as Record<Stage, T>
  const lacking: Partial<Record<Stage, 'faulty' | 'unmapped'>> = {}
  for (const stage of STAGES) {
    const field = STAGE_FIELDS[stage]
    if (places[field] === undefined) lacking[stage] = 'unmapped'
    else if (draft.unusable.has(field)) lacking[stage] = 'faulty'
  }
  const team = word(cell('team'))
  return {
    id: draft.id, lines: [draft.line], handling: 1, received: draft.times.received, stamps: stageOf((field) => draft.times[field]), lacking,
    kind: kindOf(cell('kind'), map, draft.notes), level: levelOf(cell('level'), map, draft.notes), grid: word(cell('grid')), teams: team === null ? [] : [team],
    cancelled: map.cancelledValues.includes(cell('outcome')), faulty: draft.faulty, notes: draft.notes, written: draft.written,
  }
}

function word(text: string): string | null {
  return text === '' ? null : maskPersonal(text).slice(0, LONGEST_WORD)
}

function kindOf(text: string, { kinds, columns }: ImportMap, notes: RowNote[]): string | null {
  if (columns.kind === undefined || (kinds === null && text !== '')) return word(text)
  const known = kinds !== null && Object.hasOwn(kinds, text) ? kinds[text] : undefined
  if (known === undefined) notes.push(['unknownKind', 'kind'])
  return known ?? null
}

function levelOf(text: string, { levels, columns }: ImportMap, notes: RowNote[]): Level | null {
  if (columns.level === undefined) return null
  const known = levels !== null && Object.hasOwn(levels, text) ? levels[text] : LEVELS.find((level) => level === text)
  if (known === undefined) notes.push(['unknownLevel', 'level'])
  return known ?? null
}
