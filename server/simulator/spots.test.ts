import { describe, expect, test } from 'vitest'
import type { Camera, LonLatPair, Site } from '../../shared/site/types.ts'
import { seededChance } from './chance.ts'
import { distanceM, planeAt } from './plane.ts'
import { aCamera, aSite } from './siteFixture.ts'
import { spotFinder, type Spot } from './spots.ts'

const CENTRE: LonLatPair = [113.72, 34.77]
const plane = planeAt(CENTRE)

function siteWith(more: Partial<Site>): Site {
  return { ...aSite({ teams: 0, cameras: 0 }), ...more }
}

function camera(name: string): Camera {
  return { ...aCamera(0, 1), name, kind: 'waterside', lon: CENTRE[0], lat: CENTRE[1] }
}

function post(zh: string, east: number) {
  return { id: zh, name: { zh, en: zh }, grid: 'g1', position: [CENTRE[0] + east, CENTRE[1]] as const }
}

function find(site: Site): Spot {
  return spotFinder(site, plane).find(['waterside'], seededChance(1, 'spots'))
}

describe('where an incident happens', () => {
  test('within view of a camera of the kind asked for', () => {
    const site = aSite({ cameras: 400 })
    const watersides = site.cameras.filter(({ kind }) => kind === 'waterside')
    const chance = seededChance(1, 'spots')
    const finder = spotFinder(site, plane)
    for (let i = 0; i < 200; i += 1) {
      const { ground } = finder.find(['waterside'], chance)
      const away = watersides.map(({ lon, lat }) => distanceM(plane.toGround([lon, lat]), ground))
      expect(Math.min(...away)).toBeLessThan(19)
    }
  })

  test('named by what the camera looks at, without its serial number', () => {
    expect(find(siteWith({ cameras: [camera('环湖步道 62号')] })).place).toBe('环湖步道')
    expect(find(siteWith({ cameras: [camera('内环1号楼 出入口 3号')] })).place).toBe('内环1号楼 出入口')
  })

  test('with a landmark beside it, unless that is far off or another name of the same street', () => {
    const cameras = [camera('环湖步道 62号')]
    expect(find(siteWith({ cameras, posts: [post('北岸广场', 0.0002)] })).place).toBe('环湖步道（北岸广场附近）')
    expect(find(siteWith({ cameras, posts: [post('北岸广场', 0.003)] })).place).toBe('环湖步道')
    expect(find(siteWith({ cameras, posts: [post('环湖东路口', 0.0002)] })).place).toBe('环湖步道')
  })

  test('by posts where there are no cameras, and unnamed where there is nothing', () => {
    expect(find(siteWith({ posts: [post('北岸广场', 0.001)] })).place).toBe('北岸广场附近')
    expect(find(siteWith({})).place).toBeNull()
    expect(find(siteWith({ cameras: [camera('7号')] })).place).toBeNull()
  })

  test('never outside the bounds, though the camera stands on them', () => {
    const site = siteWith({ cameras: [camera('x')], bounds: [CENTRE[0], CENTRE[1], CENTRE[0] + 0.01, CENTRE[1] + 0.01] })
    const chance = seededChance(1, 'spots')
    const finder = spotFinder(site, plane)
    for (let i = 0; i < 50; i += 1) {
      const [lon, lat] = finder.find(['waterside'], chance).position
      expect(lon).toBeGreaterThanOrEqual(CENTRE[0])
      expect(lat).toBeGreaterThanOrEqual(CENTRE[1])
    }
  })
})
