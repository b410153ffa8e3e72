import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Places } from './places.ts'

const IDS = Array.from({ length: 12 }, (_, place) => `C-${place}`)

describe('INPUT-1 places by id', () => {
  it('are those of the pack in whatever order they are asked for, and none for others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...IDS, 'C-12', '', 'c-1')), (asked) => {
        const places = new Places(IDS)
        for (const id of asked) expect(places.of(id)).toBe(IDS.includes(id) ? IDS.indexOf(id) : undefined)
      }),
    )
  })

  it('go on from the last to the first', () => {
    const places = new Places(IDS)
    expect([...IDS, ...IDS].map((id) => places.of(id))).toEqual([...IDS.keys(), ...IDS.keys()])
  })

  it('knows nothing of an empty pack', () => {
    expect(new Places([]).of('C-0')).toBeUndefined()
  })
})
