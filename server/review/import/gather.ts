import { STAGES, type Stage } from '../../../shared/clock/stages.ts'
import type { Field } from './mapping.ts'
import type { ImportedIncident, RowNote } from './record.ts'

/** Records of a file so far, with what rows have to do with one another. */
export interface Gathering {
  /** Takes a row. `hasId`: does the file say which incident it is? */
  take(row: ImportedIncident, hasId: boolean): void
  records(): ImportedIncident[]
}

/** Where a file's records of one id stand. */
interface SameId {
  readonly places: number[]
  /** The rows themselves, as they were read. */
  readonly rows: ImportedIncident[]
}

/**
 * Gathers rows into incidents (IMPORT-2). A row with an id that was there is the same row again (`duplicate`), the incident
 * reopened, or where rows are units one more unit of it; else nobody can tell which of them is right (`sameId`), and the first
 * one counts.
 */
export function createGathering(rows: 'incident' | 'unit'): Gathering {
  const records: ImportedIncident[] = []
  const byId = new Map<string, SameId>()
  return {
    take(row, hasId) {
      const known = hasId ? byId.get(row.id) : undefined
      if (known === undefined) {
        if (hasId) byId.set(row.id, { places: [records.length], rows: [row] })
        records.push(row)
        return
      }
      const before = known.places.map((place) => records[place] as ImportedIncident)
      if (rows === 'unit') {
        const place = known.places[before.findIndex((one) => one.received === row.received && !one.faulty)]
        if (known.rows.some((one) => isSame(one, row) && String(one.teams) === String(row.teams))) {
          known.places.push(records.length)
          records.push(left(row, ['duplicate', 'id']))
          return
        }
        known.rows.push(row)
        if (place !== undefined && !row.faulty) {
          records[place] = withUnit(records[place] as ImportedIncident, row)
          return
        }
      }
      known.places.push(records.length)
      records.push(related(before, row))
    },
    records: () => records,
  }
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
