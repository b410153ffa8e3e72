import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, DRILL_SITE, fireScript, playedTo } from '../../tests/support/drillBuilders.ts'
import { insideGrid } from '../../tests/support/site.ts'
import { emptyBoard } from '../board.ts'
import { emptyPicture, toE7, type Picture, type Position } from '../reading/picture.ts'
import type { SilentSubject } from './script.ts'
import { heardPicture, silentTeams } from './silent.ts'

const SOURCES = ['http', 'mqtt']

/** A team in each of the three grids, measured at `fixAt`, the second one told by the second feed. */
function pictured(fixAt: number): Picture {
  const positions = [0, 1, 2].map((grid): Position => {
    const [lon, lat] = insideGrid(grid)
    return { lonE7: toE7(lon), latE7: toE7(lat), fixAt, accuracyDm: null, speedCmps: null, headingDeg: null, source: grid === 1 ? 1 : 0 }
  })
  return { ...emptyPicture(0, 3), positions }
}

function silenced(subject: SilentSubject, subjectId: string, forMs: number | null = null) {
  const played = playedTo('running', at(0), fireScript({ injects: [{ id: 's', atMs: 60_000, what: 'silence', subject, subjectId, forMs }] }))
  played.due(at(1))
  return played
}

const placesAt = (played: ReturnType<typeof silenced>, now: number): [number, number][] =>
  [...silentTeams(played.of('drill:d1'), pictured(now), DRILL_SITE, SOURCES, now)]

describe('DRILL-9: teams a drill does not hear', () => {
  it.each([['unit', 'team-0', 0], ['source', 'mqtt', 1], ['grid', 'grid-2', 2]] as const)('by %s %s', (subject, id, place) => {
    expect(placesAt(silenced(subject, id), at(5))).toEqual([[place, at(1)]])
  })

  it('are none of another subject, none outside all grids, and none of the real thing', () => {
    expect(placesAt(silenced('platform', 'platform-0'), at(5))).toEqual([])
    const nowhere = { ...pictured(at(5)), positions: [null, null, null] }
    expect(silentTeams(silenced('grid', 'grid-2').of('drill:d1'), nowhere, DRILL_SITE, SOURCES, at(5)).size).toBe(0)
    expect(silentTeams(emptyBoard(), pictured(at(5)), DRILL_SITE, SOURCES, at(5)).size).toBe(0)
  })

  it('are silent from the millisecond on and up to the one before it ends', () => {
    const played = silenced('unit', 'team-0', 120_000)
    expect([at(1) - 1, at(1), at(3) - 1, at(3)].map((now) => placesAt(played, now).length)).toEqual([0, 1, 1, 0])
  })

  it('are silent since the server time of it: pauses before it counted in, and none after it', () => {
    const played = silenced('unit', 'team-0')
    played.command(drillCommand('pauseDrill'), at(2))
    played.command(drillCommand('resumeDrill'), at(4))
    expect(placesAt(played, at(6))).toEqual([[0, at(1)]])
    const later = playedTo('running', at(0), fireScript({ injects: [{ id: 's', atMs: 60_000, what: 'silence', subject: 'unit', subjectId: 'team-0', forMs: null }] }))
    later.command(drillCommand('pauseDrill'), at(0, 30_000))
    later.command(drillCommand('resumeDrill'), at(4))
    later.due(at(5))
    expect(placesAt(later, at(6))).toEqual([[0, at(4, 30_000)]])
  })
})

describe('DRILL-9: the picture a drill has', () => {
  const silent = new Map([[0, at(1)]])

  it('has a silent team where it was last heard before, however often it is measured, and again as soon as it is heard', () => {
    const last = new Map<number, Position>()
    const before = pictured(at(1) - 1_000)
    expect(heardPicture(before, new Map(), last)).toBe(before)
    const later = pictured(at(2))
    const heard = heardPicture(later, silent, last)
    expect(heard.positions).toEqual([before.positions[0], later.positions[1], later.positions[2]])
    expect(heardPicture(later, new Map(), last)).toBe(later)
  })

  it('has what was shown until the silence was told of, though that was measured a little after it began', () => {
    const last = new Map<number, Position>()
    const shown = pictured(at(1) + 300)
    heardPicture(shown, new Map(), last)
    expect(heardPicture(pictured(at(2)), silent, last).positions[0]).toEqual(shown.positions[0])
  })

  it('has a fix of the very millisecond, not one of the next', () => {
    expect(heardPicture(pictured(at(1)), silent, new Map()).positions[0]).not.toBeNull()
    expect(heardPicture(pictured(at(1) + 1), silent, new Map()).positions[0]).toBeNull()
  })
})
