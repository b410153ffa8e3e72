import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ARTICLE_LIMITS_MS } from '../../shared/clock/stages.ts'
import { smallPackTexts, type PackTexts } from '../../tests/support/sitePack.ts'
import { checkPack, loadSite } from './loadSite.ts'
import { describeProblem, SitePackBroken } from './problem.ts'

const RUYI_LAKE = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))

let dir: string
beforeEach(async () => { dir = await mkdtemp(join(tmpdir(), 'site-')) })
afterEach(() => rm(dir, { recursive: true, force: true }))

async function write(texts: PackTexts): Promise<void> {
  for (const [name, text] of Object.entries(texts)) await writeFile(join(dir, name), text)
}

describe('SITE-1 a pack is read at boot', () => {
  it('loads the committed pack', async () => {
    const { site, basemapFile, pmtilesFile } = await loadSite(RUYI_LAKE)
    expect([
      site.grids.length,
      site.posts.length,
      site.routes.length,
      site.teams.length,
      site.cameras.length,
    ]).toEqual([6, 12, 10, 10, 2197])
    expect(site.limits).toEqual(ARTICLE_LIMITS_MS)
    expect(basemapFile).toBe(join(RUYI_LAKE, 'basemap.geojson'))
    expect(pmtilesFile).toBeNull()
  })

  it('gives the same version for the same content and another one for any change of any file', async () => {
    await write(smallPackTexts())
    const first = (await loadSite(dir)).site.version
    expect(first).toMatch(/^[0-9a-f]{16}$/)
    expect((await loadSite(dir)).site.version).toBe(first)
    await write(smallPackTexts(({ teams }) => { teams[0]!.size = 5 }))
    const second = (await loadSite(dir)).site.version
    await writeFile(join(dir, 'basemap.pmtiles'), 'PMTiles\u0003 and the rest')
    const third = await loadSite(dir)
    expect(new Set([first, second, third.site.version]).size).toBe(3)
    expect(third.pmtilesFile).toBe(join(dir, 'basemap.pmtiles'))
  })

  it('refuses a broken pack with the whole list', async () => {
    await write(smallPackTexts(({ teams, cameras }) => {
      teams[0]!.route = 'R9'
      cameras.push('C4,丁,road,G9,V1,113.722,34.772')
    }))
    const refusal = await loadSite(dir).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(SitePackBroken)
    expect((refusal as SitePackBroken).problems.map(({ file }) => file)).toEqual(['teams.json', 'cameras.csv'])
    expect((refusal as SitePackBroken).message).toContain('cameras.csv:5 grid: unknown grid “G9”')
  })

  for (const [what, content] of [
    ['text', 'tiles and more'], ['an empty file', ''], ['an archive of version 2', 'PMTiles\u0002'], ['a cut-off start', 'PMTiles'],
  ] as const) {
    it(`refuses ${what} as the tiles`, async () => {
      await write(smallPackTexts())
      await writeFile(join(dir, 'basemap.pmtiles'), content)
      expect((await checkPack(dir)).map(describeProblem)).toEqual(['basemap.pmtiles: is no PMTiles archive of version 3'])
      await expect(loadSite(dir)).rejects.toThrow(SitePackBroken)
    })
  }

  for (const file of ['site.json', 'cameras.csv', 'basemap.geojson', 'basemap.pmtiles']) {
    it(`tells that ${file} is a folder`, async () => {
      await write(smallPackTexts())
      await rm(join(dir, file), { force: true })
      await mkdir(join(dir, file))
      expect((await checkPack(dir)).map(describeProblem)).toEqual([`${file}: is a folder, not a file`])
      await expect(loadSite(dir)).rejects.toThrow(SitePackBroken)
    })
  }

  it('tells that a file cannot be read', async () => {
    await write(smallPackTexts())
    await rm(join(dir, 'cameras.csv'))
    await symlink('cameras.csv', join(dir, 'cameras.csv'))
    expect((await checkPack(dir)).map(describeProblem)).toEqual(['cameras.csv: cannot be read (ELOOP)'])
  })

  it('refuses an empty folder, naming every file', async () => {
    const refusal = await loadSite(dir).catch((error: unknown) => error)
    expect((refusal as SitePackBroken).problems).toHaveLength(7)
  })
})
