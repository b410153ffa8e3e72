import { SYSTEM_NAMES, type SourceSystem } from './coordinateSystem.ts'
import { DUPLICATE_KINDS, type DuplicateGroup } from './duplicates.ts'
import type { ImportResult } from './importCameras.ts'
import type { Source } from './importSource.ts'

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

/** Everything there is to know before a decision: each reject and each duplicate with its lines. */
export function importReport(
  file: string,
  crs: SourceSystem,
  source: Source,
  result: ImportResult,
  duplicates: readonly DuplicateGroup[],
): string[] {
  const delimiter = source.delimiter === null ? '' : `, delimiter ${DELIMITER_NAMES[source.delimiter] ?? source.delimiter}`
  return [
    `${file}: ${source.format}, ${source.encoding}${delimiter}, read as ${SYSTEM_NAMES[crs]}`,
    `${result.total} rows: ${result.usable.length} usable, ${result.rejects.length} rejected`,
    ...[...countBy(result.usable.map(({ grid }) => grid))].map(([grid, count]) => `  grid ${grid}: ${count}`),
    ...[...result.unknownKinds].map(([kind, count]) => `  kind “${kind}” is not known here: ${count} become “other”`),
    ...result.rejects.map((reject) => `rejected: ${placeIn(source, reject)} ${reject.field}: ${reject.reason}`),
    ...(result.betterSystem === null
      ? []
      : [`The misplaced rows lie inside the grids when read with --crs ${result.betterSystem}: is ${SYSTEM_NAMES[crs]} right?`]),
    ...DUPLICATE_KINDS.flatMap((kind) => groupReport(kind, source, duplicates)),
  ]
}

function placesIn(source: Source, rows: DuplicateGroup['rows']): string {
  return source.format === 'CSV' ? `lines ${rows.map(({ line }) => line).join(', ')}` : rows.map((row) => placeIn(source, row)).join(', ')
}

function placeIn({ format }: Source, { line, number }: { readonly line: number; readonly number: number }): string {
  return format === 'CSV' ? `line ${line}` : `feature ${number} (line ${line})`
}

function groupReport(kind: DuplicateGroup['kind'], source: Source, duplicates: readonly DuplicateGroup[]): string[] {
  const groups = duplicates.filter((group) => group.kind === kind)
  if (groups.length === 0) return []
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
  return [
    `duplicates, same ${kind}: ${groups.length} groups, ${count} rows`,
    ...groups.map(({ what, rows, before }) =>
      `  ${placesIn(source, rows)}: ${what}${before === null ? '' : ` (in the pack already as ${before})`}`),
  ]
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of [...keys].sort()) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
