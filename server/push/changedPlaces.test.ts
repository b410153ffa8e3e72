import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChangedPlaces } from './changedPlaces.ts'

const PLACES = 300

describe('PUSH-3 places that changed', () => {
  it('are what a set of them sorted would be, take after take', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(PLACES - 1), { maxLength: 400 }), { maxLength: 5 }), (rounds) => {
        const changed = new ChangedPlaces(PLACES)
        for (const places of rounds) {
          for (const place of places) changed.add(place)
          const once = [...new Set(places)].sort((a, b) => a - b)
          expect(changed.count).toBe(once.length)
          expect(changed.take()).toEqual(once)
          expect(changed.count).toBe(0)
        }
      }),
    )
  })

  it('knows the first and the last of the site, and none beyond it', () => {
    const changed = new ChangedPlaces(PLACES)
    for (const place of [PLACES - 1, 0, PLACES, -1]) changed.add(place)
    expect(changed.take()).toEqual([0, PLACES - 1])
  })
})
