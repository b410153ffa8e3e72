import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { freshness } from '../../shared/reading/freshness.ts'
import type { Site } from '../../shared/site/types.ts'
import { sumOf, withServerAndBroker, type BoardAnswer, type CommandServer } from './commandServer.ts'
import { publish } from './mosquitto.ts'
import { boxAround, mustRunSite } from './siteCommand.ts'
import { assertSame, until, type Tally } from './tally.ts'

interface Message {
  readonly _type?: string
  readonly topic?: string
  readonly tid?: string
  readonly lat?: number
  readonly lon?: number
  readonly tst?: number
}

type Location = Message & { readonly lat: number; readonly lon: number; readonly tst: number }

const SECOND_MS = 1_000
const TAKEN_WITHIN_MS = 15_000
const EXACT_DEG = 0.5e-7 + 1e-12

/** The tracker a message comes from, `user/device`: as its own topic says, else made of its short name. */
function trackerOf({ topic, tid = 'unnamed' }: Message): string {
  const [, user, device] = /^owntracks\/([^/]+)\/([^/]+)$/.exec(topic ?? '') ?? []
  return user === undefined || device === undefined ? `${tid}/phone` : `${user}/${device}`
}

/** What must come of the messages, by tracker: the newest fix, the first of several at that moment; and how many were not newer. */
function expectOf(locations: readonly Location[]): { readonly newest: Map<string, Location>; readonly stale: number } {
  const newest = new Map<string, Location>()
  let stale = 0
  for (const location of locations) {
    const held = newest.get(trackerOf(location))
    if (held !== undefined && location.tst <= held.tst) stale += 1
    else newest.set(trackerOf(location), location)
  }
  return { newest, stale }
}

/** A pack whose bounds hold all the places, with a team for each tracker. */
async function makePack(dir: string, locations: readonly Location[], trackers: readonly string[]): Promise<void> {
  await mustRunSite('new', dir, '--name', '真实输入', '--name-en', 'Real Input', '--bbox', boxAround(locations))
  const name = (text: string) => ({ zh: text, en: text })
  const line = locations.slice(0, 1).flatMap(({ lon, lat }) => [[lon, lat], [lon + 0.001, lat + 0.001]])
  const route = { id: 'R1', name: name('R1'), corridorM: 50, checkpoints: [] }
  const feature = { type: 'Feature', properties: route, geometry: { type: 'LineString', coordinates: line } }
  await writeFile(join(dir, 'routes.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
  const teams = trackers.map((tracker, i) => ({ id: `T${i + 1}`, name: name(`T${i + 1}`), route: 'R1', size: 1, trackers: [tracker] }))
  await writeFile(join(dir, 'teams.json'), JSON.stringify(teams))
  await mustRunSite('check', dir)
}

/** OwnTracks messages in `file` are taken in where they belong, and refused where they do not. */
export async function checkOwnTracks(tally: Tally, file: string, siteDir: string): Promise<void> {
  await tally.group(file, async () => {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
    const messages = (Array.isArray(parsed) ? parsed : [parsed]) as Message[]
    const locations = messages.filter((message): message is Location => message._type === 'location')
    if (locations.length === 0) throw new Error('holds no message of _type location')
    const folder = await mkdtemp(join(tmpdir(), 'owntracks-'))
    try {
      await checkTaken(tally, file, join(folder, 'pack'), messages, locations)
    } finally {
      await rm(folder, { recursive: true })
    }
    await checkRefused(tally, file, siteDir, locations)
  })
}

async function checkTaken(
  tally: Tally, file: string, pack: string, messages: readonly Message[], locations: readonly Location[],
): Promise<void> {
  const { newest, stale } = expectOf(locations)
  const trackers = [...newest.keys()]
  await makePack(pack, locations, trackers)
  await withServerAndBroker(pack, async (server, broker) => {
    for (const message of messages) await publish(broker, `owntracks/${trackerOf(message)}`, [message])
    await tally.check(`${basename(file)}: ${locations.length} locations counted, ${stale} of them stale`, async () => {
      const counts = await countedAll(server, 'positions', locations.length)
      assertSame('accepted, stale', [counts.get('accepted') ?? 0, counts.get('stale') ?? 0], [locations.length - stale, stale])
      const others = messages.length - locations.length
      assertSame('other messages left unread', (await server.counted('mqtt/owntracks')).get('ignored') ?? 0, others)
    })
    await tally.check(`${basename(file)}: ${newest.size} teams stand at their newest fix with its true age`, async () =>
      assertNewest(newest, trackers, await server.board(), await server.site()),
    )
  })
}

function assertNewest(newest: ReadonlyMap<string, Location>, trackers: readonly string[], board: BoardAnswer, site: Site): string {
  assertSame('teams with a position', board.positions.length, newest.size)
  return trackers
    .map((tracker, i) => {
      const { lat, lon, tst } = newest.get(tracker) as Location
      const found = board.positions.find(({ unit }) => unit === `T${i + 1}`)
      const fixAt = Math.round(tst * SECOND_MS)
      assertSame(`moment and age of ${tracker}`, [found?.fixAt, found?.ageMs], [fixAt, board.now - fixAt])
      assertSame(`freshness of ${tracker}`, found?.freshness, freshness(fixAt, board.now, site.positionIntervalMs))
      if (found === undefined || Math.abs(found.lon - lon) > EXACT_DEG || Math.abs(found.lat - lat) > EXACT_DEG) {
        throw new Error(`${tracker} is at ${found?.lon}, ${found?.lat}, its newest fix is at ${lon}, ${lat}`)
      }
      return `${tracker} ${found.freshness}, of ${new Date(fixAt).toISOString()}`
    })
    .join('; ')
}

/** On a site elsewhere the same places, said to be of its own teams, are refused and change nothing. */
async function checkRefused(tally: Tally, file: string, siteDir: string, locations: readonly Location[]): Promise<void> {
  await withServerAndBroker(siteDir, async (server, broker) => {
    const site = await server.site()
    const [west, south, east, north] = site.bounds
    const title = `${basename(file)}: refused on ${site.id} as outside its bounds`
    const team = site.teams[0]
    const outside = locations.filter(({ lon, lat }) => lon < west || lon > east || lat < south || lat > north)
    if (outside.length === 0 || team === undefined) return tally.skip(title, 'they lie within its bounds, or it has no team')
    await tally.check(title, async () => {
      await publish(broker, `owntracks/real/${team.id}`, outside)
      const counts = await countedAll(server, 'positions', outside.length)
      assertSame('counts', [...counts], [['outsideBounds', outside.length]])
      const { positions, health } = await server.board()
      assertSame('positions on the board', positions, [])
      assertSame('refusals told on the wall', health.refused, outside.length)
      return `${outside.length} refused`
    })
  })
}

function countedAll(server: CommandServer, door: string, total: number): Promise<ReadonlyMap<string, number>> {
  return until(`${total} inputs are counted at ${door}`, TAKEN_WITHIN_MS, async () => {
    const counts = await server.counted(door)
    return sumOf(counts) >= total ? counts : null
  })
}
