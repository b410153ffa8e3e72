import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallPackTexts } from '../../tests/support/sitePack.ts'
import { PACK_FILES } from './packFiles.ts'
import { runSiteCommand } from './cli.ts'
import { fromWgs84 } from './coordinateSystem.ts'
import { loadSite } from './loadSite.ts'

let dir: string
let pack: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'site-cli-'))
  pack = join(dir, 'pack')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function newPack(): Promise<void> {
  expect((await runSiteCommand(['new', pack, '--name', '郑东', '--name-en', 'Zhengdong', '--bbox', '113.7,34.75,113.74,34.79'])).code).toBe(0)
}

async function importing(content: string | Uint8Array, ...args: string[]) {
  const file = join(dir, 'inventory')
  await writeFile(file, content)
  const columns = args.includes('--columns') ? [] : ['--columns', 'id=编号,name=名称,lon=经度,lat=纬度']
  const crs = args.includes('--crs') ? [] : ['--crs', 'WGS84']
  const { code, lines } = await runSiteCommand(['import', 'cameras', file, '--into', pack, ...columns, ...crs, ...args])
  return { code, lines: lines.map((line) => line.replaceAll(dir, '')) }
}

const camerasOf = async (): Promise<string[]> => (await readFile(join(pack, 'cameras.csv'), 'utf8')).trim().split('\n').slice(1)

describe('SITE-8 a new pack is sound at once', () => {
  it('passes its own check, covers the box with one grid and is loaded', async () => {
    await newPack()
    expect(await runSiteCommand(['check', pack])).toEqual({
      code: 0,
      lines: [expect.stringContaining('is well: 1 grids, 0 posts, 0 routes, 0 teams, 0 cameras')],
    })
    const { site } = await loadSite(pack)
    expect([site.id, site.name, site.bounds]).toEqual(['pack', { zh: '郑东', en: 'Zhengdong' }, [113.7, 34.75, 113.74, 34.79]])
  })

  it('takes a box as large as a country west of Greenwich', async () => {
    expect(
      (await runSiteCommand(['new', pack, '--name', 'US', '--bbox', '-160,25,-70,70', '--time-zone', 'America/New_York'])).code,
    ).toBe(0)
    expect((await runSiteCommand(['check', pack])).code).toBe(0)
    const world = join(dir, 'world')
    expect((await runSiteCommand(['new', world, '--name', 'x', '--bbox', '-180,-90,180,90'])).code).toBe(0)
    expect((await runSiteCommand(['check', world])).code).toBe(0)
  })

  it('never writes over something, and refuses a box that is none', async () => {
    await newPack()
    expect((await runSiteCommand(['new', pack, '--name', 'x', '--bbox', '113.7,34.75,113.74,34.79'])).code).toBe(2)
    const other = join(dir, 'other')
    for (const bbox of ['113.74,34.75,113.7,34.79', '113.7,34.75,113.7,34.79', '113.7,34.75,113.74', '1,2,3,x', '', '113.7,34.75,113.74,95']) {
      const { code, lines } = await runSiteCommand(['new', other, '--name', 'x', '--bbox', bbox])
      expect(code).toBe(2)
      expect(lines[0]).toMatch(/^--bbox /)
    }
    expect((await runSiteCommand(['new', other, '--bbox', '113.7,34.75,113.74,34.79'])).code).toBe(2)
    expect(await readdir(dir)).toEqual(['pack'])
  })
})

describe('SITE-1 check on the command line', () => {
  it('ends with 1 and the list for a broken pack, with 2 without a folder', async () => {
    await newPack()
    await writeFile(join(pack, 'cameras.csv'), 'id,name,kind,grid,platform,lon,lat\nC1,甲,road,G7,V1,113.72,34.77\n')
    expect(await runSiteCommand(['check', pack])).toEqual({
      code: 1,
      lines: ['cameras.csv:2 grid: unknown grid “G7”', `${pack}: 1 problem(s)`],
    })
    expect((await runSiteCommand(['check', join(dir, 'nowhere')])).code).toBe(2)
    expect((await runSiteCommand(['check'])).code).toBe(2)
    expect((await runSiteCommand(['frobnicate'])).code).toBe(2)
    expect((await runSiteCommand(['--help'])).code).toBe(0)
  })
})

describe('SITE-6 import writes nothing unless all is said', () => {
  const CSV = '编号,名称,经度,纬度\nA1,东门,113.72,34.77\nA2,西门,113.71,34.76\n'

  beforeEach(newPack)

  it('only reports without --write, and writes with it', async () => {
    const dry = await importing(CSV)
    expect(dry.code).toBe(0)
    expect(dry.lines).toEqual([
      '/inventory: CSV, utf-8, delimiter comma, read as WGS-84',
      '2 rows: 2 usable, 0 rejected',
      '  grid G1: 2',
      'Nothing was written (no --write).',
    ])
    expect(await camerasOf()).toEqual([])
    expect((await importing(CSV, '--write')).code).toBe(0)
    expect(await camerasOf()).toEqual(['A1,东门,other,G1,V1,113.72,34.77', 'A2,西门,other,G1,V1,113.71,34.76'])
    expect((await runSiteCommand(['check', pack])).code).toBe(0)
    expect(await readdir(pack)).toHaveLength(PACK_FILES.length)
  })

  it('refuses to guess the system or the columns', async () => {
    const file = join(dir, 'inventory')
    await writeFile(file, CSV)
    const told = async (...args: string[]) => (await runSiteCommand(['import', 'cameras', file, ...args]))
    expect(await told('--into', pack, '--columns', 'id=编号,name=名称,lon=经度,lat=纬度')).toMatchObject({
      code: 2,
      lines: expect.arrayContaining([expect.stringContaining('--crs is missing')]),
    })
    expect(await told('--into', pack, '--crs', 'WGS84', '--columns', 'id=编号,lon=经度,lat=纬度')).toMatchObject({
      code: 2,
      lines: expect.arrayContaining([expect.stringContaining('does not say which column is name. The file has: 编号, 名称, 经度, 纬度.')]),
    })
    expect(await told('--into', pack, '--crs', 'WGS84', '--columns', 'id=编号,name=名字,lon=经度,lat=纬度')).toMatchObject({
      code: 2,
      lines: expect.arrayContaining([expect.stringContaining('There is no column “名字” for name.')]),
    })
    expect(await told('--crs', 'WGS84', '--columns', 'id=编号,name=名称,lon=经度,lat=纬度')).toMatchObject({ code: 2 })
    expect(await told('--into', pack, '--crs', 'MERCATOR', '--columns', 'id=编号,name=名称,lon=经度,lat=纬度')).toMatchObject({ code: 2 })
  })

  for (const [crs, name] of [['GCJ02', 'GCJ-02'], ['BD09', 'BD-09']] as const) {
    it(`brings ${name} to WGS-84`, async () => {
      const [lon, lat] = fromWgs84(crs, [113.721107, 34.771916])
      expect((await importing(`编号,名称,经度,纬度\nA1,千玺广场,${lon},${lat}\n`, '--crs', crs, '--write')).code).toBe(0)
      const [row] = await camerasOf()
      expect(Number(row!.split(',')[5])).toBeCloseTo(113.721107, 5)
      expect(Number(row!.split(',')[6])).toBeCloseTo(34.771916, 5)
    })
  }

  const rows = [['编号', '名称', '经度', '纬度'], ['A1', '东门', '113.72', '34.77']]
  const table = (delimiter: string, end = '\n'): string => rows.map((row) => row.join(delimiter)).join(end)
  const GBK = Uint8Array.from([
    [0xb1, 0xe0, 0xba, 0xc5], [0x2c], [0xc3, 0xfb, 0xb3, 0xc6], [0x2c], [0xbe, 0xad, 0xb6, 0xc8], [0x2c], [0xce, 0xb3, 0xb6, 0xc8],
    [...Buffer.from('\nA1,')], [0xb6, 0xab, 0xc3, 0xc5], [...Buffer.from(',113.72,34.77\n')],
  ].flat())
  const utf16 = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])
  for (const [what, content, said] of [
    ['UTF-8 with a byte order mark', `\uFEFF${table(',')}`, 'utf-8, delimiter comma'],
    ['GBK', GBK, 'gb18030, delimiter comma'],
    ['UTF-16, tabs and CRLF, as Excel writes it', utf16(table('\t', '\r\n')), 'utf-16le, delimiter tab'],
    ['semicolons', table(';', '\r\n'), 'utf-8, delimiter semicolon'],
  ] as const) {
    it(`reads ${what}`, async () => {
      const { code, lines } = await importing(content, '--write')
      expect(lines[0]).toContain(said)
      expect(code).toBe(0)
      expect(await camerasOf()).toEqual(['A1,东门,other,G1,V1,113.72,34.77'])
    })
  }

  it('tells every reject with its line and writes only once they are accepted', async () => {
    const bad = `${CSV}${[
      'A3,无坐标,,34.77', '', 'A4,界外,113.9,34.77', 'A5,颠倒,34.77,113.72', 'A6,度分秒,"113°43\'12""E",34.77', ',无编号,113.72,34.77',
      'A7,,113.72,34.77', 'A8,零点,0,0', 'A9,越界,113.72,134.77',
    ].join('\n')}\n`
    const { code, lines } = await importing(bad, '--write')
    expect(code).toBe(1)
    expect(lines.filter((line) => line.startsWith('rejected'))).toEqual([
      'rejected: line 4 lon: is missing',
      'rejected: line 6 lon, lat: 113.9, 34.77 lies outside the site\'s bounds',
      'rejected: line 7 lat: 113.72 is beyond ±90°: are longitude and latitude swapped?',
      'rejected: line 8 lon: “113°43\'12"E” is not a decimal number of degrees',
      'rejected: line 9 id: is missing',
      'rejected: line 10 name: is missing',
      'rejected: line 11 lon, lat: 0, 0 stands for no position',
      'rejected: line 12 lat: 134.77 is beyond ±90°',
    ])
    expect(await camerasOf()).toEqual([])
    expect((await importing(bad, '--write', '--accept-rejects')).code).toBe(0)
    expect(await camerasOf()).toHaveLength(2)
  })

  const TWINS = '编号,名称,经度,纬度\nA1,东门,113.72,34.77\nA2,东门,113.72,34.77\nA3,东门球机,113.72,34.77\nA1,北门,113.73,34.77\n'

  it('tells what is the same and on which lines, and asks', async () => {
    const { code, lines } = await importing(TWINS, '--write')
    expect(code).toBe(1)
    expect(lines).toEqual(expect.arrayContaining([
      'duplicates, same id: 1 groups, 2 rows', '  lines 2, 5: A1',
      'duplicates, same name and place: 1 groups, 2 rows', '  lines 2, 3: 东门 @ 113.72, 34.77',
      'duplicates, same place: 1 groups, 3 rows', '  lines 2, 3, 4: 113.72, 34.77',
    ]))
    expect(await camerasOf()).toEqual([])
  })

  it('keeps all but repeated ids with keep, and drops those of one name and place with drop', async () => {
    await importing(TWINS, '--write', '--duplicates', 'keep')
    expect((await camerasOf()).map((row) => row.split(',')[0])).toEqual(['A1', 'A2', 'A3'])
    await importing(TWINS, '--write', '--duplicates', 'drop', '--existing', 'replace')
    expect((await camerasOf()).map((row) => row.split(',')[0])).toEqual(['A1', 'A3'])
  })

  it('asks what to do with cameras that are there, keeps or replaces them', async () => {
    await importing(CSV, '--write')
    const more = '编号,名称,经度,纬度\nA2,西门,113.71,34.76\nA9,南门,113.715,34.765\n'
    expect((await importing(more, '--write')).code).toBe(1)
    const kept = await importing(more, '--write', '--existing', 'keep', '--duplicates', 'drop')
    expect(kept.lines).toContain('  lines 2: A2 (in the pack already as A2)')
    expect((await camerasOf()).map((row) => row.split(',')[0])).toEqual(['A1', 'A2', 'A9'])
    await importing(more, '--write', '--existing', 'replace')
    expect((await camerasOf()).map((row) => row.split(',')[0])).toEqual(['A2', 'A9'])
  })

  it('makes ids of lines, reads kinds in both languages and counts those it does not know', async () => {
    const { lines } = await importing(
      '名称,类型,lon,lat\n甲,路口,113.72,34.77\n"乙\n门,二",Road,113.71,34.76\n丙,球机,113.73,34.76\n',
      '--columns',
      'id=line,name=名称,kind=类型,lon=lon,lat=lat',
      '--write',
    )
    expect(lines).toContain('  kind “球机” is not known here: 1 become “other”')
    expect(await camerasOf()).toEqual([
      'L2,甲,crossing,G1,V1,113.72,34.77',
      'L3,"乙 门,二",road,G1,V1,113.71,34.76',
      'L5,丙,other,G1,V1,113.73,34.76',
    ])
  })

  it('refuses a decimal comma with the way out, and takes it when told', async () => {
    const comma = '编号;名称;经度;纬度\nA1;东门;113,72;34,77\n'
    expect((await importing(comma)).lines).toContain('rejected: line 2 lon: “113,72” has a decimal comma: say --decimal comma')
    expect((await importing(comma, '--decimal', 'comma', '--write')).code).toBe(0)
    expect(await camerasOf()).toEqual(['A1,东门,other,G1,V1,113.72,34.77'])
  })

  it('reads GeoJSON points, by feature, and rejects other shapes', async () => {
    const feature = (id: number, coordinates: unknown, type = 'Point') =>
      ({ type: 'Feature', id, properties: { 名称: `门${id}` }, geometry: { type, coordinates } })
    const content = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        feature(1, [113.72, 34.77]),
        feature(2, [[113.72, 34.77], [113.73, 34.77]], 'LineString'),
        feature(3, [113.71, 34.76, 12]),
      ],
    })
    const { code, lines } = await importing(content, '--columns', 'id=@id,name=名称', '--write', '--accept-rejects')
    expect(lines).toContain('rejected: feature 2 (line 1) geometry: is a LineString, not a Point')
    expect(code).toBe(0)
    expect(await camerasOf()).toEqual(['1,门1,other,G1,V1,113.72,34.77', '3,门3,other,G1,V1,113.71,34.76'])
  })

  it('says so when the rows would fit in another system', async () => {
    await rm(pack, { recursive: true })
    await runSiteCommand(['new', pack, '--name', 'x', '--bbox', '113.7205,34.7715,113.7235,34.7735'])
    const gcj = [[113.721, 34.772], [113.722, 34.773]].map(([lon, lat], index) =>
      `A${index},门${index},${fromWgs84('GCJ02', [lon!, lat!]).join()}`)
    const { lines } = await importing(['编号,名称,经度,纬度', ...gcj].join('\n'))
    expect(lines).toContain('The misplaced rows lie inside the grids when read with --crs GCJ02: is WGS-84 right?')
  })

  it('writes nothing while another system fits better, until told that this one is sure', async () => {
    await rm(pack, { recursive: true })
    await runSiteCommand(['new', pack, '--name', 'x', '--bbox', '113.7205,34.7715,113.7235,34.7735'])
    const gcj = [[113.721, 34.772], [113.722, 34.773]].map(([lon, lat], index) =>
      `A${index},门${index},${fromWgs84('GCJ02', [lon!, lat!]).join()}`)
    const content = ['编号,名称,经度,纬度', 'A9,东门,113.722,34.772', ...gcj].join('\n')
    const refused = await importing(content, '--write', '--accept-rejects')
    expect(refused.code).toBe(1)
    expect(refused.lines).toContain('To decide: is the file in WGS84? Say --crs GCJ02, or --crs-sure if WGS84 is right.')
    expect(await camerasOf()).toEqual([])
    expect((await importing(content, '--write', '--crs-sure')).code).toBe(1)
    expect(await camerasOf()).toEqual([])
    expect((await importing(content, '--write', '--accept-rejects', '--crs-sure')).code).toBe(0)
    expect(await camerasOf()).toEqual(['A9,东门,other,G1,V1,113.722,34.772'])
  })

  it('takes the grid a row names up to 5 m beyond its border, as check does', async () => {
    await rm(pack, { recursive: true })
    await mkdir(pack)
    for (const [name, text] of Object.entries(smallPackTexts())) await writeFile(join(pack, name), text)
    const content = (lon: number): string => `编号,名称,经度,纬度,网格\nA1,东门,${lon},34.775,G1\n`
    const run = (lon: number) => importing(
      content(lon), '--columns', 'id=编号,name=名称,lon=经度,lat=纬度,grid=网格', '--write', '--existing', 'replace',
    )
    expect((await run(113.73006)).lines).toContain('rejected: line 2 grid: lies in G2, not in “G1” as it says')
    expect((await run(113.73005)).code).toBe(0)
    expect(await camerasOf()).toEqual(['A1,东门,other,G1,V1,113.73005,34.775'])
    expect((await runSiteCommand(['check', pack])).code).toBe(0)
  })

  it('refuses what is no table and no GeoJSON, and a pack that is not sound', async () => {
    expect((await importing('')).code).toBe(2)
    expect((await importing('{"type": "Topology"}')).code).toBe(2)
    expect((await importing('编号,名称,经度,纬度\n"A1,东门,113.72,34.77\n')).code).toBe(2)
    expect((await importing(Uint8Array.from([0xff, 0xff, 0xff, 0x80]))).code).toBe(2)
    await writeFile(join(pack, 'teams.json'), '[')
    expect((await importing(CSV, '--write')).code).toBe(1)
    expect(await camerasOf()).toEqual([])
  })
})
