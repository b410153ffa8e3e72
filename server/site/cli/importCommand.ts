import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CameraRow } from '../../../shared/site/schema.ts'
import { assembleSite } from '../assembleSite.ts'
import { checkSite } from '../checkSite.ts'
import { findDuplicates, withoutDuplicates, type DuplicateGroup } from '../duplicates.ts'
import { IMPORT_FIELDS, importCameras, LINE_COLUMN, type ImportResult } from '../importCameras.ts'
import { importReport } from '../importReport.ts'
import { FEATURE_ID, ImportSourceBroken, readSource, type Source } from '../importSource.ts'
import { readPack, type Pack } from '../pack.ts'
import { readPackBytes } from '../packFiles.ts'
import { describeProblem } from '../problem.ts'
import { camerasText, writeWhole } from '../writeFiles.ts'
import { importArguments, type ImportArguments } from './importArguments.ts'
import { UsageError, type Outcome } from './usage.ts'

const FILE = 'cameras.csv'

/** `import cameras FILE …`: reports everything, and writes only what was fully decided. */
export async function importCommand(args: readonly string[]): Promise<Outcome> {
  const wanted = importArguments(args)
  const target = await readTarget(wanted.into, wanted.existing === 'replace')
  if ('lines' in target) return target
  const source = sourceOf(await bytesOf(wanted.file), wanted)
  const site = assembleSite(target, '')
  const existing = wanted.existing === 'keep' ? site.cameras : []
  const platforms = site.platforms.map(({ id }) => id)
  const choices = { crs: wanted.crs, columns: wanted.columns, decimal: wanted.decimal, platform: platformOf(wanted, platforms) }
  const result = importCameras(source, choices, { bounds: site.bounds, grids: site.grids, platforms, existing })
  const duplicates = findDuplicates(result.usable, existing)
  const report = importReport(wanted.file, wanted.crs, source, result, duplicates)
  const open = undecided(wanted, result, duplicates, target.cameras.length)
  if (!wanted.write || open.length > 0) {
    return { code: open.length > 0 ? 1 : 0, lines: [...report, ...open, `Nothing was written${wanted.write ? '' : ' (no --write)'}.`] }
  }
  const added = withoutDuplicates(result.usable, duplicates, wanted.duplicates ?? 'keep')
  const rows: CameraRow[] = [...existing, ...added]
  await writeWhole(join(wanted.into, FILE), camerasText(rows))
  return {
    code: 0,
    lines: [...report, `${join(wanted.into, FILE)}: ${rows.length} cameras written, ${added.length} of them from ${wanted.file}.`],
  }
}

/** The pack to import into; its cameras may be broken when they are to be replaced, nothing else may. */
async function readTarget(dir: string, replaced: boolean): Promise<Pack | Outcome> {
  const { pack, problems } = readPack(await readPackBytes(dir))
  const broken = [...problems, ...(pack ? checkSite(pack) : [])].filter(({ file }) => !(replaced && file === FILE))
  if (pack && broken.length === 0) return pack
  return { code: 1, lines: [...broken.map(describeProblem), `${dir} is not a sound site pack; nothing was read or written.`] }
}

async function bytesOf(file: string): Promise<Buffer> {
  return readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function sourceOf(bytes: Buffer, { columns, encoding, delimiter }: ImportArguments): Source {
  const source = readOrRefuse(bytes, encoding, delimiter)
  const needed = source.format === 'CSV' ? (['id', 'name', 'lon', 'lat'] as const) : (['id', 'name'] as const)
  const unsaid = needed.filter((field) => columns[field] === undefined)
  const has = `The file has: ${source.columns.join(', ') || 'none'}.`
  const hint = unsaid.includes('id') ? ' id=line makes ids where there is no such column.' : ''
  if (unsaid.length > 0) throw new UsageError(`--columns does not say which column is ${unsaid.join(', ')}. ${has}${hint}`)
  const made = (name: string): boolean => name === LINE_COLUMN && columns.id === LINE_COLUMN
  for (const field of IMPORT_FIELDS) {
    const name = columns[field]
    const unused = source.format === 'GeoJSON' && (field === 'lon' || field === 'lat')
    if (name === undefined || unused || source.columns.includes(name) || (field === 'id' && (made(name) || name === FEATURE_ID))) continue
    throw new UsageError(`There is no column “${name}” for ${field}. ${has}`)
  }
  return source
}

function readOrRefuse(bytes: Buffer, encoding: ImportArguments['encoding'], delimiter: string | undefined): Source {
  try {
    return readSource(bytes, { encoding, delimiter })
  } catch (error) {
    if (!(error instanceof ImportSourceBroken)) throw error
    throw new UsageError(error.message)
  }
}

function platformOf({ platform, columns }: ImportArguments, platforms: readonly string[]): string {
  if (platform !== undefined && !platforms.includes(platform)) {
    throw new UsageError(`--platform: the pack has ${platforms.join(', ')}, not ${platform}.`)
  }
  if (platform === undefined && columns.platform === undefined && platforms.length !== 1) {
    throw new UsageError(`The pack has the platforms ${platforms.join(', ')}: say --platform, or a column for it.`)
  }
  return platform ?? (platforms.length === 1 ? platforms[0]! : '')
}

/** The questions the report raises and the command does not answer. */
function undecided(wanted: ImportArguments, result: ImportResult, duplicates: readonly DuplicateGroup[], existing: number): string[] {
  const open: string[] = []
  if (result.rejects.length > 0 && !wanted.acceptRejects) {
    open.push(`To decide: ${result.rejects.length} rejected rows. Correct the file, or leave them out with --accept-rejects.`)
  }
  if (result.betterSystem !== null && !wanted.crsSure) {
    open.push(`To decide: is the file in ${wanted.crs}? Say --crs ${result.betterSystem}, or --crs-sure if ${wanted.crs} is right.`)
  }
  if (duplicates.length > 0 && wanted.duplicates === undefined) {
    open.push(`To decide: ${duplicates.length} groups of duplicates: --duplicates keep or drop.`)
  }
  if (existing > 0 && wanted.existing === undefined) {
    open.push(`To decide: the pack has ${existing} cameras already: --existing keep or replace.`)
  }
  if (result.usable.length === 0) open.push('There is no usable row to write.')
  return open
}
