import { gridAt, liesInGrid } from '../../shared/site/gridAt.ts'
import type { CameraRow } from '../../shared/site/schema.ts'
import { CAMERA_KINDS, type CameraKind, type Grid, type LonLatPair } from '../../shared/site/types.ts'
import { isWithin } from './checkManifest.ts'
import { SHIFTED_SYSTEMS, SOURCE_SYSTEMS, toWgs84, type SourceSystem } from './coordinateSystem.ts'
import { readDegrees, type DecimalSign } from './degrees.ts'
import type { Source, SourceRow } from './importSource.ts'

/** What of ours a foreign column can be. */
export const IMPORT_FIELDS = ['id', 'name', 'kind', 'grid', 'platform', 'lon', 'lat'] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** Makes ids where a file has none: `id=line` gives `L17` to line 17 of a table, `F17` to the 17th feature of GeoJSON. */
export const LINE_COLUMN = 'line'

export interface ImportChoices {
  readonly crs: SourceSystem
  readonly columns: Readonly<Partial<Record<ImportField, string>>>
  readonly decimal: DecimalSign
  /** Platform of rows that name none. */
  readonly platform: string
}

/** What an import is measured against. */
export interface ImportTarget {
  readonly bounds: readonly number[]
  readonly grids: readonly Pick<Grid, 'id' | 'polygon'>[]
  readonly platforms: readonly string[]
  /** Cameras that stay beside the imported ones. */
  readonly existing: readonly CameraRow[]
}

export interface ImportedRow extends CameraRow {
  readonly line: number
  readonly number: number
}

export interface Reject {
  readonly line: number
  readonly number: number
  readonly field: string
  readonly reason: string
}

export interface ImportResult {
  readonly total: number
  /** Rows that could stand in the pack, duplicates among them. */
  readonly usable: readonly ImportedRow[]
  readonly rejects: readonly Reject[]
  /** Kinds the file names and we do not know, with how often; such cameras become `other`. */
  readonly unknownKinds: ReadonlyMap<string, number>
  /** Set when most rejected places would be right in another system. */
  readonly betterSystem: SourceSystem | null
}

/** Words for kinds in Chinese inventories. ASSUMPTION: the usual ones. */
const KIND_WORDS: Readonly<Record<string, CameraKind>> = {
  道路: 'road',
  路段: 'road',
  路口: 'crossing',
  交叉口: 'crossing',
  出入口: 'entrance',
  大门: 'entrance',
  水边: 'waterside',
  水域: 'waterside',
  广场: 'plaza',
  其他: 'other',
}

/** Places are kept to this many decimals: a centimetre. */
const DECIMALS = 7
const LONGEST_ID = 64

type Outcome = { readonly row: ImportedRow } | { readonly reject: Reject; readonly place: LonLatPair | null }

/** Reads every row of the source into a camera or a reject with its reason; nothing is left out in silence (SITE-6). */
export function importCameras(source: Source, choices: ImportChoices, target: ImportTarget): ImportResult {
  const unknownKinds = new Map<string, number>()
  const outcomes = source.rows.map((row) => importRow(row, choices, target, unknownKinds))
  const rejected = outcomes.flatMap((outcome) => ('reject' in outcome ? [outcome] : []))
  return {
    total: source.rows.length,
    usable: outcomes.flatMap((outcome) => ('row' in outcome ? [outcome.row] : [])),
    rejects: rejected.map(({ reject }) => reject),
    unknownKinds,
    betterSystem: betterSystem(rejected.flatMap(({ place }) => (place ? [place] : [])), choices.crs, target),
  }
}

function importRow(row: SourceRow, choices: ImportChoices, target: ImportTarget, unknownKinds: Map<string, number>): Outcome {
  const { line, number } = row
  const text = (field: ImportField): string => plain(choices.columns[field] === undefined ? '' : row.value(choices.columns[field]!) ?? '')
  const refuse = (field: string, reason: string, place: LonLatPair | null = null): Outcome =>
    ({ reject: { line, number, field, reason }, place })
  const id = choices.columns.id === LINE_COLUMN && row.value(LINE_COLUMN) === undefined
    ? (row.geometry ? `F${number}` : `L${line}`)
    : text('id')
  if (id === '') return refuse('id', 'is missing')
  if (id.length > LONGEST_ID) return refuse('id', `is longer than ${LONGEST_ID} characters`)
  const name = text('name')
  if (name === '') return refuse('name', 'is missing')
  const place = placeOf(row, choices)
  if ('reason' in place) return refuse(place.field, place.reason)
  const platform = text('platform') || choices.platform
  if (!target.platforms.includes(platform)) return refuse('platform', `unknown platform “${platform}”`)
  const named = text('grid')
  const located = locate(place.at, choices.crs, target, named)
  if ('reason' in located) return refuse('lon, lat', located.reason, place.at)
  if (named !== '' && named !== located.grid) return refuse('grid', `lies in ${located.grid}, not in “${named}” as it says`, place.at)
  const [lon, lat] = located.at
  return { row: { id, name, kind: kindOf(text('kind'), unknownKinds), grid: located.grid, platform, lon, lat, line, number } }
}

/** One line of printable text. */
function plain(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim()
}

function placeOf(
  row: SourceRow,
  { columns, decimal }: ImportChoices,
): { readonly at: LonLatPair } | { readonly field: string; readonly reason: string } {
  const { geometry } = row
  if (geometry && 'reason' in geometry) return { field: 'geometry', reason: geometry.reason }
  const lon = readDegrees(geometry ? geometry.lon : row.value(columns.lon ?? ''), 180, decimal)
  if (typeof lon === 'string') return { field: 'lon', reason: lon }
  const lat = readDegrees(geometry ? geometry.lat : row.value(columns.lat ?? ''), 90, decimal)
  if (typeof lat === 'string') {
    return { field: 'lat', reason: Math.abs(lon) <= 90 && lat.includes('beyond') ? `${lat}: are longitude and latitude swapped?` : lat }
  }
  if (lon === 0 && lat === 0) return { field: 'lon, lat', reason: '0, 0 stands for no position' }
  return { at: [lon, lat] }
}

/** The place in WGS-84 and its grid: the named one up to the tolerance that `check` has, otherwise the one it lies in. */
function locate(
  at: LonLatPair,
  crs: SourceSystem,
  target: ImportTarget,
  named = '',
): { readonly at: LonLatPair; readonly grid: string } | { readonly reason: string } {
  const [lon, lat] = toWgs84(crs, at).map((degrees) => Number(degrees.toFixed(DECIMALS))) as [number, number]
  if (!isWithin(target.bounds, [lon, lat])) {
    const swapped = isWithin(target.bounds, toWgs84(crs, [at[1], at[0]]))
    return { reason: `${lon}, ${lat} lies outside the site's bounds${swapped ? ': longitude and latitude are swapped' : ''}` }
  }
  const stated = target.grids.find(({ id }) => id === named)
  if (stated && liesInGrid(stated, [lon, lat])) return { at: [lon, lat], grid: stated.id }
  const grid = gridAt(target.grids, [lon, lat])
  return grid === null ? { reason: `${lon}, ${lat} lies outside every grid` } : { at: [lon, lat], grid }
}

function kindOf(text: string, unknownKinds: Map<string, number>): CameraKind {
  if (text === '') return 'other'
  const known = CAMERA_KINDS.find((kind) => kind === text.toLowerCase()) ?? KIND_WORDS[text]
  if (known === undefined) unknownKinds.set(text, (unknownKinds.get(text) ?? 0) + 1)
  return known ?? 'other'
}

/** A system is better when it puts nearly all misplaced rows into a grid. ASSUMPTION: nine of ten, and at least two. */
const BETTER_SHARE = 0.9

function betterSystem(misplaced: readonly LonLatPair[], crs: SourceSystem, target: ImportTarget): SourceSystem | null {
  if (misplaced.length < 2) return null
  const [best] = [...new Set([...SHIFTED_SYSTEMS, ...SOURCE_SYSTEMS])]
    .filter((system) => system !== crs)
    .map((system) => ({ system, placed: misplaced.filter((at) => 'grid' in locate(at, system, target)).length }))
    .sort((a, b) => b.placed - a.placed)
  return best && best.placed >= BETTER_SHARE * misplaced.length ? best.system : null
}
