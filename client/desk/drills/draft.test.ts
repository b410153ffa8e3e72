import { describe, expect, it } from 'vitest'
import { FIRE_INJECTS } from '../../../tests/support/drillBuilders.ts'
import { placedAt, readPlace, spellPlace } from './draft.ts'

describe('DRILL-6: where an incident of a script is to be', () => {
  it.each([
    ['113.7276, 34.7751', { lon: 113.7276, lat: 34.7751 }], [' 113.7276，34.7751 ', { lon: 113.7276, lat: 34.7751 }], ['-180 90', { lon: -180, lat: 90 }],
    ['180.1, 34', null], ['113, -90.1', null], ['113.7276', null], ['', null], ['如意湖', null], ['1,2,3', null],
  ])('read from %j', (text, place) => {
    expect(readPlace(text)).toEqual(place)
  })

  it('is read as it is written', () => {
    expect(readPlace(spellPlace({ lon: 113.7276123, lat: 34.7 }))).toEqual({ lon: 113.727612, lat: 34.7 })
  })

  it('picked on the map it has lost the name of where it was, and nothing else of the script moves', () => {
    const [fire] = FIRE_INJECTS
    const moved = placedAt(FIRE_INJECTS, fire!.id, { lon: 113.72761234, lat: 34.77 })
    expect(moved[0]).toMatchObject({ place: null, position: { lon: 113.727612, lat: 34.77 } })
    expect(moved.slice(1)).toEqual(FIRE_INJECTS.slice(1))
    expect(placedAt(FIRE_INJECTS, 'word', { lon: 1, lat: 1 })).toEqual(FIRE_INJECTS)
    expect(placedAt(FIRE_INJECTS, null, { lon: 1, lat: 1 })).toEqual(FIRE_INJECTS)
  })
})
