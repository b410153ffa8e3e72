import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { emptyBoard } from '../board.ts'
import { alsoLive, eventCommanded, eventsAtHand, eventShown } from './spans.ts'

const NOW = at(0)
const HOUR_MS = 3_600_000

/** A board with events by id: their state, and in how many hours they start; doors an hour before it, the end an hour after it and dispersal two. */
function boardWith(events: Readonly<Record<string, readonly [state: string, startsInHours: number]>>) {
  const board = emptyBoard()
  for (const [id, [state, hours]] of Object.entries(events)) {
    const startsAt = NOW + hours * HOUR_MS
    const values = { doorsAt: startsAt - HOUR_MS, startsAt, endsAt: startsAt + HOUR_MS, dispersedAt: startsAt + 2 * HOUR_MS }
    board.matters.set(id, {
      id, kind: 'event', state, values, seq: 0, number: id, openedAt: 0, openedBy: 'duty-1', since: 0, until: null, overdueAt: null, overdues: 0, steps: [],
      endedAt: null, leavesAt: null, history: [],
    })
  }
  return board
}
type Events = Parameters<typeof boardWith>[0]
const shown = (events: Events, now = NOW): string | undefined => eventShown(boardWith(events), now)?.id
const commanded = (events: Events, now = NOW): string | undefined => eventCommanded(boardWith(events), now)?.id

describe('EVENT-4: the event that is shown', () => {
  it('is a live one before one that is approved and starts first', () => {
    expect(shown({ first: ['approved', 0.5], live: ['live', 1] })).toBe('live')
    expect(shown({ first: ['prepared', 0.5], live: ['live', 1] })).toBe('live')
    expect(commanded({ first: ['prepared', 0.5], live: ['live', 1] })).toBe('live')
  })

  it('is of several that are live, and of several that are approved, the first to start', () => {
    expect(shown({ later: ['live', 2], first: ['live', 1] })).toBe('first')
    expect(shown({ later: ['approved', 2], first: ['prepared', 1] })).toBe('first')
  })

  it.each(['approved', 'prepared', 'live'])('given one %s whose last phase is past and that nobody ended, then it is one with a phase still to come', (state) => {
    expect(shown({ over: [state, -9], next: ['prepared', 1] })).toBe('next')
    expect(shown({ over: [state, -9], next: ['live', 2] })).toBe('next')
    expect(shown({ over: [state, -9], next: ['approved', 72] })).toBe('next')
    expect(shown({ over: [state, -9] })).toBe('over')
  })

  it('given a live one that runs over, then one only approved for later than three days ahead does not hide it; of those that are not live it is that one', () => {
    expect(shown({ over: ['live', -9], next: ['approved', 72.001] })).toBe('over')
    expect(shown({ over: ['live', -9], next: ['prepared', 200] })).toBe('next')
    expect(shown({ over: ['prepared', -9], next: ['approved', 200] })).toBe('next')
  })

  it('a phase is past at its moment: one millisecond before the last the event still stands', () => {
    const events = { ending: ['live', -2], next: ['prepared', 1] } as const
    expect([shown(events, NOW - 1), shown(events)]).toEqual(['ending', 'next'])
    expect([commanded(events, NOW - 1), commanded(events)]).toEqual(['ending', 'next'])
  })

  it('EVENT-12 one that is over and still live is told beside it', () => {
    expect(alsoLive(boardWith({ over: ['live', -9], next: ['live', 2] }), NOW).map(({ id }) => id)).toEqual(['over'])
    expect(alsoLive(boardWith({ over: ['live', -9], next: ['prepared', 2] }), NOW).map(({ id }) => id)).toEqual(['over'])
  })
})

describe('EVENT-9: the event whose joint command stands with who commands', () => {
  it.each(['prepared', 'live'])('given one %s whose last phase is past, then it is that of one with a phase still to come; alone, its own', (state) => {
    expect(commanded({ over: [state, -9], next: ['prepared', 1] })).toBe('next')
    expect(commanded({ over: [state, -9], next: ['approved', 1] })).toBe('over')
    expect(commanded({ over: [state, -9] })).toBe('over')
  })
})

describe('EVENT-8: the events at hand', () => {
  const atHand = (events: Events, now = NOW): string[] => eventsAtHand(boardWith(events), now).map(({ id }) => id)

  it('given one that nobody took live and whose last phase is past, then it is not among them; a live one is until it is closed', () => {
    expect(atHand({ approved: ['approved', -9], prepared: ['prepared', -9], live: ['live', -9] })).toEqual(['live'])
    const ending = { approved: ['approved', -2], prepared: ['prepared', -2] } as const
    expect([atHand(ending, NOW - 1), atHand(ending)]).toEqual([['approved', 'prepared'], []])
  })
})
