import { describe, expect, it } from 'vitest'
import type { SiteManifest } from '../../shared/site/schema.ts'
import { packTexts } from '../../sites/generator/packTexts.ts'
import { problemsOf, smallPackTexts, told, type PackTexts } from '../../tests/support/sitePack.ts'
import { fromWgs84, toWgs84, type ShiftedSystem } from './coordinateSystem.ts'

const SOUND = packTexts() as PackTexts

/** Every position in the text of a GeoJSON file, or in the last two columns of the table, as `system` would give it. */
function shifted(text: string, system: ShiftedSystem, which: (row: string) => boolean = () => true): string {
  const move = (lon: string, lat: string): string =>
    fromWgs84(system, [Number(lon), Number(lat)]).map((degrees) => degrees.toFixed(6)).join(',')
  return text.split('\n').map((row) =>
    (which(row) ? row.replace(/(11[34]\.\d+),(3[45]\.\d+)/g, (_, lon: string, lat: string) => move(lon, lat)) : row)).join('\n')
}

function withShifted(system: ShiftedSystem, ...files: (keyof PackTexts)[]): PackTexts {
  return { ...SOUND, ...Object.fromEntries(files.map((file) => [file, shifted(SOUND[file], system)])) }
}

const MISREAD = /looks like GCJ-02 read as WGS-84: 5[67]\d m off/

describe('SITE-5 a layer in the wrong system is named', () => {
  it('knows a landmark in both systems', () => {
    const [lon, lat] = toWgs84('GCJ02', [113.727292, 34.770915])
    expect([lon.toFixed(6), lat.toFixed(6)]).toEqual(['113.721107', '34.771916'])
  })

  it('finds nothing wrong with the committed pack', () => {
    expect(told(problemsOf(SOUND))).toEqual([])
  })

  for (const file of ['cameras.csv', 'posts.geojson', 'routes.geojson', 'grids.geojson', 'basemap.geojson'] as const) {
    it(`names ${file} when it alone is in GCJ-02, and nothing else`, () => {
      const problems = problemsOf(withShifted('GCJ02', file))
      expect(told(problems)).toEqual([expect.stringMatching(MISREAD)])
      expect(problems[0]!.file).toBe(file)
    })
  }

  it('names cameras in BD-09 as such', () => {
    expect(told(problemsOf(withShifted('BD09', 'cameras.csv')))).toEqual([
      expect.stringMatching(/^cameras\.csv crs: looks like BD-09 read as WGS-84: 1\d\d\d m off$/),
    ])
  })

  it('names every layer when the whole pack is in GCJ-02', () => {
    const files = ['grids.geojson', 'posts.geojson', 'routes.geojson', 'cameras.csv', 'basemap.geojson'] as const
    const problems = problemsOf(withShifted('GCJ02', ...files))
    expect(problems.map(({ file }) => file)).toEqual(files)
    expect(told(problems).every((line) => MISREAD.test(line))).toBe(true)
  })

  it('names the whole pack when its bounds, view and control points were moved too', () => {
    const site = JSON.parse(SOUND['site.json']) as SiteManifest
    const move = ([lon, lat]: readonly number[]): number[] => [...fromWgs84('GCJ02', [lon!, lat!])]
    site.bounds = [...move(site.bounds.slice(0, 2)), ...move(site.bounds.slice(2))]
    site.view.centre = move(site.view.centre)
    for (const point of site.controlPoints!) point.wgs84 = move(point.wgs84)
    const texts = {
      ...withShifted('GCJ02', 'grids.geojson', 'posts.geojson', 'routes.geojson', 'cameras.csv', 'basemap.geojson'),
      'site.json': JSON.stringify(site, null, 1),
    }
    const problems = problemsOf(texts)
    expect(told(problems)).toContainEqual(expect.stringMatching(/^site\.json crs: looks like GCJ-02 read as WGS-84/))
    expect(new Set(problems.map(({ file }) => file)).size).toBe(6)
  })

  const WIDE = [113.69, 34.75, 113.76, 34.80]
  const ONE_SIDE = ['grids.geojson', 'cameras.csv', 'posts.geojson'] as const
  const EMPTY = { type: 'FeatureCollection', features: [] }

  function withSite(texts: PackTexts, change: (site: SiteManifest) => void): PackTexts {
    const site = JSON.parse(texts['site.json']) as SiteManifest
    change(site)
    return { ...texts, 'site.json': JSON.stringify(site, null, 1) }
  }

  function without(texts: PackTexts, ...files: ('basemap.geojson' | 'routes.geojson')[]): PackTexts {
    const empty = Object.fromEntries(files.map((file) => [file, JSON.stringify(EMPTY)]))
    return { ...texts, ...empty, ...(files.includes('routes.geojson') ? { 'teams.json': '[]' } : {}) }
  }

  const misreadFiles = (texts: PackTexts): Set<string> =>
    new Set(problemsOf(texts).filter(({ reason }) => reason.startsWith('looks like')).map(({ file }) => file))

  for (const system of ['GCJ02', 'BD09'] as const) {
    const wide = withSite(withShifted(system, ...ONE_SIDE), (site) => { site.bounds = WIDE })

    it(`names grids, posts and cameras in ${system} though the bounds hold both systems, and nothing else`, () => {
      const problems = problemsOf(wide)
      expect(problems.map(({ file }) => file)).toEqual(['grids.geojson', 'posts.geojson', 'cameras.csv'])
      expect(problems.every(({ field }) => field === 'crs')).toBe(true)
    })

    it(`does so in ${system} by the view alone`, () => {
      const bare = withSite(without(wide, 'basemap.geojson', 'routes.geojson'), (site) => { delete site.controlPoints })
      expect(misreadFiles(bare)).toEqual(new Set(ONE_SIDE))
    })

    it(`does so in ${system} by the routes alone`, () => {
      const bare = withSite(without(wide, 'basemap.geojson'), (site) => {
        delete site.controlPoints
        site.view.centre = [113.75, 34.76]
      })
      expect(misreadFiles(bare)).toEqual(new Set(ONE_SIDE))
    })

    it(`does so in ${system} by the base map alone`, () => {
      const bare = withSite(without(wide, 'routes.geojson'), (site) => {
        delete site.controlPoints
        site.view.centre = [113.75, 34.76]
      })
      expect(misreadFiles(bare)).toEqual(new Set(ONE_SIDE))
    })

    const allMoved = withSite(
      withShifted(system, ...ONE_SIDE, 'routes.geojson', 'basemap.geojson'),
      (site) => {
        const move = ([lon, lat]: readonly number[]): number[] => [...fromWgs84(system, [lon!, lat!])]
        site.bounds = [...move(site.bounds.slice(0, 2)), ...move(site.bounds.slice(2))]
        site.view.centre = move(site.view.centre)
      },
    )

    it(`names every layer in ${system} and the bounds when only the control points were left`, () => {
      expect(misreadFiles(allMoved)).toEqual(new Set([...ONE_SIDE, 'routes.geojson', 'basemap.geojson', 'site.json']))
    })

    it(`names grids, posts, cameras in ${system} by the control points alone`, () => {
      expect(misreadFiles(without(allMoved, 'basemap.geojson', 'routes.geojson'))).toEqual(new Set([...ONE_SIDE, 'site.json']))
    })
  }

  it('takes a view anywhere when the base map is known to go with the grids', () => {
    const [lon, lat] = toWgs84('GCJ02', [113.7207, 34.77372])
    const texts = withSite(SOUND, (site) => { site.view.centre = [lon, lat] })
    expect(told(problemsOf(texts))).toEqual([])
  })

  it('takes a view at the other side, at half the shift or far off without any other anchor', () => {
    for (const centre of [[113.727, 34.7727], [113.7176, 34.7742], [113.7207, 34.779], [113.7207, 34.768], [113.71, 34.765]]) {
      const texts = withSite(without(SOUND, 'basemap.geojson', 'routes.geojson'), (site) => {
        delete site.controlPoints
        site.bounds = WIDE
        site.view.centre = centre
      })
      expect(told(problemsOf(texts))).toEqual([])
    }
  })

  it('does not take cameras in a small gap beside their grid for another system', () => {
    const camera = (index: number): string => `C${index + 4},丁,road,G1,V1,113.7195,${34.772 + index / 1000}`
    const problems = problemsOf(smallPackTexts(({ site, cameras }) => {
      site.bounds = [113.71, 34.77, 113.74, 34.78]
      cameras.push(camera(0), camera(1), camera(2))
    }))
    expect(told(problems)).toEqual([5, 6, 7].map((line) => `cameras.csv:${line} lon, lat: lies outside every grid, not in G1 as it says`))
  })

  it('names both systems for a camera that either would put into its grid', () => {
    const problems = problemsOf(smallPackTexts(({ site, cameras }) => {
      site.bounds = [113.71, 34.76, 113.76, 34.79]
      cameras.push('C4,丁,road,G2,V1,113.745,34.778')
    }))
    expect(told(problems)).toEqual([
      'cameras.csv:5 lon, lat: lies outside every grid, not in G2 as it says (read as GCJ-02 or BD-09 it would lie in G2)',
    ])
  })

  it('hints at BD-09 for cameras of which GCJ-02 explains only some', () => {
    const rows = SOUND['cameras.csv'].split('\n').map((row, index) => (index % 30 === 1 ? shifted(row, 'BD09') : row))
    const hints = told(problemsOf({ ...SOUND, 'cameras.csv': rows.join('\n') })).filter((line) => line.includes('read as'))
    expect(hints.length).toBeGreaterThan(20)
    expect(hints.filter((line) => !line.includes('(read as BD-09 it'))).toEqual([])
  })

  it('names the cameras of one platform when only they are in GCJ-02', () => {
    const texts = { ...SOUND, 'cameras.csv': shifted(SOUND['cameras.csv'], 'GCJ02', (row) => row.includes(',V4,')) }
    expect(told(problemsOf(texts))).toEqual([expect.stringMatching(/^cameras\.csv:\d+ lon, lat: the 148 cameras of V4: looks like GCJ-02/)])
  })

  it('hints at the system of a single camera', () => {
    const rows = SOUND['cameras.csv'].split('\n')
    const hinted = rows.slice(1, 8).flatMap((row, index) => {
      const cameras = rows.map((other) => (other === row ? shifted(row, 'GCJ02') : other)).join('\n')
      return told(problemsOf({ ...SOUND, 'cameras.csv': cameras })).map((line) => ({ line, at: index + 2, grid: row.split(',')[3] }))
    })
    expect(hinted.length).toBeGreaterThan(0)
    for (const { line, at, grid } of hinted) {
      expect(line).toMatch(new RegExp(`^cameras\\.csv:${at} lon, lat: lies (in grid G\\d|outside every grid), not in ${grid} as it says `))
      expect(line).toContain(`(read as GCJ-02 it would lie in ${grid})`)
    }
  })
})
