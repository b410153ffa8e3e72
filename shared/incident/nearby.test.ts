import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, lostFact, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { cameraId, platformId, smallSite, unitId } from '../../tests/support/site.ts'
import type { Board } from '../board.ts'
import { CAMERA_STATUSES, type CameraStatus } from '../camera/types.ts'
import { emptyPicture, takeCameraStatus, takePosition, toE7, type Picture } from '../reading/picture.ts'
import { METRES_PER_DEGREE } from '../site/geometry.ts'
import { MOST_CAMERAS, nearby } from './nearby.ts'

const HERE = { lon: 113.725, lat: 34.775 }
const site = smallSite({ units: 5, cameras: 30, platforms: 2 })
/** The same site, every camera `10 × place` metres north of here. */
const inLine = { ...site, cameras: site.cameras.map((camera, i) => ({ ...camera, lon: HERE.lon, lat: HERE.lat + (10 * i) / METRES_PER_DEGREE })) }

function picture(): Picture {
  return emptyPicture(site.cameras.length, site.teams.length)
}

/** Puts unit `i` so many metres north of the incident. */
function place(into: Picture, i: number, metres: number, fixAt: number): void {
  takePosition(into, i, {
    lonE7: toE7(HERE.lon), latE7: toE7(HERE.lat + metres / METRES_PER_DEGREE), fixAt, accuracyDm: null, speedCmps: null, headingDeg: null, source: 0,
  })
}

function near(held: Picture, board: Board = boardOf([]), now = at(10)) {
  return nearby(HERE, { site: inLine, board, picture: held, now })
}

describe('NEARBY-1: idle teams', () => {
  it('stand nearest first with metres and age, late and lost ones marked so, never heard ones named apart', () => {
    const held = picture()
    const intervals = (n: number): number => at(10) - n * site.positionIntervalMs
    place(held, 0, 300, intervals(2))
    place(held, 1, 100, intervals(5) - 1)
    place(held, 2, 200, intervals(2) - 1)
    expect(near(held)).toMatchObject({
      teams: [
        { unit: unitId(1), distanceM: 100, ageMs: 25_001, freshness: 'lost' },
        { unit: unitId(2), distanceM: 200, ageMs: 10_001, freshness: 'late' },
        { unit: unitId(0), distanceM: 300, ageMs: 10_000, freshness: 'fresh' },
      ],
      unlocated: [unitId(3), unitId(4)],
    })
  })

  it('are those that work on nothing: a team is idle again once its incident is resolved, cancelled or merged', () => {
    const held = picture()
    place(held, 0, 100, at(10))
    const working = [reportedFact(), stampedFact('dispatch', at(1), { unit: unitId(0) })]
    const idle = (facts: Parameters<typeof boardOf>[0]): string[] => near(held, boardOf(facts)).teams.map(({ unit }) => unit)
    expect(idle(working)).toEqual([])
    expect(idle([...working, stampedFact('resolve', at(2))])).toEqual([unitId(0)])
    expect(idle([...working, factOf('IncidentCancelled', at(2), { incidentId: 'incident-1', reason: '误报' })])).toEqual([unitId(0)])
  })
})

describe('NEARBY-1: working cameras', () => {
  const all = (status: CameraStatus): Picture => {
    const held = picture()
    site.cameras.forEach((_, i) => takeCameraStatus(held, i, CAMERA_STATUSES.indexOf(status), at(9)))
    return held
  }

  it('are the nearest ten that are online, with their distance and the age of that', () => {
    const { cameras, passedOver } = near(all('online'))
    expect(cameras).toHaveLength(MOST_CAMERAS)
    expect(cameras.map(({ distanceM }) => distanceM)).toEqual(Array.from({ length: MOST_CAMERAS }, (_, i) => 10 * i))
    expect(cameras[0]).toEqual({ camera: cameraId(0), distanceM: 0, at: at(9), ageMs: 60_000 })
    expect(passedOver).toEqual({ unknown: 0, offline: 0, fault: 0, maintenance: 0 })
  })

  it('pass over what does not work and say how many of each', () => {
    const held = all('online')
    takeCameraStatus(held, 0, CAMERA_STATUSES.indexOf('offline'), at(9, 1))
    takeCameraStatus(held, 3, CAMERA_STATUSES.indexOf('fault'), at(9, 1))
    takeCameraStatus(held, 12, CAMERA_STATUSES.indexOf('fault'), at(9, 1))
    const { cameras, passedOver } = near(held)
    expect(cameras.map(({ distanceM }) => distanceM)).toEqual([10, 20, 40, 50, 60, 70, 80, 90, 100, 110])
    expect(passedOver).toMatchObject({ offline: 1, fault: 1, unknown: 0 })
  })

  it('STALE-2: behind a lost platform none works, whatever it said last, and none is invented where none does', () => {
    const { cameras, passedOver } = near(all('online'), boardOf([lostFact(platformId(0), at(9))]))
    expect(cameras.every(({ camera }) => Number(camera.split('-')[1]) % 2 === 1)).toBe(true)
    expect(passedOver.unknown).toBe(MOST_CAMERAS)
    expect(near(picture())).toMatchObject({ cameras: [], passedOver: { unknown: 30 } })
  })
})
