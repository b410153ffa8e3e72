import { describe, expect, it } from 'vitest'
import type { SiteManifest } from '../../shared/site/schema.ts'
import { packTexts } from '../../sites/generator/packTexts.ts'
import { problemsOf, told, type PackTexts } from '../../tests/support/sitePack.ts'
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
      expect.stringMatching(/^cameras\.csv: looks like BD-09 read as WGS-84: 1\d\d\d m off$/),
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
    expect(told(problems)).toContainEqual(expect.stringMatching(/^site\.json: looks like GCJ-02 read as WGS-84/))
    expect(new Set(problems.map(({ file }) => file)).size).toBe(6)
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
