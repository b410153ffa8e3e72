import { LEVELS, type Level } from '../../../shared/incident/kinds.ts'
import type { Stage } from '../../../shared/clock/stages.ts'
import { ENCODINGS, type Encoding } from '../../site/textEncoding.ts'
import { UnknownZone, openZone } from './zone.ts'

/** Times of a row, in the order in which they happen. */
export const TIME_FIELDS = ['received', 'dispatched', 'enRoute', 'onScene', 'closed'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

/** Which of our stages a time of another system is (ASSUMPTION): sent out is answered, on the way is dispatched. */
export const STAGE_FIELDS: Readonly<Record<Stage, TimeField>> = { respond: 'dispatched', dispatch: 'enRoute', arrive: 'onScene', resolve: 'closed' }

/** Other columns that may be named. */
export const WORD_FIELDS = ['id', 'kind', 'level', 'grid', 'team', 'outcome', 'reopened'] as const
export type WordField = (typeof WORD_FIELDS)[number]
export type Field = TimeField | WordField

export const DATE_ORDERS = ['mdy', 'dmy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** How a file of another system is read (docs/review.md). */
export interface ImportMap {
  /** Columns by what they are; several columns (a date and a time) are joined by a space. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** IANA zone of times that carry no offset of their own. */
  readonly zone: string
  /** Whether 03/04 is 4 March (mdy) or 3 April (dmy); needed only where a file writes so. */
  readonly dateOrder: DateOrder | null
  /** What to take of a local time that was twice; `exclude` takes none. */
  readonly ambiguous: 'exclude' | 'earlier' | 'later'
  /** Is a row an incident, or one unit's part in it? */
  readonly rows: 'incident' | 'unit'
  /** Our kind by theirs. Without a table theirs is kept as it is. */
  readonly kinds: Readonly<Record<string, string>> | null
  readonly levels: Readonly<Record<string, Level>> | null
  /** Values of `outcome` that mean a false alarm. */
  readonly cancelledValues: readonly string[]
  readonly encoding: Encoding | null
  readonly delimiter: string | null
}

/** A map that cannot be followed; the message says why and what may stand there. */
export class BadMap extends Error {
  override readonly name = 'BadMap'
}

const SYNONYMS: Readonly<Record<string, Field>> = {
  respond: 'dispatched', dispatch: 'enRoute', arrive: 'onScene', resolve: 'closed', reported: 'received', reportedAt: 'received', unit: 'team',
}
const OPTIONS = ['zone', 'dateOrder', 'ambiguous', 'rows', 'kinds', 'levels', 'cancelledValues', 'encoding', 'delimiter'] as const
type Option = (typeof OPTIONS)[number]
const FIELDS: readonly string[] = [...TIME_FIELDS, ...WORD_FIELDS]
const ENCODING_NAMES: Readonly<Record<string, Encoding>> = { gbk: 'gb18030', gb2312: 'gb18030', utf8: 'utf-8' }
const DELIMITERS: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' }
const PAIR = /\s*([A-Za-z]+)\s*=\s*("[^"]*"|[^,]*)\s*(?:,|$)/y

/** A map as people write it on the command line: `received=Call Time,onScene="Arrived, first",zone=Asia/Shanghai`; `+` joins columns. @throws BadMap */
export function mapOfPairs(texts: readonly string[]): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  for (const text of texts) {
    PAIR.lastIndex = 0
    while (PAIR.lastIndex < text.length) {
      const rest = text.slice(PAIR.lastIndex)
      const [, key, quoted] = PAIR.exec(text) ?? []
      if (key === undefined || quoted === undefined) throw new BadMap(`--map takes key=column pairs with commas between, not “${rest}”.`)
      if (key in map) throw new BadMap(`--map: ${key} is given twice.`)
      const value = quoted.replace(/^"(.*)"$/, '$1').trim()
      map[key] = isOption(key) || quoted.startsWith('"') ? value : value.split('+').map((part) => part.trim())
    }
  }
  return map
}

/** Checks a map, from a file or the command line. @throws BadMap */
export function checkMap(given: unknown): ImportMap {
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw new BadMap('A map is a JSON object: {"received": "…", "onScene": "…", "zone": "…"}.')
  const columns: Partial<Record<Field, readonly string[]>> = {}
  const options: Partial<Record<Option, unknown>> = {}
  for (const [key, value] of Object.entries(given)) {
    if (isOption(key)) options[key] = value
    else if (!key.startsWith('//')) putColumn(columns, key, value)
  }
  if (columns.received === undefined) throw new BadMap('The map does not say which column is received: all times are counted from it.')
  if (TIME_FIELDS.every((field) => field === 'received' || columns[field] === undefined)) {
    throw new BadMap(`The map names no stage: one of ${TIME_FIELDS.slice(1).join(', ')} is needed.`)
  }
  return {
    columns,
    zone: zoneOf(options.zone),
    dateOrder: options.dateOrder == null ? null : oneOf('dateOrder', DATE_ORDERS, options.dateOrder),
    ambiguous: oneOf('ambiguous', ['exclude', 'earlier', 'later'] as const, options.ambiguous ?? 'exclude'),
    rows: oneOf('rows', ['incident', 'unit'] as const, options.rows ?? 'incident'),
    kinds: options.kinds == null ? null : tableOf('kinds', options.kinds),
    levels: options.levels == null ? null : levelsOf(options.levels),
    cancelledValues: listOf('cancelledValues', options.cancelledValues ?? []),
    encoding: options.encoding == null ? null : oneOf('encoding', ENCODINGS, ENCODING_NAMES[String(options.encoding).toLowerCase()] ?? options.encoding),
    delimiter: options.delimiter == null ? null : delimiterOf(String(options.delimiter)),
  }
}

/** Where the column stands that the map, or a proposal, names for `field`. @throws BadMap where there is none, or nobody can tell which of several */
export function placeOfColumn(name: string, field: Field, header: readonly string[]): number {
  const place = header.indexOf(name)
  if (place === -1) throw new BadMap(`The file has no column “${name}” (${field}). It has: ${header.join(', ')}.`)
  const places = header.flatMap((each, i) => (each === name ? [i + 1] : []))
  if (places.length > 1) throw new BadMap(`The file has ${places.length} columns “${name}” (${field}), columns ${places.join(' and ')}: give them headings that differ.`)
  return place
}

function isOption(key: string): key is Option {
  return (OPTIONS as readonly string[]).includes(key)
}

function putColumn(columns: Partial<Record<Field, readonly string[]>>, key: string, value: unknown): void {
  const field = (Object.hasOwn(SYNONYMS, key) ? SYNONYMS[key] : key) as Field
  if (!FIELDS.includes(field)) throw new BadMap(`The map has “${key}”; it may have ${[...FIELDS, ...OPTIONS].join(', ')}.`)
  const names = (Array.isArray(value) ? value : [value]).map((name: unknown) => (typeof name === 'string' ? name.trim() : ''))
  if (names.length === 0 || names.includes('')) throw new BadMap(`The map names no column for ${key}.`)
  if (columns[field] !== undefined) throw new BadMap(`The map names ${field} twice (${key}).`)
  columns[field] = names
}

function zoneOf(given: unknown): string {
  if (typeof given !== 'string' || given === '') throw new BadMap('The map does not say the zone of its times: zone=Asia/Shanghai, zone=America/New_York …')
  try {
    return openZone(given).name
  } catch (error) {
    if (error instanceof UnknownZone) throw new BadMap(error.message, { cause: error })
    throw error
  }
}

function oneOf<T extends string>(option: string, known: readonly T[], value: unknown): T {
  const found = known.find((each) => each === String(value).toLowerCase())
  if (found === undefined) throw new BadMap(`${option} is one of ${known.join(', ')}, not “${String(value)}”.`)
  return found
}

function tableOf(option: string, value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Object.values(value).some((word) => typeof word !== 'string')) {
    throw new BadMap(`${option} is a table of their word to ours, in a JSON map: {"${option}": {"theirs": "ours"}}.`)
  }
  return value as Record<string, string>
}

function levelsOf(value: unknown): Record<string, Level> {
  const table = tableOf('levels', value)
  for (const level of Object.values(table)) oneOfLevels(level)
  return table as Record<string, Level>
}

function oneOfLevels(level: string): void {
  if (!(LEVELS as readonly string[]).includes(level)) throw new BadMap(`levels leads to ${LEVELS.join(', ')}, not “${level}”.`)
}

function listOf(option: string, value: unknown): string[] {
  const list = typeof value === 'string' ? value.split('|') : value
  if (!Array.isArray(list) || list.some((word) => typeof word !== 'string')) throw new BadMap(`${option} is a list of words (on the command line with | between).`)
  return (list as string[]).map((word) => word.trim()).filter((word) => word !== '')
}

function delimiterOf(value: string): string {
  const delimiter = DELIMITERS[value.toLowerCase()] ?? value
  if (delimiter.length !== 1 || delimiter === '"') throw new BadMap('delimiter is one sign: comma, semicolon, tab or bar.')
  return delimiter
}
