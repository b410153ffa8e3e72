import { expect, it } from 'vitest'
import { profileSums } from './sums.ts'
import type { ProfileCounts } from './types.ts'

const grid = (companies: ProfileCounts['companies'], n = 1): ProfileCounts => ({ buildings: n, residents: 10 * n, fraudCases: n - 1, companies })

it('PROFILE-1: grids together have the sum of each count, and companies by kind in the order of the kinds', () => {
  expect(profileSums([grid({ property: 4, finance: 2 }), grid({ finance: 3, culture: 1 }, 5)])).toEqual({
    buildings: 6, residents: 60, fraudCases: 4, companies: [{ kind: 'finance', n: 5 }, { kind: 'culture', n: 1 }, { kind: 'property', n: 4 }],
  })
})

it('PROFILE-3: a kind no grid told of is not there, one that was told of as none is', () => {
  expect(profileSums([grid({ finance: 0 }), grid({})]).companies).toEqual([{ kind: 'finance', n: 0 }])
  expect(profileSums([]).companies).toEqual([])
})
