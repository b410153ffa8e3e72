import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Site } from '../../shared/site/types.ts'
import { sumOf, withServerAndBroker, type BoardPosition, type CommandServer } from './commandServer.ts'
import { publish, type Broker } from './mosquitto.ts'
import { assertSame, until, type Tally } from './tally.ts'
import { lookAtWall } from './wallInBrowser.ts'

interface Fix {
  readonly unit: string
  readonly lon: number
  readonly lat: number
  readonly fixAt: number
}

const SECOND_MS = 1_000
const TAKEN_WITHIN_MS = 60_000
/** Positions are kept to 1e-7 degrees: what was sent may differ by half of that. */
const EXACT_DEG = 0.5e-7 + 1e-12

/** Walks by unit, in the order of the file, each ending now. @throws Error when the columns are others */
export async function readWalks(file: string, now: number): Promise<Map<string, Fix[]>> {
  const options = { columns: true, bom: true, skip_empty_lines: true, trim: true } as const
  const rows = parse(await readFile(file, 'utf8'), options) as Record<string, string>[]
  const walks = new Map<string, (Fix & { elapsed: number })[]>()
  for (const { unit = '', elapsed_s, lon, lat } of rows) {
    const fix = { unit, lon: Number(lon), lat: Number(lat), fixAt: 0, elapsed: Number(elapsed_s) }
    const whole = unit !== '' && [fix.lon, fix.lat, fix.elapsed].every(Number.isFinite)
    if (!whole) throw new Error(`${file} needs the columns unit, elapsed_s, lon, lat in every row`)
    walks.set(unit, [...(walks.get(unit) ?? []), fix])
  }
  return new Map([...walks].map(([unit, fixes]) => [unit, endingAt(fixes, now)]))
}

function endingAt(fixes: readonly (Fix & { readonly elapsed: number })[], now: number): Fix[] {
  const end = fixes.reduce((last, { elapsed }) => Math.max(last, elapsed), 0)
  return fixes.map(({ elapsed, ...fix }) => ({ ...fix, fixAt: Math.round(now - (end - elapsed) * SECOND_MS) }))
}

/** Where each walk ends: its newest fix within the bounds, the first of several at that moment. */
function endsOf(walks: ReadonlyMap<string, readonly Fix[]>, { bounds: [west, south, east, north] }: Site): Map<string, Fix> {
  const ends = new Map<string, Fix>()
  for (const fix of [...walks.values()].flat()) {
    const inside = fix.lon >= west && fix.lon <= east && fix.lat >= south && fix.lat <= north
    if (inside && fix.fixAt > (ends.get(fix.unit)?.fixAt ?? -Infinity)) ends.set(fix.unit, fix)
  }
  return ends
}

/** The real walks in `file`, published by real clients through a real broker, end as markers at their last fixes. */
export async function checkWalks(tally: Tally, file: string, siteDir: string): Promise<void> {
  await tally.group(file, () =>
    withServerAndBroker(siteDir, async (server, broker) => {
      const site = await server.site()
      const walks = await readWalks(file, Date.now())
      const ends = endsOf(walks, site)
      const name = basename(file)
      const published = `${name}: published by mosquitto_pub, all of it counted`
      if (!(await tally.check(published, () => publishWalks(server, site, walks, broker)))) return
      await tally.check(`${name}: /api/v1/board has ${ends.size} teams at their last fixes`, async () => {
        assertEnds(ends, (await server.board()).positions)
      })
      await tally.check(`${name}: /wall in a real browser shows ${ends.size} markers there`, () => assertShown(ends, site, server))
    }),
  )
}

async function publishWalks({ counted }: CommandServer, site: Site, walks: ReadonlyMap<string, Fix[]>, broker: Broker): Promise<string> {
  const strangers = [...walks.keys()].filter((unit) => !site.teams.some(({ id }) => id === unit))
  if (strangers.length > 0) {
    throw new Error(`${walks.size} units walk, the site has ${site.teams.length} teams; it does not know ${strangers.join(', ')}`)
  }
  const total = [...walks.values()].reduce((sum, fixes) => sum + fixes.length, 0)
  await Promise.all([...walks.values()].map((fixes) => publish(broker, 'ruyi/v1/positions', fixes)))
  const counts = await until(`all ${total} fixes are counted`, TAKEN_WITHIN_MS, async () => {
    const found = await counted('positions')
    return sumOf(found) >= total ? found : null
  })
  return `${walks.size} walks, ${total} fixes: ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`
}

function assertEnds(ends: ReadonlyMap<string, Fix>, positions: readonly BoardPosition[]): void {
  assertSame('teams with a position', positions.map(({ unit }) => unit).sort(), [...ends.keys()].sort())
  for (const { unit, lon, lat, fixAt, source } of positions) {
    const end = ends.get(unit)
    assertSame(`time of the last fix of ${unit}`, fixAt, end?.fixAt)
    assertAt(unit, [lon, lat], end)
    assertSame(`source of ${unit}`, source, 'mqtt')
  }
}

function assertAt(what: string, [lon, lat]: readonly [number, number], end: Fix | undefined): void {
  if (end !== undefined && Math.abs(lon - end.lon) <= EXACT_DEG && Math.abs(lat - end.lat) <= EXACT_DEG) return
  throw new Error(`${what} is at ${lon}, ${lat}, its walk ends at ${end?.lon}, ${end?.lat}`)
}

async function assertShown(ends: ReadonlyMap<string, Fix>, site: Site, server: CommandServer): Promise<string> {
  const shown = await lookAtWall(server, [...ends.values()].map(({ lon, lat }) => [lon, lat]))
  assertSame('errors of the page', shown.errors, [])
  assertSame('teams of the roster with a position', Object.keys(shown.roster).sort(), [...ends.keys()].sort())
  assertSame('ends of walks where a disc is drawn', shown.drawnMarkers, ends.size)
  for (const [number, at] of Object.entries(shown.markers)) {
    const unit = site.teams[Number(number) - 1]?.id ?? ''
    assertAt(`the marker ${number}`, at, ends.get(unit))
  }
  assertSame('markers of the map', Object.keys(shown.markers).length, ends.size)
  return `markers ${Object.keys(shown.markers).join(', ')}`
}
