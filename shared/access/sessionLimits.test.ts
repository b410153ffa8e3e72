import { expect, it } from 'vitest'
import { stands } from './sessionLimits.ts'

const limits = { idleMs: 1_000, absoluteMs: 5_000 }
const START = 1_700_000_000_000

it.each([[START + 1_000, true], [START + 1_001, false]])('ACCESS-6: unused until %i it stands: %s', (now, expected) => {
  expect(stands({ startedAt: START, seenAt: START }, now, limits)).toBe(expected)
})

it.each([[START + 5_000, true], [START + 5_001, false]])('ACCESS-6: used until the end, at %i it stands: %s', (now, expected) => {
  expect(stands({ startedAt: START, seenAt: now }, now, limits)).toBe(expected)
})
