import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { isRefusal } from '../refusal.ts'
import { nextOccurrence } from './series.ts'
import { MATTER_TABLES } from './tables.ts'

const DAY_MS = 86_400_000
const NOW = at(0)
const iso = (text: string): number => Date.parse(text)

describe('SERIES-1: when something comes again', () => {
  const next = (from: string, repeat: string, interval?: number, now = from, zone = 'Asia/Shanghai') => {
    const came = nextOccurrence(iso(from), { repeat, ...(interval === undefined ? {} : { interval }) }, zone, iso(now))
    return came === null ? null : new Date(came).toISOString()
  }

  it('after days or weeks, at the same time of day at the site, also over a change of clocks', () => {
    expect(next('2023-11-22T01:00:00.250Z', 'days', 3)).toBe('2023-11-25T01:00:00.250Z')
    expect(next('2023-11-22T01:00:00Z', 'weeks', 2)).toBe('2023-12-06T01:00:00.000Z')
    expect(next('2024-03-30T08:00:00Z', 'days', 1, undefined, 'Europe/Berlin')).toBe('2024-03-31T07:00:00.000Z')
  })

  it('on the same weekday of a month; the fifth is the last of a month that has four', () => {
    expect(next('2023-11-10T01:00:00Z', 'monthWeekday')).toBe('2023-12-08T01:00:00.000Z')
    expect(next('2023-11-29T01:00:00Z', 'monthWeekday', 2)).toBe('2024-01-31T01:00:00.000Z')
    expect(next('2023-11-29T01:00:00Z', 'monthWeekday', 3)).toBe('2024-02-28T01:00:00.000Z')
    expect(next('2023-11-09T17:00:00Z', 'monthWeekday')).toBe('2023-12-07T17:00:00.000Z')
  })

  it('is the first that is still to come: one that is now is over, one a millisecond later is not', () => {
    expect(next('2023-11-01T01:00:00Z', 'weeks', 1, '2023-11-15T01:00:00Z')).toBe('2023-11-22T01:00:00.000Z')
    expect(next('2023-11-01T01:00:00Z', 'weeks', 1, '2023-11-15T00:59:59.999Z')).toBe('2023-11-15T01:00:00.000Z')
  })

  it('never, where nobody said so or it was ended', () => {
    expect([nextOccurrence(NOW, {}, 'Asia/Shanghai', NOW), nextOccurrence(NOW, { repeat: 'none' }, 'Asia/Shanghai', NOW)]).toEqual([null, null])
  })
})

describe('SERIES-1: a series', () => {
  const played = () => playedMatters({ tables: MATTER_TABLES, site: smallSite() })
  const training = (values = {}) => {
    const run = played()
    run.command(matterCommand('open', { kind: 'training', values: { topic: '消防', audience: 'guards', people: 20, dueAt: NOW + 1_000, ...values } }), NOW)
    return run
  }

  it.each([['complete', { attended: 18 }], ['drop', { reason: '停课' }]])('given a weekly training, when it is ended by %s, then the next stands planned a week later, by the system, in the same record', (command, values) => {
    const run = training({ repeat: 'weeks' })
    const came = run.command(matterCommand('move', { command, values }), NOW)
    expect(isRefusal(came) ? came : came.map(({ type, by }) => [type, by])).toEqual([['MatterMoved', 'duty-1'], ['MatterOpened', 'system']])
    expect(run.matter('m-1~1')).toMatchObject({ state: 'planned', until: NOW + 1_000 + 7 * DAY_MS, values: { topic: '消防', audience: 'guards', people: 20, repeat: 'weeks' } })
    expect(run.matter('m-1~1').values).not.toHaveProperty('attended')
    run.command(matterCommand('move', { command, values, matterId: 'm-1~1', commandId: 'again' }), NOW)
    expect(run.matter('m-1~2').until).toBe(NOW + 1_000 + 14 * DAY_MS)
  })

  it('given one that does not repeat or whose series was ended, when it is done, then none follows', () => {
    const [once, ended] = [training(), training({ repeat: 'weeks' })]
    ended.command(matterCommand('amend', { values: { repeat: 'none' } }), NOW)
    for (const run of [once, ended]) {
      run.command(matterCommand('move', { command: 'complete', values: { attended: 1 } }), NOW)
      expect(run.board.matters.size).toBe(1)
    }
  })

  it('given a regular meeting, when it is closed, then the next is called as long, and nobody has come to it yet', () => {
    const run = played()
    const invited = [smallSite().memberUnits[0]!.id]
    run.command(matterCommand('open', { kind: 'meeting', values: { subject: '例会', meetingKind: 'jointCommittee', startsAt: NOW + 1_000, endsAt: NOW + 5_000, invited, repeat: 'days', interval: 30 } }), NOW)
    run.command(matterCommand('move', { command: 'hold', values: { attended: invited } }), NOW + 1_000)
    run.command(matterCommand('move', { command: 'close' }), NOW + 1_000)
    expect(run.matter('m-1~1')).toMatchObject({ state: 'called', values: { startsAt: NOW + 1_000 + 30 * DAY_MS, endsAt: NOW + 5_000 + 30 * DAY_MS } })
    expect(run.matter('m-1~1').values).not.toHaveProperty('attended')
  })
})

describe('MEETING-1: a proposed consultation', () => {
  const proposed = () => {
    const run = playedMatters({ tables: MATTER_TABLES, site: smallSite() })
    run.command(matterCommand('open', { kind: 'meetingProposal', values: { subject: '应急会商', meetingKind: 'emergency' } }), NOW)
    return run
  }

  it('given nothing but the act, when it is accepted, then all units are called in half an hour, in an emergency', () => {
    const run = proposed()
    run.command(matterCommand('move', { command: 'accept' }), NOW)
    expect(run.matter('m-1').state).toBe('accepted')
    expect(run.matter('m-1~1')).toMatchObject({ kind: 'meeting', state: 'called', openedBy: 'system', values: { meetingKind: 'emergency', startsAt: NOW + 1_800_000, endsAt: NOW + 5_400_000, invited: smallSite().memberUnits.map(({ id }) => id) } })
    expect(run.command(matterCommand('move', { command: 'accept', commandId: 'twice' }), NOW)).toMatchObject({ code: 'notInState' })
  })

  it('given another time, when it is accepted, then that holds; declined, none is called', () => {
    const [named, declined] = [proposed(), proposed()]
    named.command(matterCommand('move', { command: 'accept', values: { startsAt: NOW + 9 } }), NOW)
    expect(named.matter('m-1~1').values['startsAt']).toBe(NOW + 9)
    declined.command(matterCommand('move', { command: 'decline', values: { reason: '已在会' } }), NOW)
    expect(declined.board.matters.size).toBe(1)
  })
})
