import { describe, expect, it } from 'vitest'
import { DrawnTeams, type TeamMark } from './drawnTeams.ts'

const PIXEL_E7 = 200

function mark(more: Partial<TeamMark> = {}): TeamMark {
  return { state: 'fresh', note: '', heading: 90, place: { lonE7: 1_137_200_000, latE7: 347_731_800 }, ...more }
}

describe('MAP-3 a team is drawn anew when it looks different', () => {
  it('the first time, and not again for the same', () => {
    const teams = new DrawnTeams()
    expect(teams.take(3, mark(), PIXEL_E7)).toBe(true)
    expect(teams.take(3, mark(), PIXEL_E7)).toBe(false)
    expect(teams.count).toBe(1)
  })

  it.each([
    ['half a pixel away', mark({ place: { lonE7: 1_137_200_100, latE7: 347_731_800 } }), true],
    ['less than half a pixel away', mark({ place: { lonE7: 1_137_200_099, latE7: 347_731_800 } }), false],
    ['turned by 3 degrees', mark({ heading: 93 }), true],
    ['turned by less', mark({ heading: 92.9 }), false],
    ['without a heading', mark({ heading: null }), true],
    ['late', mark({ state: 'late' }), true],
    ['with another age beside it', mark({ note: '12 s' }), true],
  ])('%s', (_, next, differs) => {
    const teams = new DrawnTeams()
    teams.take(0, mark(), PIXEL_E7)
    expect(teams.take(0, next, PIXEL_E7)).toBe(differs)
  })

  it('turning over north counts by the shorter way, and small steps add up', () => {
    const teams = new DrawnTeams()
    teams.take(0, mark({ heading: 359 }), PIXEL_E7)
    expect(teams.take(0, mark({ heading: 1 }), PIXEL_E7)).toBe(false)
    expect(teams.take(0, mark({ heading: 2 }), PIXEL_E7)).toBe(true)
  })
})
