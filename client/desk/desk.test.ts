import { describe, expect, it } from 'vitest'
import { emptyBoard } from '../../shared/board.ts'
import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { at, boardOf, factOf, firstIncident, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { momentOf } from './actions.ts'
import { deskList, stepFrom } from './deskList.ts'
import { draftAt, NO_REPORT } from './deskStore.ts'
import { firstStamper } from './firstStamper.ts'
import { findPlaces, isWithin, placesOf } from './places.ts'
import { timelineOf } from './timeline.ts'
import { firstStamps, skippedStages, stampNamed, unitRows } from './unitStamps.ts'

const NOW = Date.UTC(2026, 10, 23, 8)
const wordsOf = ({ number, place }: Incident): string => `${number} ${place ?? ''}`

describe('DESK-1 what the desk lists', () => {
  const late = incidentWith(NOW - 4 * MINUTE_MS, {}, { id: 'late', number: '20261123-002', place: '北门' })
  const fresh = incidentWith(NOW - MINUTE_MS, {}, { id: 'fresh', number: '20261123-003', place: '南门' })
  const done = incidentWith(NOW - 30 * MINUTE_MS, { respond: 1, resolve: 20 }, { id: 'done', seq: 9, number: '20261123-001', place: '北门' })

  it('goes by the next limit, and what is resolved comes after', () => {
    const { working, done: rest } = deskList([done, fresh, late], NOW, '', wordsOf)
    expect(working.map(({ incident }) => incident.id)).toEqual(['late', 'fresh'])
    expect(rest.map(({ id }) => id)).toEqual(['done'])
  })

  it('is searched by all words at once, resolved ones too', () => {
    const found = deskList([done, fresh, late], NOW, ' 北门  001 ', wordsOf)
    expect([found.working.length, found.done.map(({ id }) => id)]).toEqual([0, ['done']])
  })

  it('is walked from end to end and stays within', () => {
    const list = deskList([done, fresh, late], NOW, '', wordsOf)
    expect(stepFrom(list, null, 1)).toBe('late')
    expect(stepFrom(list, 'late', -1)).toBe('late')
    expect(stepFrom(list, 'late', 1)).toBe('fresh')
    expect(stepFrom(list, 'fresh', 1)).toBe('done')
    expect(stepFrom(list, 'done', 1)).toBe('done')
    expect(stepFrom(list, 'gone', 1)).toBe('late')
    expect(stepFrom(deskList([], NOW, '', wordsOf), null, 1)).toBeNull()
  })
})

describe('DESK-1 one incident whole', () => {
  const base = incidentWith(NOW, { respond: 1, dispatch: [4, 2] }, { missed: ['arrive'], notes: [{ at: NOW + 5 * MINUTE_MS, by: 'headquarters', text: '已疏散', seq: 9 }] })
  const [second, first] = base.stamps.dispatch
  const incident = { ...base, stamps: { ...base.stamps, dispatch: [{ ...second!, unit: 'P2' }, { ...first!, unit: 'P1' }] } }

  it('gives each unit a row of its own, and says who was first by the moment of the stamp', () => {
    expect(unitRows(incident).map(({ unit, stamps }) => [unit, Object.keys(stamps)])).toEqual([[null, ['respond']], ['P2', ['dispatch']], ['P1', ['dispatch']]])
    expect(firstStamps(incident).dispatch?.unit).toBe('P1')
    expect(firstStamps(incident).resolve).toBeUndefined()
  })

  it('names the stages a stamp would leave unrecorded', () => {
    expect(skippedStages(incident, 'arrive')).toEqual([])
    expect(skippedStages(incident, 'resolve')).toEqual(['arrive'])
  })

  it('tells its course newest first, a missed limit at the limit', () => {
    const course = timelineOf(incident)
    expect(course.map(({ what }) => what)).toEqual(['limitMissed', 'note', 'stamped', 'stamped', 'stamped', 'reported'])
    expect(course[0]).toMatchObject({ at: NOW + 10 * MINUTE_MS, by: 'system', stage: 'arrive' })
  })

  it('LIFE-3: tells of those merged into it, as far as the board has them', () => {
    const end = (into: string) => ({ how: 'merged' as const, at: NOW + 6 * MINUTE_MS, by: 'leader-a', reason: '同一起', into })
    const [here, elsewhere] = [incident.id, 'elsewhere'].map((into) => incidentWith(NOW, {}, { id: `to-${into}`, end: end(into) }))
    const told = timelineOf(incident, [here!, elsewhere!]).filter(({ what }) => what === 'absorbed')
    expect(told).toEqual([{ at: NOW + 6 * MINUTE_MS, by: 'leader-a', what: 'absorbed', into: here!.id, words: '同一起' }])
  })

  it('knows whose stamp a refused one came after', () => {
    const board = emptyBoard()
    board.incidents.set(incident.id, incident)
    expect(firstStamper(board, { incidentId: incident.id, stage: 'respond', unit: null })?.at).toBe(NOW + MINUTE_MS)
    expect(firstStamper(board, { incidentId: incident.id, stage: 'respond', unit: 'P1' })).toBeNull()
    expect(firstStamper(board, { incidentId: 'gone', stage: 'respond', unit: null })).toBeNull()
  })
})

describe('DESK-5 places by name', () => {
  const name = (zh: string, en: string) => ({ zh, en })
  const places = placesOf({
    posts: [{ id: 'K1', name: name('会展中心北门', 'Convention North Gate'), grid: 'g1', position: [113.72, 34.77] }],
    grids: [], routes: [],
    cameras: [{ id: 'c1', name: '北门 1号', kind: 'road', grid: 'g1', platform: 'p', lon: 113.7, lat: 34.7 }],
  })

  it('are found by words of either language, what begins with them first', () => {
    expect(findPlaces(places, '北门').map(({ of }) => of)).toEqual(['camera', 'post'])
    expect(findPlaces(places, 'north gate').map(({ of }) => of)).toEqual(['post'])
    expect(findPlaces(places, '南门')).toEqual([])
    expect(findPlaces(places, '')).toHaveLength(2)
  })

  it('lie within the bounds or on their edge', () => {
    expect(isWithin([1, 2, 3, 4], { lon: 3, lat: 4 })).toBe(true)
    expect(isWithin([1, 2, 3, 4], { lon: 3.000001, lat: 4 })).toBe(false)
  })
})

describe('DESK-3: a stamp that is corrected', () => {
  it('is found in any handling, so that a time of day is read near it and not near now', () => {
    const reopened = factOf('IncidentReopened', at(50), { incidentId: 'incident-1', handling: 2, limits: ARTICLE_LIMITS_MS, reason: '复燃' })
    const incident = firstIncident(boardOf([reportedFact(), stampedFact('respond', at(1)), factOf('IncidentCancelled', at(40), { incidentId: 'incident-1', reason: '误报' }), reopened]))
    expect(stampNamed(incident, 2)?.at).toBe(at(1))
    expect(stampNamed(incident, 9)).toBeUndefined()
    const readsAs = (ms: number): string => new Date(ms).toISOString().slice(11, 19)
    const dayLater = at(1) + 24 * 60 * MINUTE_MS
    expect([momentOf(readsAs(at(2)), stampNamed(incident, 2)!.at, readsAs), momentOf(readsAs(at(2)), dayLater, readsAs)]).toEqual([at(2), at(2) + 24 * 60 * MINUTE_MS])
  })
})

describe('DESK-15 a report that is being written', () => {
  const [here, there] = [{ lon: 113.72, lat: 34.77 }, { lon: 113.73, lat: 34.77 }]
  const draft = { ...NO_REPORT, position: here, place: '南门', summary: '冒烟' }

  it('stands there again at the same place or none, and takes the first place it is given', () => {
    for (const position of [null, { ...here }]) expect(draftAt(draft, position, false)).toBe(draft)
    expect(draftAt({ ...draft, position: null }, there, false)).toEqual({ ...draft, position: there })
  })

  it('is moved while it is open; left, another place is another report', () => {
    expect(draftAt(draft, there, true)).toEqual({ ...draft, position: there })
    expect(draftAt(draft, there, false)).toEqual({ ...NO_REPORT, position: there })
  })
})
