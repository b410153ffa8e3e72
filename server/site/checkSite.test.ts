import { describe, expect, it } from 'vitest'
import { DEFAULT_RESPONSE, type ResponseTable } from '../../shared/incident/response.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import { lineOf, problemsOf, smallPackTexts, told, type SmallPack } from '../../tests/support/sitePack.ts'

function problemsAfter(change: (pack: SmallPack) => void): string[] {
  return told(problemsOf(smallPackTexts(change)))
}

describe('SITE-1 a sound pack has no problem, a broken one tells file, line, field and reason', () => {
  it('finds nothing wrong with a sound pack', () => {
    expect(problemsAfter(() => {})).toEqual([])
  })

  it('names the unknown grid of a camera and its line', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C4,丁,road,G9,V1,113.722,34.772')),
    ).toEqual(['cameras.csv:5 grid: unknown grid “G9”'])
  })

  it('names the unknown platform of a camera', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C4,丁,road,G1,V9,113.722,34.772')),
    ).toEqual(['cameras.csv:5 platform: unknown platform “V9”'])
  })

  it('names the unknown grid of a post and the line it stands on', () => {
    const texts = smallPackTexts(({ posts }) => { posts.features[1]!.properties.grid = 'G7' })
    const line = lineOf(texts['posts.geojson'], '"G7"')
    expect(told(problemsOf(texts))).toEqual([`posts.geojson:${line} features[1].properties.grid: unknown grid “G7”`])
  })

  it('names the unknown route of a team', () => {
    expect(problemsAfter(({ teams }) => { teams[0]!.route = 'R9' })).toEqual(['teams.json:8 [0].route: unknown route “R9”'])
  })

  it('tells an id taken twice within a file', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C1,丁,road,G1,V1,113.723,34.772')),
    ).toEqual(['cameras.csv:5 id: “C1” is taken already (line 2)'])
  })

  it('tells an id taken by something of another kind', () => {
    expect(problemsAfter(({ teams }) => { teams[0]!.id = 'K2' })).toEqual([
      expect.stringMatching(/^teams\.json:3 \[0\]\.id: “K2” is taken already \(posts\.geojson:\d+\)$/),
    ])
  })

  it('CROWD-1 tells a zone outside the bounds, and an id or a name taken twice', () => {
    const zone = { id: 'Z1', name: { zh: '广场', en: 'Square' }, centre: [113.725, 34.775], radiusM: 50, capacity: 100 }
    const withZones = (...zones: object[]) => problemsAfter(({ site }) => Object.assign(site, { zones }))
    expect(withZones(zone, { ...zone, id: 'Z2', name: { zh: '码头', en: 'Pier' } })).toEqual([])
    expect(withZones({ ...zone, centre: [113.5, 34.775] })).toEqual([expect.stringMatching(/zones\[0\]\.centre: .*outside the site's bounds/)])
    expect(withZones(zone, { ...zone, id: 'Z2' })).toEqual([expect.stringContaining('zones[1].name: “广场” is another zone already')])
    expect(withZones({ ...zone, id: 'K1' })).toEqual([expect.stringContaining('“K1” is taken already')])
  })

  it('tells a tracker that two teams claim', () => {
    const problems = problemsAfter(({ teams }) => teams.push({ ...teams[0]!, id: 'P2' }))
    expect(problems).toEqual([expect.stringContaining('[1].trackers[0]: “a/b” is taken already')])
  })

  it('tells all of several problems at once', () => {
    const problems = problemsAfter(({ cameras, teams }) => {
      cameras.push('C4,丁,road,G9,V9,113.722,34.772', 'C5,戊,lamp,G1,V1,113.722,34.772', 'C6,己,road,G1,V1,x,34.772')
      teams[0]!.route = 'R9'
    })
    expect(problems).toHaveLength(5)
  })

  it('tells a number that is none, a kind that is none and a missing cell, each on its line', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C4,丁,lamp,G1,V1,113.722,34.772', 'C5,戊,road,G1,V1,"113,722",34.772', 'C6,己,road')),
    ).toEqual([
      'cameras.csv:5 kind: must be one of road, crossing, entrance, waterside, plaza, other',
      'cameras.csv:6 lon: must be number',
      'cameras.csv:7: has 3 cells, the header 7',
    ])
  })

  it('tells a missing column, a foreign one and a missing header', () => {
    expect(told(problemsOf({ ...smallPackTexts(), 'cameras.csv': 'id,name,kind,grid,lon,lat,colour\n' }))).toEqual([
      'cameras.csv:1 platform: the column is missing', 'cameras.csv:1 colour: is not a column of this file',
    ])
    expect(
      told(problemsOf({ ...smallPackTexts(), 'cameras.csv': '' })),
    ).toEqual(['cameras.csv: the header is missing (id,name,kind,grid,platform,lon,lat)'])
  })

  it('tells a missing file, text that is not JSON and a key that is unknown or missing', () => {
    const { 'teams.json': _, ...rest } = smallPackTexts(({ site }) => { Object.assign(site, { colour: 1 }) })
    expect(told(problemsOf(rest))).toEqual([
      expect.stringMatching(/^site\.json:\d+ colour: is not a key of this file$/),
      'teams.json: the file is missing',
    ])
    expect(
      told(problemsOf({ ...smallPackTexts(), 'teams.json': '[\n {"id": "P1",\n }\n]' })),
    ).toEqual(['teams.json:3: is not JSON: a string in double quotes was expected'])
    expect(problemsAfter(({ grids }) => { Reflect.deleteProperty(grids.features[0]!.properties, 'force') })).toEqual([
      expect.stringMatching(/^grids\.geojson:\d+ features\[0\]\.properties\.force: is missing$/),
    ])
  })

  it('refuses a GeoJSON file that says it is in another system', () => {
    expect(
      problemsAfter(({ grids }) => { Object.assign(grids, { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } }) }),
    ).toEqual([
      expect.stringMatching(/^grids\.geojson:\d+ crs: a pack is in WGS-84, not in urn:ogc:def:crs:EPSG::3857$/),
    ])
  })
})

describe('CLOCK-1 limits of a pack are never looser than the article\'s', () => {
  it('refuses limits out of order and takes equal ones', () => {
    expect(problemsAfter(({ site }) => { site.limitsMinutes.arrive = 5 })).toEqual([])
    expect(problemsAfter(({ site }) => { site.limitsMinutes.arrive = 4.5 })).toEqual([
      expect.stringMatching(/^site\.json:\d+ limitsMinutes\.arrive: 4\.5 min is before dispatch \(5 min\): stages end in order$/),
    ])
  })

  it('takes the very limits and stricter ones', () => {
    expect(problemsAfter(({ site }) => { site.limitsMinutes.respond = 2.5 })).toEqual([])
  })

  it('refuses one that is looser by a moment', () => {
    expect(problemsAfter(({ site }) => { site.limitsMinutes.arrive = 10.001 })).toEqual([
      expect.stringMatching(/^site\.json:\d+ limitsMinutes\.arrive: 10\.001 min is looser than the promised 10 min \(CLOCK-1\)$/),
    ])
  })

  it('takes stricter ones by level and plan, refuses looser ones and such as are out of order', () => {
    const after = (stricterLimitsMinutes: object): string[] => problemsAfter(({ site }) => { Object.assign(site, { stricterLimitsMinutes }) })
    expect(after({ levels: { I: { respond: 1, dispatch: 3, arrive: 10 } }, plans: { drowning: { arrive: 5 } } })).toEqual([])
    expect(after({ levels: { I: { respond: 3.001 } } })).toEqual([expect.stringMatching(/stricterLimitsMinutes\.levels\.I\.respond: 3\.001 min is looser than the site's 3 min \(CLOCK-1\)$/)])
    expect(after({ plans: { drowning: { arrive: 4.9 } } })).toEqual([expect.stringMatching(/plans\.drowning\.arrive: 4\.9 min is before dispatch \(5 min\): stages end in order$/)])
    expect(after({ levels: { V: { respond: 1 } } })).toHaveLength(1)
  })
})

describe('SITE-2 grids tile their district', () => {
  it('tells an overlap and how wide it is', () => {
    const problems = problemsAfter(({ grids }) => {
      for (const corner of [1, 2]) grids.features[0]!.geometry.coordinates[0]![corner]![0] += 0.0002
    })
    expect(problems).toEqual([
      expect.stringMatching(/^grids\.geojson:\d+ features\[0\]\.geometry: G1 and G2 overlap \(near 113\.730\d+, 34\.77\d+, 18 m wide\)$/),
    ])
  })

  it('tells a gap and how wide it is', () => {
    const problems = problemsAfter(({ grids }) => {
      for (const corner of [1, 2]) grids.features[0]!.geometry.coordinates[0]![corner]![0] -= 0.0001
    })
    expect(problems).toEqual([expect.stringMatching(/there is a gap between G1 and G2 \(near 113\.72\d+, 34\.77\d+, 9\.1 m wide\)$/)])
  })

  it('tells a wedge that opens at one end, and a grid within another', () => {
    expect(problemsAfter(({ grids }) => { grids.features[0]!.geometry.coordinates[0]![2]![0] -= 0.0003 })).toEqual([
      expect.stringContaining('there is a gap between G1 and G2'),
    ])
    const within: [number, number][] = [[113.722, 34.772], [113.728, 34.772], [113.728, 34.778], [113.722, 34.778], [113.722, 34.772]]
    expect(problemsAfter(({ grids }) => { grids.features[1]!.geometry.coordinates[0] = within })).toEqual(
      expect.arrayContaining([expect.stringContaining('G1 and G2 overlap')]),
    )
  })

  it('tells a hole that no grid covers', () => {
    const hole: [number, number][] = [[113.724, 34.774], [113.726, 34.774], [113.726, 34.776], [113.724, 34.776], [113.724, 34.774]]
    expect(problemsAfter(({ grids }) => { grids.features[0]!.geometry.coordinates.push(hole) })).toEqual(
      expect.arrayContaining([expect.stringContaining('there is a gap between G1 (near')]),
    )
  })

  it('takes borders whose corners differ by less than the digits hold', () => {
    expect(problemsAfter(({ grids }) => { grids.features[0]!.geometry.coordinates[0]![1]![0] += 0.000001 })).toEqual([])
  })
})

describe('SITE-3 polygons are closed and do not cross themselves', () => {
  it('tells an open ring at its last point', () => {
    const problems = problemsAfter(({ grids }) => { grids.features[0]!.geometry.coordinates[0]!.pop() })
    expect(problems).toEqual([expect.stringMatching(/features\[0\]\.geometry\.coordinates\[0\]\[3\]: the ring is not closed/)])
  })

  it('tells which edges of a bow tie cross', () => {
    const problems = problemsAfter(({ grids }) => {
      const ring = grids.features[0]!.geometry.coordinates[0]!
      ;[ring[1], ring[2]] = [ring[2]!, ring[1]!]
    })
    expect(problems).toEqual([
      expect.stringMatching(/^grids\.geojson:\d+ features\[0\]\.geometry\.coordinates\[0\]\[\d\]: the polygon crosses itself/),
    ])
  })

  it('tells a crossing in the base map as well', () => {
    const problems = problemsAfter(({ basemap }) => {
      const ring = basemap.features[0]!.geometry.coordinates[0]!
      ;[ring[1], ring[2]] = [ring[2]!, ring[1]!]
    })
    expect(problems).toEqual([expect.stringMatching(/^basemap\.geojson:\d+ .*crosses itself/)])
  })
})

describe('SITE-4 everything lies where it says', () => {
  it('tells a camera in another grid than it names, and one outside every grid', () => {
    const problems = problemsAfter(({ cameras, site }) => {
      site.bounds = [113.71, 34.76, 113.75, 34.79]
      cameras.push('C4,丁,road,G1,V1,113.735,34.772', 'C5,戊,road,G1,V1,113.715,34.765')
    })
    expect(problems).toEqual([
      expect.stringMatching(/^cameras\.csv:5 lon, lat: lies in grid G2, not in G1 as it says/),
      expect.stringMatching(/^cameras\.csv:6 lon, lat: lies outside every grid, not in G1 as it says/),
    ])
  })

  it('takes a camera within five metres of its grid and refuses one beyond', () => {
    const beyond = (degrees: number) =>
      problemsAfter(({ cameras }) => cameras.push(`C4,丁,road,G1,V1,${(113.73 + degrees).toFixed(6)},34.772`))
    expect(beyond(0.00005)).toEqual([])
    expect(beyond(0.00006)).toEqual([expect.stringContaining('lies in grid G2, not in G1')])
  })

  it('tells a post outside its grid', () => {
    expect(problemsAfter(({ posts }) => { posts.features[0]!.properties.grid = 'G2' })).toEqual([
      expect.stringMatching(/^posts\.geojson:\d+ features\[0\]\.geometry\.coordinates: lies in grid G1, not in G2/),
    ])
  })

  it('tells what lies outside the bounds', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C4,丁,road,G2,V1,113.75,34.772')),
    ).toEqual(['cameras.csv:5 lon, lat: 113.75, 34.772 lies outside the site\'s bounds'])
  })

  it('tells swapped longitude and latitude, once for a whole file', () => {
    expect(
      problemsAfter(({ cameras }) => cameras.push('C4,丁,road,G2,V1,34.772,113.735')),
    ).toEqual(['cameras.csv:5 lon, lat: longitude and latitude are swapped: 34.772, 113.735'])
    const all = problemsAfter((pack) => { pack.cameras = pack.cameras.map((row, index) =>
      (index === 0 ? row : row.replace(/([\d.]+),([\d.]+)$/, '$2,$1'))) })
    expect(all).toEqual(['cameras.csv:2 lon, lat: longitude and latitude are swapped, here and in 2 more places of the file'])
  })

  it('tells a checkpoint farther off its route than the corridor, and takes one within', () => {
    const moved = (degrees: number) =>
      problemsAfter(({ routes }) => { routes.features[0]!.properties.checkpoints[0]!.position = [113.73, 34.775 + degrees] })
    expect(moved(0.00026)).toEqual([])
    expect(moved(0.00028)).toEqual([
      expect.stringMatching(
        /^routes\.geojson:\d+ features\[0\]\.properties\.checkpoints\[0\]\.position: lies 31 m off the route's line, its corridor is 30 m$/,
      ),
    ])
  })

  describe('SITE-14 a route and its grids', () => {
    const through = (grids: string[], coordinates: [number, number][], corridorM = 30) => problemsAfter(({ routes }) => {
      const { properties, geometry } = routes.features[0]!
      Object.assign(properties, { grids, corridorM, checkpoints: [] })
      geometry.coordinates = coordinates
    })
    const border = 113.73
    const metre = 1 / (111_194.93 * Math.cos(34.775 * Math.PI / 180))

    it('leaves them by its corridor and no more', () => {
      expect(through(['G1'], [[113.722, 34.775], [border + 29.5 * metre, 34.775]])).toEqual([])
      expect(through(['G1'], [[113.722, 34.775], [border + 30.6 * metre, 34.775]])).toEqual([
        expect.stringMatching(/^routes\.geojson:\d+ features\[0\]\.geometry\.coordinates\[0\]: goes 31 m out of G1 from here on, its corridor is 30 m$/),
      ])
    })

    it('that crosses a border names both sides of it', () => {
      expect(through(['G1', 'G2'], [[113.722, 34.775], [113.738, 34.775]])).toEqual([])
      expect(through(['G2'], [[113.722, 34.775], [113.738, 34.775]])).toHaveLength(1)
    })

    it('is looked at between its points as well', () => {
      const there = (north: number): [number, number][] => [[113.722, 34.775], [border + 20 * metre, 34.775], [113.722, 34.775 + north]]
      expect(through(['G1'], there(0.001))).toEqual([])
      expect(through(['G1'], [[113.722, 34.775], [113.736, 34.776], [113.722, 34.777]])).toEqual([expect.stringMatching(/coordinates\[0\]: goes \d+ m out of G1/)])
    })

    it('names grids of the pack', () => {
      expect(through(['G9'], [[113.722, 34.775], [113.738, 34.775]])).toEqual([
        expect.stringMatching(/^routes\.geojson:\d+ features\[0\]\.properties\.grids\[0\]: unknown grid “G9”$/),
      ])
    })

    it('and one that names none goes through any of the pack, and leaves them all by its corridor and no more', () => {
      const east = 113.74
      const anywhere = (...coordinates: [number, number][]) => problemsAfter(({ routes, site }) => {
        site.bounds = [113.72, 34.77, 113.75, 34.78]
        const { properties, geometry } = routes.features[0]!
        Object.assign(properties, { corridorM: 30, checkpoints: [] })
        geometry.coordinates = coordinates
      })
      expect(anywhere([113.722, 34.775], [113.738, 34.775])).toEqual([])
      expect(anywhere([113.722, 34.775], [east + 29.5 * metre, 34.775])).toEqual([])
      expect(anywhere([113.722, 34.775], [east + 30.6 * metre, 34.775])).toEqual([
        expect.stringMatching(/^routes\.geojson:\d+ features\[0\]\.geometry\.coordinates\[0\]: goes 31 m out of every grid of the pack from here on, its corridor is 30 m$/),
      ])
    })
  })

  it('tells bounds the wrong way round, a view outside them and a time zone that does not exist', () => {
    expect(problemsAfter(({ site }) => { site.timeZone = 'Asia/Zhengdong' })).toEqual([
      expect.stringMatching(/^site\.json:\d+ timeZone: is not an IANA time zone$/),
    ])
    expect(problemsAfter(({ site }) => { site.view.centre = [113.8, 34.775] })).toEqual([
      expect.stringMatching(/view\.centre: lies outside the bounds$/),
    ])
    expect(problemsAfter(({ site }) => { site.bounds = [113.74, 34.77, 113.72, 34.78] })).toEqual(
      expect.arrayContaining([expect.stringMatching(/bounds: are west, south, east, north/)]),
    )
  })
})

describe('SITE-9 the table of levels and leads makes sense', () => {
  const withTable = (change: (table: ResponseTable, departments: { id: string; name: { zh: string; en: string } }[]) => void): string[] =>
    problemsAfter(({ site }) => {
      const table = JSON.parse(JSON.stringify(DEFAULT_RESPONSE)) as ResponseTable
      const departments = structuredClone(DEFAULT_DEPARTMENTS) as { id: string; name: { zh: string; en: string } }[]
      change(table, departments)
      Object.assign(site, { response: table, departments })
    })

  it('takes the product\'s own, and a pack without one', () => {
    expect(withTable(() => {})).toEqual([])
    expect(problemsAfter(() => {})).toEqual([])
  })

  it('refuses a lighter level for what is more severe, and takes an equal one', () => {
    expect(withTable((table) => Object.assign(table.levels, { fire: { slight: 'III', moderate: 'III', severe: 'II', critical: 'I' } }))).toEqual([])
    expect(withTable((table) => Object.assign(table.levels, { fire: { slight: 'III', moderate: 'IV', severe: 'II', critical: 'I' } }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ response\.levels\.fire\.moderate: IV is lighter than III of slight$/),
    ])
  })

  it('refuses a lower lead for a graver level, and takes an equal one', () => {
    expect(withTable((table) => Object.assign(table.leads.III, { lead: 'committee' }))).toEqual([])
    expect(withTable((table) => Object.assign(table.leads.III, { lead: 'city' }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ response\.leads\.II\.lead: committee stands below city of level III$/),
    ])
  })

  it('refuses a department that does not exist, and one that stands twice', () => {
    expect(withTable((table) => Object.assign(table.leads.IV, { departments: ['police', 'navy'] }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ response\.leads\.IV\.departments\[1\]: there is no department navy$/),
    ])
    expect(withTable((_table, departments) => departments.push({ id: 'police', name: { zh: '公安', en: 'Police' } }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ departments\[7\]\.id: police stands twice$/),
    ])
  })

  it('refuses a table that lacks a kind or names a level that is none, by its field', () => {
    expect(withTable((table) => Object.assign(table.levels.fire, { severe: 'V' }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ response\.levels\.fire\.severe: must be one of I, II, III, IV$/),
    ])
    expect(withTable((table) => Object.assign(table.levels, { flood: undefined }))).toEqual([
      expect.stringMatching(/^site\.json:\d+ response\.levels\.flood: is missing$/),
    ])
  })
})

describe('SITE-15: rosters of a pack', () => {
  it('names an unknown post, and shifts of a post that meet, over midnight too; side by side is taken', () => {
    const shift = (from: string, to: string, post = 'K1') => ({ post, from, to, role: 'guard', count: 2 })
    const after = (...shifts: object[]): string[] => problemsAfter(({ site }) => { Object.assign(site, { rosters: [{ modes: ['holiday'], shifts }] }) })
    expect(after(shift('06:00', '14:00'), shift('14:00', '22:00'), shift('22:00', '06:00'))).toEqual([])
    expect(after(shift('08:00', '08:00'))).toEqual([])
    expect(after(shift('06:00', '14:00', 'K9'))).toEqual([expect.stringMatching(/^site\.json:\d+ rosters\[0\]\.shifts\[0\]\.post: “K9” is not in this pack$/)])
    expect(after(shift('06:00', '14:01'), shift('14:00', '22:00'))).toEqual([expect.stringMatching(/rosters\[0\]\.shifts: two shifts of a post meet/)])
    expect(after(shift('06:00', '14:00'), shift('22:00', '06:01'))).toEqual([expect.stringMatching(/two shifts of a post meet/)])
    expect(after(shift('6:00', '14:00'))).toEqual([expect.stringMatching(/rosters\[0\]\.shifts\[0\]\.from/)])
    expect(after(shift('24:00', '14:00'))).toEqual([expect.stringMatching(/rosters\[0\]\.shifts\[0\]\.from/)])
  })
})

describe('ENTERPRISE-1 GUARANTEE-1: companies and guarantees of a pack', () => {
  it('names a company twice, by id or by name, and one in a grid nobody has; without the file there are none', () => {
    expect(problemsAfter(({ companies }) => { companies.companies[1]!.id = 'E1' })).toEqual([expect.stringMatching(/^companies\.json:\d+ companies\[1\]\.id: “E1” is taken already/)])
    expect(problemsAfter(({ companies }) => { companies.companies[1]!.name.zh = '企业一' })).toEqual([expect.stringMatching(/companies\[1\]\.name\.zh: “企业一” is taken already/)])
    expect(problemsAfter(({ companies }) => { companies.companies[0]!.grid = 'G9' })).toEqual([expect.stringMatching(/companies\[0\]\.grid: unknown grid “G9”$/)])
    const { 'companies.json': _, ...rest } = smallPackTexts()
    expect(problemsOf(rest)).toEqual([])
  })

  it('names an unknown department of a guarantee, one that stands there twice, and a task that does', () => {
    const tasks = [{ id: 'a', text: { zh: '任务', en: 'Task' } }]
    const after = (guarantees: object[]): string[] => problemsAfter(({ site }) => { Object.assign(site, { guarantees }) })
    expect(after([{ department: 'police', tasks }, { department: 'trafficPolice', tasks }])).toEqual([])
    expect(after([{ department: 'none', tasks }])).toEqual([expect.stringMatching(/guarantees\[0\]\.department: unknown department “none”$/)])
    expect(after([{ department: 'police', tasks }, { department: 'police', tasks }])).toEqual([expect.stringMatching(/guarantees\[1\]\.department: “police” stands here twice$/)])
    expect(after([{ department: 'police', tasks: [...tasks, ...tasks] }])).toEqual([expect.stringMatching(/tasks\[1\]\.id: “a” is taken already by this department$/)])
  })
})
