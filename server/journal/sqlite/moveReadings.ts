import { AT, KINDS, type KindName } from '../blocks/kinds.ts'
import { packRows, packWhole, type Row } from '../blocks/rows.ts'
import { BlockTable } from './blockTable.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** Readings brought over in one transaction. */
const MOVED_READINGS = 10_000

type OldRow = Record<string, number | string | null>

/** Columns of version 1's tables in the order of a block's. */
const OLD_COLUMNS: Readonly<Record<KindName, readonly string[]>> = {
  camera: ['id', 'at', 'recorded_at', 'status'],
  position: ['id', 'at', 'recorded_at', 'lon_e7', 'lat_e7', 'accuracy_dm', 'speed_cmps', 'heading_deg', 'source'],
}

/**
 * Begins to bring the readings of version 1, a row each, into blocks: `script` makes the tables and raises the version, so
 * that no older program takes the file. What was the newest of each id stays so.
 */
export function startMove(file: SqliteFile, script: string): void {
  file.transaction('lasting', () => {
    file.script(script)
    const names = new MovedNames(file)
    for (const { name } of KINDS) {
      const rows = file.all<OldRow>(`SELECT * FROM ${name}_latest`).map((row) => names.rowOf(name, row))
      const body = rows.length === 0 ? new Uint8Array() : packWhole(name, rows).body
      file.run('INSERT INTO newest_readings (kind, after, body) VALUES (?, 0, ?)', [name, body])
      file.script(`DROP TABLE ${name}_latest`)
    }
  })
}

/** Goes on to bring over what readings of version 1 are still there, from the oldest on. Answers how many there were. */
export function moveReadings(file: SqliteFile): number {
  let moved = 0
  for (const { name } of KINDS) {
    const left = file.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema WHERE name = ?', [`${name}_readings`])
    if (left?.n !== 1) continue
    const table = new BlockTable(file)
    for (let step = -1; step !== 0; moved += step) step = file.transaction('swift', () => moveSome(file, table, name))
    file.transaction('swift', () => file.script(`DROP TABLE ${name}_readings`))
  }
  return moved
}

function moveSome(file: SqliteFile, table: BlockTable, kind: KindName): number {
  const found = file.all<OldRow>(`SELECT * FROM ${kind}_readings ORDER BY at, id LIMIT ?`, [MOVED_READINGS])
  const last = found.at(-1)
  if (last === undefined) return 0
  const names = new MovedNames(file)
  const rows = found.map((row) => names.rowOf(kind, row))
  for (const block of packRows(kind, rows)) table.prepend(block)
  file.run(`DELETE FROM ${kind}_readings WHERE (at, id) <= (?, ?)`, [rows.at(-1)?.[AT] ?? 0, last['id'] ?? ''])
  return rows.length
}

/** Numbers for names, kept in the file as they are given. */
class MovedNames {
  readonly #numbers: Map<string, number>

  constructor(private readonly file: SqliteFile) {
    const names = file.all<{ number: number; name: string }>('SELECT number, name FROM reading_names')
    this.#numbers = new Map(names.map(({ number, name }) => [name, number]))
  }

  rowOf(kind: KindName, row: OldRow): Row {
    return OLD_COLUMNS[kind].map((column) => {
      const value = row[column]
      if (typeof value === 'string') return this.#numberOf(value)
      return value ?? NaN
    })
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(name, number)
    this.file.run('INSERT INTO reading_names (number, name) VALUES (?, ?)', [number, name])
    return number
  }
}
