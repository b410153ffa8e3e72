import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { boundsOf, distanceM, distanceToLineM, insidePolygon, insideRing, ringAreaM2 } from '../../shared/site/geometry.ts'
import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import type { BasemapFile } from '../../shared/site/schema.ts'
import { CAMERA_KINDS, type LonLatPair } from '../../shared/site/types.ts'
import { assembleSite } from '../../server/site/assembleSite.ts'
import { readPack } from '../../server/site/pack.ts'
import { tilingFaults } from '../../server/site/tiling.ts'
import { bytesOf } from '../../tests/support/sitePack.ts'
import { seededChance } from './chance.ts'
import { ART_ANCHOR, CAMERAS, CONVENTION_ANCHOR, INNER_RING, LAKE_AREA_M2, OUTER_RING, TOWER_ANCHOR } from './measured.ts'
import { packTexts } from './packTexts.ts'
import { DISTRICT_RADIUS_M } from './grids.ts'

const TEXTS = packTexts()
const PACK = readPack(bytesOf(TEXTS)).pack!
const SITE = assembleSite(PACK, 'test')
const { features: DRAWN } = PACK.basemap

function drawn(kind: BasemapFile['features'][number]['properties']['kind']): LonLatPair[][] {
  return DRAWN.filter(({ properties }) => properties.kind === kind).map(({ geometry }) => {
    if (geometry.type === 'Point') return [geometry.coordinates as unknown as LonLatPair]
    return (geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0]) as unknown as LonLatPair[]
  })
}

/** Area in square degrees, counted from the middle so that nothing is lost to rounding. */
function squareDegrees(ring: readonly LonLatPair[]): number {
  const flat = ring.map(([lon, lat]) => [lon - OUTER_RING.centre[0], lat - OUTER_RING.centre[1]] as const)
  return Math.abs(flat.slice(1).reduce((sum, [x, y], index) => sum + (flat[index]![0] * y - x * flat[index]![1]) / 2, 0))
}

describe('SITE-7 the committed pack is what the generator makes', () => {
  for (const name of Object.keys(TEXTS)) {
    it(`${name} is committed as generated`, async () => {
      expect(await readFile(new URL(`../ruyi-lake/${name}`, import.meta.url), 'utf8')).toBe(TEXTS[name])
    })
  }

  it('comes out the same twice, and otherwise with another seed', () => {
    expect(packTexts()).toEqual(TEXTS)
    expect(packTexts(1)['cameras.csv']).not.toBe(TEXTS['cameras.csv'])
  })
})

describe('SITE-2 the six grids tile the district', () => {
  const rings = SITE.grids.map(({ polygon }) => polygon[0]!)

  it('shows no overlap and no gap', () => {
    expect(tilingFaults(SITE.grids)).toEqual([])
  })

  it('has each inner edge twice, once each way, and each outer edge once', () => {
    const edges = rings.flatMap((ring) => ring.slice(1).map((to, index) => `${ring[index]!.join()} ${to.join()}`))
    const known = new Set(edges)
    expect(known.size).toBe(edges.length)
    const outer = edges.filter((edge) => !known.has(edge.split(' ').reverse().join(' ')))
    for (const edge of outer) {
      for (const corner of edge.split(' ')) expect(
        distanceM(OUTER_RING.centre, corner.split(',').map(Number) as unknown as LonLatPair),
      ).toBeCloseTo(DISTRICT_RADIUS_M, 0)
    }
    expect(edges.length - outer.length).toBe(2 * rings.length)
  })

  it('adds up to the area inside the outer edge', () => {
    const ground = drawn('ground')[0]!
    const sum = rings.reduce((area, ring) => area + squareDegrees(ring), 0)
    expect(sum / squareDegrees(ground)).toBeCloseTo(1, 7)
  })

  it('has each of 20,000 places of the district in exactly one grid, border corners too', () => {
    const chance = seededChance(7)
    const [west, south, east, north] = boundsOf(rings.flat())!
    const scattered = Array.from({ length: 20_000 }, (): LonLatPair => [chance.between(west, east), chance.between(south, north)])
      .filter((place) => distanceM(OUTER_RING.centre, place) < DISTRICT_RADIUS_M - 1)
    const holders = (place: LonLatPair): number => SITE.grids.filter(({ polygon }) => insidePolygon(place, polygon)).length
    const borders = rings.flatMap((ring) =>
      [0.1, 0.25, 0.5, 0.75].map((share): LonLatPair =>
        [ring[0]![0] + share * (ring[1]![0] - ring[0]![0]), ring[0]![1] + share * (ring[1]![1] - ring[0]![1])]))
    expect(scattered.length).toBeGreaterThan(15_000)
    expect([...scattered, ...borders].filter((place) => holders(place) !== 1)).toEqual([])
    expect(holders(rings[0]![0]!)).toBe(1)
  })
})

describe('the drawn district agrees with what was measured', () => {
  it('draws both rings at their centres and radii', () => {
    const [inner, outer] = drawn('ring')
    for (const place of inner!) expect(distanceM(INNER_RING.centre, place)).toBeCloseTo(INNER_RING.radiusM, 0)
    for (const place of outer!) expect(distanceM(OUTER_RING.centre, place)).toBeCloseTo(OUTER_RING.radiusM, 0)
  })

  it('places the landmarks at their anchors, on land inside the inner ring', () => {
    const inner = drawn('ring')[0]!
    for (const { wgs84 } of [TOWER_ANCHOR, CONVENTION_ANCHOR, ART_ANCHOR]) {
      expect(insideRing(wgs84, inner)).toBe(true)
      expect(drawn('landmark').some((outline) => insideRing(wgs84, outline))).toBe(true)
      expect(drawn('water').some((outline) => insideRing(wgs84, outline))).toBe(false)
    }
  })

  it('gives the lake its published surface and the tower its height', () => {
    expect(ringAreaM2(drawn('water')[0]!) / LAKE_AREA_M2).toBeCloseTo(1, 3)
    expect(DRAWN.find(({ properties }) => properties.kind === 'landmark' && properties.name?.zh === '千玺广场')?.properties.height).toBe(280)
  })

  it('stands sixty towers between the rings, none on a road, in the water or in another one', () => {
    const towers = drawn('tower')
    const roads = [...drawn('ring'), ...drawn('radial')]
    expect(towers).toHaveLength(60)
    for (const [index, outline] of towers.entries()) {
      expect(roads.every((road) => outline.every((corner) => distanceToLineM(corner, road) > 11))).toBe(true)
      expect(drawn('water').some((water) => outline.some((corner) => insideRing(corner, water)))).toBe(false)
      expect(towers.some((other, place) => place !== index && outline.some((corner) => insideRing(corner, other)))).toBe(false)
    }
  })
})

describe('the article\'s figures', () => {
  it('COMMITTEE-1 has 6 branches with 105 members and 15 instructors, one a grid, 6 deputy units and 9 departments of which 7 are placeholders', () => {
    const { branches } = SITE.committee
    const sum = (of: readonly number[]): number => of.reduce((total, count) => total + count, 0)
    expect([branches.length, sum(branches.map(({ members }) => members)), sum(branches.map(({ instructors }) => instructors))]).toEqual([6, 105, 15])
    expect(branches.map(({ grid }) => grid).sort()).toEqual(SITE.grids.map(({ id }) => id).sort())
    const ranks = SITE.memberUnits.map(({ rank }) => rank)
    expect([ranks.filter((rank) => rank === 'deputy').length, ranks.filter((rank) => rank === 'member').length]).toEqual([6, 9])
    expect(SITE.memberUnits.filter(({ assumed }) => assumed).length).toBe(7)
  })

  it('has exactly 2,197 cameras with names and ids of their own, of every kind but other, on every platform and in every grid', () => {
    expect(SITE.cameras).toHaveLength(CAMERAS)
    expect(new Set(SITE.cameras.map(({ id }) => id)).size).toBe(CAMERAS)
    expect(new Set(SITE.cameras.map(({ name }) => name)).size).toBe(CAMERAS)
    expect(new Set(SITE.cameras.map(({ kind }) => kind))).toEqual(new Set(CAMERA_KINDS.filter((kind) => kind !== 'other')))
    expect(new Set(SITE.cameras.map(({ platform }) => platform)).size).toBe(SITE.platforms.length)
    expect(new Set(SITE.cameras.map(({ grid }) => grid)).size).toBe(6)
  })

  it('has every camera in the grid it names, none in the water or inside a building', () => {
    const solid = [...drawn('water'), ...drawn('tower'), ...drawn('landmark')]
    for (const { lon, lat, grid } of SITE.cameras) {
      expect(gridAt(SITE.grids, [lon, lat])).toBe(grid)
      expect(solid.some((outline) => insideRing([lon, lat], outline))).toBe(false)
    }
  })

  it('has 12 posts, 10 teams each with a route of its own, and 1+1+N with N from 10 to 14', () => {
    expect(SITE.posts).toHaveLength(12)
    expect(new Set(SITE.teams.map(({ route }) => route)).size).toBe(10)
    for (const { force } of SITE.grids) {
      const n = force.others.reduce((sum, { count }) => sum + count, 0)
      expect([force.police, force.gridWorkers]).toEqual([1, 1])
      expect(n).toBeGreaterThanOrEqual(10)
      expect(n).toBeLessThanOrEqual(14)
    }
  })

  it('ENTERPRISE-1 GUARANTEE-1: has 78 companies, each a placeholder, and five departments with their tasks for the three guarantees', () => {
    expect(SITE.companies).toHaveLength(78)
    expect(SITE.companies.filter(({ name }) => !/^联盟企业\d\d$/.test(name.zh))).toEqual([])
    expect(SITE.guarantees.map(({ department }) => department)).toEqual(['trafficPolice', 'police', 'waterAffairs', 'lawEnforcement', 'urbanManagement'])
  })

  it('has routes that are loops on drawn roads and walks, never through water, with checkpoints on them', () => {
    const roads = [...drawn('ring'), ...drawn('radial'), ...drawn('path')]
    const lake = drawn('water')[0]!
    expect(SITE.routes).toHaveLength(10)
    for (const { line, checkpoints } of SITE.routes) {
      expect(line[0]).toEqual(line[line.length - 1])
      expect(line.every((place) => roads.some((road) => distanceToLineM(place, road) < 1))).toBe(true)
      expect(line.some((place) => insideRing(place, lake))).toBe(false)
      expect(checkpoints.length).toBeGreaterThanOrEqual(4)
      for (const { position } of checkpoints) expect(distanceToLineM(position, line)).toBeLessThan(1)
    }
  })
})

describe('PLAN-1 SCHEME-1 RESOURCE-1 the article\'s figures', () => {
  it('eight plans for eight kinds of incident, five schemes, more than 100 resources, every kind a plan wants among them', () => {
    expect(SITE.plans.map(({ kind }) => kind)).toEqual(INCIDENT_KINDS.filter((kind) => kind !== 'other'))
    expect(SITE.schemes).toHaveLength(5)
    expect(SITE.resources.length).toBeGreaterThan(100)
    const kinds = new Set(SITE.resources.map(({ kind }) => kind))
    expect(SITE.plans.flatMap(({ resources }) => resources).filter((kind) => !kinds.has(kind))).toEqual([])
    expect(SITE.schemes.filter(({ id }) => !SITE.plans.some(({ schemes }) => schemes.includes(id)))).toEqual([])
  })
})
