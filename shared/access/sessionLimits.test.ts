import { expect, it } from 'vitest'
import { SESSION_LIMITS, stands } from './sessionLimits.ts'

const limits = { idleMs: 1_000, fieldIdleMs: 2_000, absoluteMs: 5_000 }
const START = 1_700_000_000_000

it.each([[START + 1_000, true], [START + 1_001, false]])('ACCESS-6: unused until %i it stands: %s', (now, expected) => {
  expect(stands({ startedAt: START, seenAt: START }, now, limits, 'leader')).toBe(expected)
})

it.each([[START + 2_000, true], [START + 2_001, false]])("ACCESS-6: a unit's phone unused until %i stands: %s", (now, expected) => {
  expect(stands({ startedAt: START, seenAt: START }, now, limits, 'field')).toBe(expected)
})

it("ACCESS-6: a desk ends after an hour, a unit's phone after four, anything after twelve", () => {
  expect(SESSION_LIMITS).toEqual({ idleMs: 3_600_000, fieldIdleMs: 14_400_000, absoluteMs: 43_200_000 })
})

it.each([[START + 5_000, true], [START + 5_001, false]])('ACCESS-6: used until the end, at %i it stands: %s', (now, expected) => {
  expect(stands({ startedAt: START, seenAt: now }, now, limits, 'field')).toBe(expected)
})
