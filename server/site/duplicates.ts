import type { CameraRow } from '../../shared/site/schema.ts'
import type { ImportedRow } from './importCameras.ts'

/** What a group of cameras has in common. Two ids cannot be the same; two cameras may well hang on one pole. */
export const DUPLICATE_KINDS = ['id', 'name and place', 'place'] as const
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number]

export interface DuplicateGroup {
  readonly kind: DuplicateKind
  readonly what: string
  /** Rows of the imported file, in order. */
  readonly rows: readonly ImportedRow[]
  /** Id of the camera of the pack that was there before; null when the group is in the file alone. */
  readonly before: string | null
}

/** Every group of rows that are the same; a group is told under the strictest kind that its rows share. */
export function findDuplicates(rows: readonly ImportedRow[], existing: readonly CameraRow[]): DuplicateGroup[] {
  const sameId = groupsOf('id', rows, existing, ({ id }) => id)
  const sameNameAndPlace = groupsOf('name and place', rows, existing, ({ name, lon, lat }) => `${name} @ ${lon}, ${lat}`)
  const members = ({ rows: group }: DuplicateGroup): string => group.map(({ number }) => number).join(' ')
  const told = new Set(sameNameAndPlace.map(members))
  const samePlace = groupsOf('place', rows, existing, ({ lon, lat }) => `${lon}, ${lat}`).filter((group) => !told.has(members(group)))
  return [...sameId, ...sameNameAndPlace, ...samePlace]
}

function groupsOf(
  kind: DuplicateKind,
  rows: readonly ImportedRow[],
  existing: readonly CameraRow[],
  keyOf: (row: CameraRow) => string,
): DuplicateGroup[] {
  const before = new Map(existing.map((row) => [keyOf(row), row.id]))
  const groups = new Map<string, ImportedRow[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups]
    .filter(([key, group]) => group.length > 1 || before.has(key))
    .map(([what, group]) => ({ kind, what, rows: group, before: before.get(what) ?? null }))
}

export const DUPLICATE_CHOICES = ['keep', 'drop'] as const
export type DuplicateChoice = (typeof DUPLICATE_CHOICES)[number]

/**
 * The rows left. A repeated id never stays: its first row does. `drop` also leaves out repeats of name and place; rows that share
 * a place alone stay either way.
 */
export function withoutDuplicates(rows: readonly ImportedRow[], groups: readonly DuplicateGroup[], choice: DuplicateChoice): ImportedRow[] {
  const dropped = new Set(groups
    .filter(({ kind }) => kind === 'id' || (kind === 'name and place' && choice === 'drop'))
    .flatMap(({ rows: group, before }) => (before === null ? group.slice(1) : group))
    .map(({ number }) => number))
  return rows.filter(({ number }) => !dropped.has(number))
}
