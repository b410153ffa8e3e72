import { describe, expect, it } from 'vitest'
import { SESSION_LIMITS } from '../../shared/access/sessionLimits.ts'
import type { UnitIncidents } from '../../shared/protocol/unitSchemas.ts'
import { readHeard } from './phone.ts'

const NOW = 1_700_000_000_000
const heard: UnitIncidents = { now: NOW, unit: 'P01', demo: false, incidents: [], more: 0, drills: [] }
const kept = (offsetMs: number): string => JSON.stringify({ heard, offsetMs })

describe('FIELD-5: what a phone kept of what it heard', () => {
  it('comes back with the difference of the clocks as it was measured', () => {
    expect(readHeard(kept(-7_000), NOW + 60_000)).toEqual({ heard, offsetMs: -7_000 })
  })

  it("is shown for as long as a session lasts, by the server's clock, and not a millisecond more", () => {
    const end = NOW + SESSION_LIMITS.absoluteMs
    expect(readHeard(kept(-7_000), end + 7_000).heard).toEqual(heard)
    expect(readHeard(kept(-7_000), end + 7_001)).toEqual({ heard: null, offsetMs: null })
  })

  it.each([[null], ['{'], ['[]'], ['{}'], ['null'], ['{"heard":{"incidents":[]},"offsetMs":0}']])('is nothing where it cannot be read: %s', (text) => {
    expect(readHeard(text, NOW)).toEqual({ heard: null, offsetMs: null })
  })
})
