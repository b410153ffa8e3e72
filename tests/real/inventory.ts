import { parse } from 'csv-parse/sync'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { startCommandServer } from './commandServer.ts'
import { boxAround, mustRunSite, runSite } from './siteCommand.ts'
import { assertSame, type Tally } from './tally.ts'
import { lookAtWall } from './wallInBrowser.ts'

interface Row {
  readonly name: string
  readonly lon: number
  readonly lat: number
}

/** Names that inventories give their columns, likeliest first. */
const COLUMN_NAMES = {
  name: ['name', 'description', 'title', '名称', '点位名称'],
  lon: ['lon', 'longitude', 'lng', 'x', '经度'],
  lat: ['lat', 'latitude', 'y', '纬度'],
}

/** @throws Error when the file has no column for one of them */
function columnsOf(header: readonly string[]): Record<keyof typeof COLUMN_NAMES, string> {
  const find = (names: readonly string[]): string => {
    const found = names.flatMap((name) => header.filter((column) => column.trim().toLowerCase() === name))[0]
    if (found === undefined) throw new Error(`no column for ${names[0]} among ${header.join(', ')}`)
    return found
  }
  return { name: find(COLUMN_NAMES.name), lon: find(COLUMN_NAMES.lon), lat: find(COLUMN_NAMES.lat) }
}

async function readInventory(file: string): Promise<{ readonly columns: string; readonly rows: readonly Row[] }> {
  const text = textOf(await readFile(file))
  const options = { columns: true, bom: true, skip_empty_lines: true, delimiter: delimiterOf(text) } as const
  const records = parse(text, options) as Record<string, string>[]
  const { name, lon, lat } = columnsOf(Object.keys(records[0] ?? {}))
  const rows = records.map((record) => ({ name: record[name]?.trim() ?? '', lon: Number(record[lon]), lat: Number(record[lat]) }))
  return { columns: `id=line,name=${name},lon=${lon},lat=${lat}`, rows }
}

/** Chinese inventories are in UTF-8 or in GBK. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.indexOf('\n'))
  const count = (sign: string): number => header.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Is it a place on earth, and not the null island of an unfilled row? */
function isPlace({ lon, lat }: Row): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0)
}

/** Groups of rows that are the same by `keyOf`, and how many rows they hold: counted apart from the importer. */
function countSame(rows: readonly Row[], keyOf: (row: Row) => string): { readonly groups: number; readonly rows: number } {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  const repeated = [...counts.values()].filter((count) => count > 1)
  return { groups: repeated.length, rows: repeated.reduce((sum, count) => sum + count, 0) }
}

/** The real inventory in `file` goes into a new pack with its duplicates told, and that pack's wall shows it. */
export async function checkInventory(tally: Tally, file: string): Promise<void> {
  await tally.group(file, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inventory-'))
    try {
      await checkIn(tally, file, join(folder, 'pack'))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
}

async function checkIn(tally: Tally, file: string, pack: string): Promise<void> {
  const { columns, rows } = await readInventory(file)
  const placed = rows.filter(isPlace)
  await mustRunSite('new', pack, '--name', '真实清单', '--name-en', 'Real Inventory', '--bbox', boxAround(placed))
  const args = ['import', 'cameras', file, '--into', pack, '--crs', 'WGS84', '--columns', columns]
  await tally.check(`${basename(file)}: every duplicate is told and nothing written before it is decided`, () => checkReport(args, rows))
  let written = 0
  const imported = await tally.check(`${basename(file)}: imported into a new pack`, async () => {
    const text = await mustRunSite(...args, '--write', '--accept-rejects', '--duplicates', 'keep')
    const [, count, usable] = /(\d+) cameras written, (\d+) of them/.exec(text) ?? []
    written = Number(count)
    assertSame('cameras written', [written, Number(usable)], [usableIn(text), usableIn(text)])
    return `${rows.length} rows, ${written} cameras`
  })
  if (imported) await checkShown(tally, file, pack, placed, written)
}

/** How many rows the report says can be used. @throws Error when it does not say */
function usableIn(report: string): number {
  const [, usable] = /\d+ rows: (\d+) usable, \d+ rejected/.exec(report) ?? []
  if (usable === undefined) throw new Error(`the report does not say how many rows are usable:\n${report.slice(0, 500)}`)
  return Number(usable)
}

async function checkReport(args: readonly string[], rows: readonly Row[]): Promise<string> {
  const { text } = await runSite(...args)
  if (!text.includes('Nothing was written')) throw new Error('it does not say that nothing was written')
  const total = Number(/(\d+) rows: /.exec(text)?.[1])
  assertSame('rows of the report', total, rows.length)
  const told = /duplicates, same name and place: (\d+) groups, (\d+) rows/.exec(text)
  const found = { groups: Number(told?.[1] ?? 0), rows: Number(told?.[2] ?? 0) }
  if (usableIn(text) < total) {
    return `${total - usableIn(text)} rows rejected; of the rest ${found.groups} groups (${found.rows} rows) of the same name and place`
  }
  assertSame('duplicates by name and place', found, countSame(rows, ({ name, lon, lat }) => `${name} @ ${lon} ${lat}`))
  const places = /duplicates, same place: (\d+) groups, (\d+) rows/.exec(text)
  return `${found.groups} groups (${found.rows} rows) of the same name and place, ${places?.[1] ?? 0} groups of the same place alone`
}

async function checkShown(tally: Tally, file: string, pack: string, placed: readonly Row[], written: number): Promise<void> {
  const server = await startCommandServer(pack)
  try {
    await tally.check(`${basename(file)}: /api/v1/site has ${written} cameras where the inventory has them`, async () => {
      const { cameras } = await server.site()
      assertSame('cameras', cameras.length, written)
      if (written === placed.length) assertPlaces(cameras, placed)
    })
    await tally.check(`${basename(file)}: /wall in a real browser shows ${written} cameras`, async () => {
      const shown = await lookAtWall(server, [])
      assertSame('errors of the page', shown.errors, [])
      assertSame('cameras of the map', shown.cameras, written)
      assertSame('cameras drawn', shown.drawnCameras, written)
    })
  } finally {
    await server.stop()
  }
}

/** Places in a pack are kept to 1e-6 degrees, about 0.1 m. */
const PACK_DEG = 1e-6

function assertPlaces(cameras: readonly Row[], placed: readonly Row[]): void {
  const moved = placed.flatMap(({ name, lon, lat }, i) => {
    const camera = cameras[i]
    const there = camera !== undefined && Math.abs(camera.lon - lon) <= PACK_DEG && Math.abs(camera.lat - lat) <= PACK_DEG
    return there ? [] : [`${name} at ${lon}, ${lat} has become ${camera?.name} at ${camera?.lon}, ${camera?.lat}`]
  })
  if (moved.length > 0) throw new Error(`${moved.length} cameras stand elsewhere, first ${moved[0]}`)
}
