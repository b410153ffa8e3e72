import { parseArgs } from 'node:util'
import { SOURCE_SYSTEMS, type SourceSystem } from '../coordinateSystem.ts'
import { DECIMAL_SIGNS, type DecimalSign } from '../degrees.ts'
import { DUPLICATE_CHOICES, type DuplicateChoice } from '../duplicates.ts'
import { IMPORT_FIELDS, type ImportField } from '../importCameras.ts'
import { ENCODINGS, type Encoding } from '../textEncoding.ts'
import { UsageError } from './usage.ts'

export const EXISTING_CHOICES = ['keep', 'replace'] as const
export type ExistingChoice = (typeof EXISTING_CHOICES)[number]

export interface ImportArguments {
  readonly file: string
  readonly into: string
  readonly crs: SourceSystem
  readonly columns: Readonly<Partial<Record<ImportField, string>>>
  readonly platform: string | undefined
  readonly encoding: Encoding | undefined
  readonly delimiter: string | undefined
  readonly decimal: DecimalSign
  readonly write: boolean
  /** Is the system right although the misplaced rows fit better in another one? */
  readonly crsSure: boolean
  readonly acceptRejects: boolean
  readonly duplicates: DuplicateChoice | undefined
  readonly existing: ExistingChoice | undefined
}

const OPTIONS = {
  into: { type: 'string' }, crs: { type: 'string' }, columns: { type: 'string', multiple: true }, platform: { type: 'string' },
  encoding: { type: 'string' }, delimiter: { type: 'string' }, decimal: { type: 'string' },
  write: { type: 'boolean' }, 'accept-rejects': { type: 'boolean' }, 'crs-sure': { type: 'boolean' }, duplicates: { type: 'string' }, existing: { type: 'string' },
} as const

const ENCODING_NAMES: Readonly<Record<string, Encoding>> = { gbk: 'gb18030', gb2312: 'gb18030', utf8: 'utf-8' }
const DELIMITER_NAMES: Readonly<Record<string, string>> = { tab: '\t', comma: ',', semicolon: ';', bar: '|' }

/** @throws UsageError */
export function importArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parsed(args)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new UsageError('import cameras takes one file.')
  if (values.into === undefined) throw new UsageError('--into is missing: the folder of the pack.')
  return {
    file,
    into: values.into,
    crs: systemOf(values.crs),
    columns: columnsOf(values.columns ?? []),
    platform: values.platform,
    encoding: values.encoding === undefined
      ? undefined
      : oneOf('--encoding', ENCODINGS, ENCODING_NAMES[values.encoding.toLowerCase()] ?? values.encoding.toLowerCase()),
    delimiter: values.delimiter === undefined ? undefined : delimiterOf(values.delimiter),
    decimal: values.decimal === undefined ? 'point' : oneOf('--decimal', DECIMAL_SIGNS, values.decimal),
    write: values.write ?? false,
    crsSure: values['crs-sure'] ?? false,
    acceptRejects: values['accept-rejects'] ?? false,
    duplicates: values.duplicates === undefined ? undefined : oneOf('--duplicates', DUPLICATE_CHOICES, values.duplicates),
    existing: values.existing === undefined ? undefined : oneOf('--existing', EXISTING_CHOICES, values.existing),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function oneOf<T extends string>(option: string, known: readonly T[], value: string): T {
  const found = known.find((one) => one === value)
  if (found === undefined) throw new UsageError(`${option} is one of ${known.join(', ')}, not ${value}.`)
  return found
}

function systemOf(value: string | undefined): SourceSystem {
  if (value === undefined) {
    throw new UsageError('--crs is missing: say in which system the file is (WGS84, GCJ02 or BD09); it is never guessed.')
  }
  return oneOf('--crs', SOURCE_SYSTEMS, value.toUpperCase().replace(/[^A-Z0-9]/g, ''))
}

/** A name in double quotes may hold commas. */
const COLUMN = /\s*([A-Za-z]+)\s*=\s*("[^"]*"|[^,]*)\s*(?:,|$)/y

function columnsOf(given: readonly string[]): ImportArguments['columns'] {
  const columns: Partial<Record<ImportField, string>> = {}
  for (const text of given) {
    COLUMN.lastIndex = 0
    while (COLUMN.lastIndex < text.length) {
      const rest = text.slice(COLUMN.lastIndex)
      const match = COLUMN.exec(text)
      if (!match) throw new UsageError(`--columns takes id=…,name=…,lon=…,lat=…, not “${rest}”.`)
      const field = oneOf('A key of --columns', IMPORT_FIELDS, match[1]!)
      const name = match[2]!.replace(/^"(.*)"$/, '$1').trim()
      if (name === '') throw new UsageError(`--columns: ${field} names no column.`)
      if (columns[field] !== undefined) throw new UsageError(`--columns: ${field} is given twice.`)
      columns[field] = name
    }
  }
  return columns
}

function delimiterOf(value: string): string {
  const delimiter = DELIMITER_NAMES[value.toLowerCase()] ?? value
  if (delimiter.length !== 1 || delimiter === '"') throw new UsageError('--delimiter is one sign: comma, semicolon, tab or bar.')
  return delimiter
}
