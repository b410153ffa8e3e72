import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Files every pack has, in the order in which problems are told. Posts, routes, teams and cameras may be empty. */
export const PACK_FILES = [
  'site.json',
  'grids.geojson',
  'posts.geojson',
  'routes.geojson',
  'teams.json',
  'cameras.csv',
  'basemap.geojson',
] as const
export type PackFileName = (typeof PACK_FILES)[number]

/** Used instead of the drawn base map when it is there. */
export const PMTILES_FILE = 'basemap.pmtiles'

const VERSION_DIGITS = 16

/** The bytes of each file of a pack; null where it is missing. */
export type PackBytes = Readonly<Record<PackFileName, Buffer | null>>

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
    digest.update(`${name}\0${content?.length ?? -1}\0`)
    if (content) digest.update(content)
  }
  if (pmtilesFile !== null) {
    digest.update(`${PMTILES_FILE}\0`)
    for await (const chunk of createReadStream(pmtilesFile)) digest.update(chunk as Buffer)
  }
  return digest.digest('hex').slice(0, VERSION_DIGITS)
}

async function readIfThere(path: string): Promise<Buffer | null> {
  return readFile(path).catch(whenMissing)
}

function whenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}
