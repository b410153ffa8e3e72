import { describe, expect, test } from 'vitest'
import { PositionsSchema } from '../../shared/protocol/schemas.ts'
import type { Team } from '../../shared/site/types.ts'
import { checkAgainst } from './checkPayload.ts'
import { createFindUnit, OwnTracksLocationSchema, tellsNoPlace, toPositionBody, type OwnTracksLocation } from './owntracks.ts'

const team = (id: string, ...trackers: string[]): Team => ({ id, name: { zh: id, en: id }, route: 'R', size: 1, trackers })
const location = (more: Partial<OwnTracksLocation> = {}): OwnTracksLocation => ({
  _type: 'location', lat: 34.77, lon: 113.72, tst: 1_700_000_000, ...more,
})

describe('whose tracker it is', () => {
  const find = createFindUnit([team('P01', 'patrol/phone', 'JJ'), team('P02'), team('P03')])

  test("MQTT-3 the pack's own name for a tracker wins over ids in the topic", () => {
    expect(find('patrol', 'phone', 'P02')).toBe('P01')
    expect(createFindUnit([team('P01', 'P02/P03'), team('P02'), team('P03')])('P02', 'P03', undefined)).toBe('P01')
  })

  test('MQTT-3 then the device, then the user, then the short name', () => {
    expect(find('P03', 'P02', 'JJ')).toBe('P02')
    expect(find('P03', 'phone', 'P02')).toBe('P03')
    expect(find('officer', 'phone', 'P02')).toBe('P02')
    expect(find('officer', 'phone', 'JJ')).toBe('P01')
  })

  test('MQTT-3 a tracker nobody named is nobody', () => {
    expect(find('officer', 'phone', 'zz')).toBeNull()
    expect(find('officer', 'phone', undefined)).toBeNull()
  })
})

describe('what it says', () => {
  test('MQTT-3 seconds become milliseconds and km/h become m/s', () => {
    expect(toPositionBody(location({ acc: 15, vel: 36, cog: 271 }), 'P01')).toEqual({
      unit: 'P01', lon: 113.72, lat: 34.77, fixAt: 1_700_000_000_000, accuracyM: 15, speedMps: 10, headingDeg: 271,
    })
    expect(toPositionBody(location({ tst: 1_700_000_000.25 }), 'P01').fixAt).toBe(1_700_000_000_250)
  })

  test('MQTT-3 what the phone does not know (-1) or cannot be is left out, the place is taken', () => {
    const bare = { unit: 'P01', lon: 113.72, lat: 34.77, fixAt: 1_700_000_000_000 }
    expect(toPositionBody(location({ acc: -1, vel: -1, cog: -1 }), 'P01')).toEqual(bare)
    expect(toPositionBody(location({ acc: 100_001, vel: 721, cog: 361 }), 'P01')).toEqual(bare)
    expect(toPositionBody(location({ acc: 100_000, vel: 720, cog: 360 }), 'P01')).toEqual({
      ...bare, accuracyM: 100_000, speedMps: 200, headingDeg: 360,
    })
  })

  test('MQTT-3 whatever location fits, its position fits the public contract', () => {
    const check = checkAgainst(OwnTracksLocationSchema)
    const extremes = [location({ lat: 90, lon: 180, tst: 8_640_000_000_000 }), location({ lat: -90, lon: -180, tst: 0 })]
    for (const message of extremes) {
      expect(check(message)).toEqual({ value: message })
      expect(checkAgainst(PositionsSchema)([toPositionBody(message, 'P01')])).toHaveProperty('value')
    }
    const misfits = [location({ lat: 90.1 }), location({ tst: -1 }), { ...location(), tst: '1' }, { ...location(), lon: undefined }]
    for (const message of misfits) {
      expect(check(message)).toHaveProperty('misfit.code', 'malformed')
    }
  })

  test('MQTT-3 only messages that say they are something else tell no place', () => {
    expect([{ _type: 'lwt' }, { _type: 'encrypted', data: '' }].every(tellsNoPlace)).toBe(true)
    expect([location(), {}, null, 7, 'lwt', { _type: 5 }].some(tellsNoPlace)).toBe(false)
  })
})
