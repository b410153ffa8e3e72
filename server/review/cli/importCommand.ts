import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { FileUnreadable } from '../import/csvStream.ts'
import { importIncidents, type ImportReport, type ImportResult } from '../import/importIncidents.ts'
import { BadMap, checkMap, mapOfPairs, STAGE_FIELDS, type ImportMap } from '../import/mapping.ts'
import { proposeMap } from '../import/proposeMap.ts'
import { endOfSpace, isSpaceName, spaceFile, spaceNameOf, stateOfFile, writeSpace } from '../import/spaceFile.ts'
import { STAGES } from '../../../shared/clock/stages.ts'
import { UsageError, type CommandWorld, type Outcome } from './usage.ts'

const SECOND_MS = 1_000

/** `map FILE`: a map as JSON, ready to be kept in a file; remarks say what is to be decided, and are passed over when it is read. */
export async function mapCommand(args: readonly string[]): Promise<Outcome> {
  const [file, ...rest] = args
  if (file === undefined || rest.length > 0) throw new UsageError('map takes one file.')
  const { map, columns, questions } = await asUsage(() => proposeMap(file))
  const remarks = [...questions.map((question) => `to decide: ${question}`), `columns: ${columns.join(', ')}`]
  return { code: 0, lines: [JSON.stringify({ ...map, ...Object.fromEntries(remarks.map((remark, i) => [`// ${i + 1}`, remark])) }, null, 2)] }
}

/** `import FILE --map …` */
export async function importCommand(args: readonly string[], world: CommandWorld): Promise<Outcome> {
  const { file, given, name, replace, json } = argumentsOf(args)
  const now = world.now()
  const map = await asUsage(() => mapOf(given))
  const path = spaceFile(world.reviewDir, name)
  if (!replace && (await stateOfFile(path)) !== null) throw new UsageError(`There is a space import:${name} already: --replace it, or give another --name.`)
  const result = await asUsage(() => importIncidents(file, map, { now, onProgress: (bytes, of) => world.onProgress(of === 0 ? 1 : bytes / of) }))
  const { hash } = await endOfSpace(await writeSpace(world.reviewDir, { name, file: basename(file), map, now }, result))
  const took = world.now() - now
  const lines = json ? [JSON.stringify({ space: `import:${name}`, file: path, tookMs: took, hash, source: result.source, report: result.report }, null, 2)] : [...reportLines(name, path, map, result, took), `Its chain ends with ${hash}: the printed report says the same.`]
  return { code: result.report.counted === 0 ? 1 : 0, lines }
}

function argumentsOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true,
      options: { map: { type: 'string', multiple: true }, name: { type: 'string' }, replace: { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) throw new UsageError('import takes one file.')
    if (values.map === undefined) throw new UsageError('--map is missing: which column is what. `npm run review -- map FILE` proposes one.')
    const name = values.name ?? spaceNameOf(basename(file))
    if (!isSpaceName(name)) throw new UsageError(`--name is made of a-z, 0-9, - and _, not “${name}”.`)
    return { file, given: values.map, name, replace: values.replace ?? false, json: values.json ?? false }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

async function mapOf(given: readonly string[]): Promise<ImportMap> {
  const [only] = given
  if (given.length !== 1 || only === undefined || !/\.json$/i.test(only)) return checkMap(mapOfPairs(given))
  const text = await readFile(only, 'utf8')
  try {
    return checkMap(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    throw error instanceof SyntaxError ? new BadMap(`${only} is no JSON: ${error.message}`, { cause: error }) : error
  }
}

/** What the person can put right is said without a trace. */
async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof BadMap || error instanceof FileUnreadable || code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') {
      throw new UsageError((error as Error).message)
    }
    throw error
  }
}

function reportLines(name: string, path: string, map: ImportMap, { source, report }: ImportResult, tookMs: number): string[] {
  return [
    `import:${name}  ${path}`,
    `Read ${report.rows} rows (${source.encoding}, “${source.delimiter === '\t' ? 'tab' : source.delimiter}” between cells, times in ${map.zone}) in ${(tookMs / SECOND_MS).toFixed(1)} s.`,
    `Its ${report.lines} lines: a header, ${report.rows} rows, ${report.furtherLines} that go on with the row before or name the delimiter, ${report.emptyLines} empty.`,
    `Kept ${report.records} records: ${countsOf(report)}.`,
    ...STAGES.map((stage) => `  ${stage} ← ${map.columns[STAGE_FIELDS[stage]]?.join(' + ') ?? 'no column: “unmapped”'}`),
    ...(map.columns.id === undefined ? ['  No id column: duplicates and reopenings cannot be found.'] : []),
    report.classes.length === 0 ? 'Nothing is noted of any row.' : 'Noted:',
    ...report.classes.map(({ class: what, field, rows, lines }) =>
      `  ${what}${field === null ? '' : ` (${field})`}: ${rows}  — line${lines.length === 1 ? '' : 's'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}`),
  ]
}

function countsOf({ counted, faulty, undated, cancelled }: ImportReport): string {
  return `${counted} count, ${cancelled} false alarms, ${faulty} left out as a whole (${undated} of them without a report that can be read)`
}
