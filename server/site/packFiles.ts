import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RESOURCE_COLUMNS } from '../../shared/site/schema.ts'

/** Files of a pack, in the order in which problems are told. Posts, routes, teams and cameras may be empty; those of `WITHOUT_FILE` may be missing. */
export const PACK_FILES = [
  'site.json',
  'grids.geojson',
  'posts.geojson',
  'routes.geojson',
  'teams.json',
  'cameras.csv',
  'basemap.geojson',
  'plans.json',
  'schemes.geojson',
  'resources.csv',
  'committee.json',
  'companies.json',
] as const
export type PackFileName = (typeof PACK_FILES)[number]

/** What a file says that need not be there. */
export const WITHOUT_FILE: Partial<Readonly<Record<PackFileName, string>>> = {
  'plans.json': '{"source":"none","plans":[]}',
  'schemes.geojson': '{"type":"FeatureCollection","features":[]}',
  'resources.csv': `${RESOURCE_COLUMNS.join(',')}\n`,
  'committee.json': '{"source":"none","members":0,"instructors":0,"branches":[],"units":[]}',
  'companies.json': '{"source":"none","companies":[]}',
}

/** Used instead of the drawn base map when it is there. */
export const PMTILES_FILE = 'basemap.pmtiles'

/** Magic number and version of a PMTiles archive (PMTiles specification, version 3, section 3). */
const PMTILES_START = Buffer.from('PMTiles\u0003', 'latin1')

const VERSION_DIGITS = 16

/** A file that is there and cannot be read, and why. */
export interface Unreadable {
  readonly unreadable: string
}

/** The bytes of each file of a pack; null where it is missing. */
export type PackBytes = Readonly<Record<PackFileName, Buffer | Unreadable | null>>

export async function readPackBytes(dir: string): Promise<PackBytes> {
  const entries = await Promise.all(PACK_FILES.map(async (name) => [name, await readIfThere(join(dir, name))] as const))
  return Object.fromEntries(entries) as PackBytes
}

/** Full path of the pack's tiles, null when it has none. */
export async function pmtilesOf(dir: string): Promise<string | null> {
  const path = join(dir, PMTILES_FILE)
  return stat(path).then((found) => (found.isFile() ? path : null), whenMissing)
}

/** Digest of all that a pack holds: the first 16 hexadecimal digits of a SHA-256. */
export async function versionOf(bytes: PackBytes, pmtilesFile: string | null): Promise<string> {
  const digest = createHash('sha256')
  for (const name of PACK_FILES) {
    const content = bytes[name]
    const isRead = Buffer.isBuffer(content)
    if (content === null && WITHOUT_FILE[name] !== undefined) continue
    digest.update(`${name}\0${isRead ? content.length : -1}\0`)
    if (isRead) digest.update(content)
  }
  if (pmtilesFile !== null) {
    digest.update(`${PMTILES_FILE}\0`)
    for await (const chunk of createReadStream(pmtilesFile)) digest.update(chunk as Buffer)
  }
  return digest.digest('hex').slice(0, VERSION_DIGITS)
}

/** What is wrong with the pack's own tiles: null when they are a PMTiles archive of version 3, or not there. */
export async function pmtilesFault(dir: string): Promise<string | null> {
  try {
    const file = await open(join(dir, PMTILES_FILE))
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PMTILES_START.length), 0, PMTILES_START.length, 0)
      return bytesRead === PMTILES_START.length && buffer.equals(PMTILES_START) ? null : 'is no PMTiles archive of version 3'
    } finally {
      await file.close()
    }
  } catch (error) {
    return whenUnreadable(error)?.unreadable ?? null
  }
}

async function readIfThere(path: string): Promise<Buffer | Unreadable | null> {
  return readFile(path).catch(whenUnreadable)
}

function whenUnreadable(error: unknown): Unreadable | null {
  if (!(error instanceof Error && 'code' in error)) throw error
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  return { unreadable: error.code === 'EISDIR' ? 'is a folder, not a file' : `cannot be read (${String(error.code)})` }
}

function whenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}
