import { join } from 'node:path'
import type { Site } from '../../shared/site/types.ts'
import { assembleSite } from './assembleSite.ts'
import { checkSite } from './checkSite.ts'
import { useZone } from './hostZone.ts'
import { PMTILES_FILE, pmtilesFault, pmtilesOf, readPackBytes, versionOf } from './packFiles.ts'
import { readPack } from './pack.ts'
import { SitePackBroken, type Problem } from './problem.ts'

export interface LoadedSite {
  readonly site: Site
  /** Full path of the drawn base map. */
  readonly basemapFile: string
  /** Full path of the pack's own tiles, used instead of the drawn map; null when it has none. */
  readonly pmtilesFile: string | null
}

/**
 * Reads and checks the pack in `dir` (SITE-1). The process' own zone becomes the site's.
 * @throws SitePackBroken with everything that is wrong.
 */
export async function loadSite(dir: string): Promise<LoadedSite> {
  const { bytes, pack, problems } = await readAndCheck(dir)
  if (!pack || problems.length > 0) throw new SitePackBroken(dir, problems)
  const pmtilesFile = await pmtilesOf(dir)
  return { site: assembleSite(pack, await versionOf(bytes, pmtilesFile)), basemapFile: join(dir, 'basemap.geojson'), pmtilesFile }
}

/** Everything wrong with the pack in `dir`; none when it can be used. */
export async function checkPack(dir: string): Promise<readonly Problem[]> {
  return (await readAndCheck(dir)).problems
}

async function readAndCheck(dir: string) {
  const bytes = await readPackBytes(dir)
  const { pack, problems } = readPack(bytes)
  if (pack) useZone(pack.manifest.timeZone)
  const fault = await pmtilesFault(dir)
  const ofTiles: Problem[] = fault === null ? [] : [{ file: PMTILES_FILE, line: null, field: '', reason: fault }]
  return { bytes, pack, problems: [...problems, ...(pack ? checkSite(pack) : []), ...ofTiles] }
}

export { SitePackBroken, type Problem }
