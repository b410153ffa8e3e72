import { CsvTextBroken, readCsvText } from './csvText.ts'
import { JsonTextBroken, readJsonText } from './jsonText.ts'
import { crsMemberOf } from './pack.ts'
import { decode, detectEncoding, type Encoding } from './textEncoding.ts'

/** A file that cannot be imported at all; nothing can be said about its rows. */
export class ImportSourceBroken extends Error {
  override readonly name = 'ImportSourceBroken'
}

/** One camera of a foreign file, before anything is known about it. */
export interface SourceRow {
  readonly line: number
  /** Its place in the file, from 1: several features may share one line. */
  readonly number: number
  /** Text of a named column or property; undefined when this row has none. */
  value(column: string): string | undefined
  /** What GeoJSON says of the place; null in a table. */
  readonly geometry: { readonly lon: unknown; readonly lat: unknown } | { readonly reason: string } | null
}

export interface Source {
  readonly format: 'CSV' | 'GeoJSON'
  readonly encoding: Encoding
  /** Of a table. */
  readonly delimiter: string | null
  /** Names of columns or properties, for the choice of `--columns`. */
  readonly columns: readonly string[]
  readonly rows: readonly SourceRow[]
}

export interface SourceChoices {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
}

const DELIMITERS = [',', ';', '\t', '|'] as const

/**
 * Reads a CSV table or a GeoJSON collection.
 * @throws ImportSourceBroken
 */
export function readSource(bytes: Uint8Array, choices: SourceChoices = {}): Source {
  const encoding = choices.encoding ?? detectEncoding(bytes)
  const text = encoding === null ? null : decode(bytes, encoding)
  if (encoding === null || text === null) throw new ImportSourceBroken(`The file is not ${encoding ?? 'UTF-8 nor GBK'} text.`)
  if (text.trim() === '') throw new ImportSourceBroken('The file is empty.')
  return /^\s*[{[]/.test(text) ? readGeoJson(text, encoding) : readTable(text, encoding, choices.delimiter)
}

function readTable(text: string, encoding: Encoding, chosen: string | undefined): Source {
  const delimiter = chosen ?? delimiterOf(text)
  try {
    const [header, ...rows] = readCsvText(text, delimiter)
    const columns = header?.cells ?? []
    const repeated = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index)
    if (repeated !== undefined) throw new ImportSourceBroken(`The header has the column “${repeated}” twice.`)
    const places = new Map(columns.map((column, index) => [column, index]))
    return {
      format: 'CSV',
      encoding,
      delimiter,
      columns,
      rows: rows.map(({ line, cells }, index) =>
        ({ line, number: index + 1, geometry: null, value: (column) => cells[places.get(column) ?? -1] })),
    }
  } catch (error) {
    if (!(error instanceof CsvTextBroken)) throw error
    throw new ImportSourceBroken(`Line ${error.line}: ${error.reason}`)
  }
}

/** The delimiter that the header has most of, outside quotes. */
function delimiterOf(text: string): string {
  const header = text.replace(/"(?:[^"]|"")*"/g, '').trimStart().split(/[\r\n]/)[0] ?? ''
  const count = (delimiter: string): number => header.split(delimiter).length - 1
  return DELIMITERS.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most))
}

interface RawFeature {
  readonly id?: unknown
  readonly properties?: Readonly<Record<string, unknown>> | null
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null
}

function readGeoJson(text: string, encoding: Encoding): Source {
  const json = parsed(text)
  const crs = crsMemberOf(json.value)
  if (crs !== null) throw new ImportSourceBroken(`The file says it is in ${crs}; GeoJSON is read in degrees only.`)
  const root = json.value as { type?: unknown; features?: unknown }
  if (root.type !== 'FeatureCollection' || !Array.isArray(root.features)) {
    throw new ImportSourceBroken('The file is JSON, but no GeoJSON FeatureCollection.')
  }
  const features = root.features as RawFeature[]
  const rows = features.map((feature, index): SourceRow => ({
    line: json.lineOf(['features', index]),
    number: index + 1,
    geometry: geometryOf(feature),
    value: (column) => textOf(column === FEATURE_ID ? feature?.id : feature?.properties?.[column]),
  }))
  const columns = [...new Set(features.flatMap((feature) => Object.keys(feature?.properties ?? {})))]
  return {
    format: 'GeoJSON',
    encoding,
    delimiter: null,
    columns: features.some((feature) => feature?.id !== undefined) ? [FEATURE_ID, ...columns] : columns,
    rows,
  }
}

/** Name under which a feature's own id, which is no property, is reached. */
export const FEATURE_ID = '@id'

function parsed(text: string): ReturnType<typeof readJsonText> {
  try {
    return readJsonText(text)
  } catch (error) {
    if (!(error instanceof JsonTextBroken)) throw error
    throw new ImportSourceBroken(`Line ${error.line}: not JSON: ${error.reason}`)
  }
}

function geometryOf(feature: RawFeature): SourceRow['geometry'] {
  const geometry = feature?.geometry
  if (!geometry) return { reason: 'has no geometry' }
  if (geometry.type !== 'Point' || !Array.isArray(geometry.coordinates)) return { reason: `is a ${String(geometry.type)}, not a Point` }
  const [lon, lat] = geometry.coordinates as unknown[]
  return { lon, lat }
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim()
}

