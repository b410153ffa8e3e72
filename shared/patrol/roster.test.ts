import { describe, expect, it } from 'vitest'
import type { Position } from '../reading/picture.ts'
import type { Team } from '../site/types.ts'
import { patrolRoster, rosterCounts } from './roster.ts'

const NOW = 1_700_000_000_000
const INTERVAL_MS = 5_000

function team(id: string): Team {
  return { id, name: { zh: id, en: id }, route: 'r1', size: 4, trackers: [] }
}

function heard(ageMs: number): Position {
  return { lonE7: 0, latE7: 0, fixAt: NOW - ageMs, accuracyDm: null, speedCmps: null, headingDeg: null, source: 0 }
}

describe('STALE-1 the patrol roster', () => {
  it('says how old each team is and what that means, on both sides of each limit', () => {
    const positions = [null, heard(10_000), heard(10_001), heard(25_000), heard(25_001)]
    const roster = patrolRoster(['a', 'b', 'c', 'd', 'e'].map(team), positions, INTERVAL_MS, NOW)
    expect(roster.map(({ freshness, ageMs }) => [freshness, ageMs])).toEqual([
      ['never', null],
      ['fresh', 10_000],
      ['late', 10_001],
      ['late', 25_000],
      ['lost', 25_001],
    ])
    expect(rosterCounts(roster)).toEqual({ never: 1, fresh: 1, late: 2, lost: 1 })
  })

  it('never shows an age below zero for a fix within the tolerance ahead (STALE-3)', () => {
    expect(patrolRoster([team('a')], [heard(-400)], INTERVAL_MS, NOW)[0]?.ageMs).toBe(0)
  })

  it('takes a team the picture has no place for as never heard', () => {
    expect(patrolRoster([team('a')], [], INTERVAL_MS, NOW)[0]?.freshness).toBe('never')
  })
})
