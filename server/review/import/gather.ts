import { STAGES, type Stage } from '../../../shared/clock/stages.ts'
import type { Field } from './mapping.ts'
import type { ImportedIncident, RowNote } from './record.ts'

/** Rows of a file, and what they have to do with one another. */
export interface Gathering {
  /** Takes a row, in the order of the file. `hasId`: does the file say which incident it is? */
  take(row: ImportedIncident, hasId: boolean): void
  /** The records all rows make, in the order of the file. */
  records(): ImportedIncident[]
}

/**
 * Gathers rows into incidents (IMPORT-2). Of the rows of one id the one reported first begins, wherever in the file it stands; each
 * other one is the same row again (`duplicate`), the incident reopened, or where rows are units one more unit of it; else nobody
 * can tell which of them is right (`sameId`), and the one before counts.
 */
export function createGathering(rows: 'incident' | 'unit'): Gathering {
  const all: ImportedIncident[] = []
  const byId = new Map<string, number[]>()
  return {
    take(row, hasId) {
      const places = hasId ? byId.get(row.id) : undefined
      if (places !== undefined) places.push(all.length)
      else if (hasId) byId.set(row.id, [all.length])
      all.push(row)
    },
    records() {
      const records: (ImportedIncident | null)[] = [...all]
      for (const places of byId.values()) if (places.length > 1) gatherId(records, places, rows)
      return records.filter((record) => record !== null)
    },
  }
}

/** Gathers the rows of one id, at `places`, where they stand; a row that is part of another's record leaves null. */
function gatherId(records: (ImportedIncident | null)[], places: readonly number[], rows: 'incident' | 'unit'): void {
  const inTime = places.map((place) => ({ place, row: records[place] as ImportedIncident })).sort((a, b) => byReport(a.row, b.row))
  const seen: ImportedIncident[] = []
  const kept: number[] = []
  for (const { place, row } of inTime) {
    const before = kept.map((each) => records[each] as ImportedIncident)
    const target = rows === 'unit' && !row.faulty ? kept[before.findIndex((one) => one.received === row.received && !one.faulty)] : undefined
    if (rows === 'unit' && seen.some((one) => isSame(one, row) && String(one.teams) === String(row.teams))) records[place] = left(row, ['duplicate', 'id'])
    else {
      seen.push(row)
      if (target !== undefined) records[target] = withUnit(records[target] as ImportedIncident, row)
      records[place] = target !== undefined ? null : kept.length === 0 ? row : related(before, row)
    }
    if (records[place] !== null) kept.push(place)
  }
}

/** Order of reports; rows without one, and rows of one moment, as they stand in the file. */
function byReport({ received: a }: ImportedIncident, { received: b }: ImportedIncident): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : a - b
}

function related(before: readonly ImportedIncident[], row: ImportedIncident): ImportedIncident {
  if (before.some((one) => isSame(one, row))) return left(row, ['duplicate', 'id'])
  const last = before.findLast(({ faulty }) => !faulty)
  const closedAt = last?.stamps.resolve ?? null
  if (last !== undefined && closedAt !== null && row.received !== null && row.received >= closedAt && !row.faulty) {
    return { ...row, handling: last.handling + 1, notes: [...row.notes, ['reopened', 'id']] }
  }
  return left(row, ['sameId', 'id'])
}

function left(row: ImportedIncident, note: RowNote): ImportedIncident {
  return { ...row, faulty: true, notes: [...row.notes, note] }
}

function isSame(one: ImportedIncident, other: ImportedIncident): boolean {
  return one.received === other.received && STAGES.every((stage) => one.stamps[stage] === other.stamps[stage]) &&
    JSON.stringify(one.written) === JSON.stringify(other.written)
}

/** One more unit: of each stage the earliest not before the report counts (JOINT-1, CLOCK-2), but it is over when the last one is (ASSUMPTION). */
function withUnit(one: ImportedIncident, unit: ImportedIncident): ImportedIncident {
  const pick = (stage: Stage): number | null => {
    const [a, b] = [one.stamps[stage], unit.stamps[stage]]
    if (a === null || b === null) return a ?? b
    const [earlier, later] = [Math.min(a, b), Math.max(a, b)]
    return stage === 'resolve' || (one.received !== null && earlier < one.received) ? later : earlier
  }
  const stamps = { respond: pick('respond'), dispatch: pick('dispatch'), arrive: pick('arrive'), resolve: pick('resolve') }
  const lacking = Object.fromEntries(
    Object.entries({ ...unit.lacking, ...one.lacking }).filter(([stage]) => stamps[stage as Stage] === null),
  )
  const line = unit.lines.at(-1) ?? 0
  const notes: RowNote[] = [...one.notes, ...unit.notes, ['furtherUnit', 'id']]
  const noteLines = [...(one.noteLines ?? one.notes.map(() => one.lines.at(-1) ?? 0)), ...unit.notes.map(() => line), line]
  return {
    ...one, lines: [...one.lines, ...unit.lines], stamps, lacking, notes, noteLines, written: bothWritten(one.written, unit.written),
    teams: [...new Set([...one.teams, ...unit.teams])], cancelled: one.cancelled && unit.cancelled,
  }
}

/** What could not be used of either row, as it was written. */
function bothWritten(one: ImportedIncident['written'], unit: ImportedIncident['written']): ImportedIncident['written'] {
  const differing = Object.entries(unit).filter(([field, text]) => (one[field as Field] ?? text) !== text)
  return { ...unit, ...one, ...Object.fromEntries(differing.map(([field, text]) => [field, `${one[field as Field]} | ${text}`])) }
}
