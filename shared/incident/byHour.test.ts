import { describe, expect, it } from 'vitest'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { incidentsByHour, reportedLastDay } from './byHour.ts'

const HOUR_MS = 3_600_000
/** Half past a full hour. */
const NOW = 472_222 * HOUR_MS + HOUR_MS / 2

describe('reports by hour', () => {
  it('has the hours of the last 24, the running one last and what is left of the first', () => {
    const hours = incidentsByHour([], NOW)
    expect(hours).toHaveLength(25)
    expect(hours.at(-1)).toEqual({ startAt: NOW - HOUR_MS / 2, reported: 0, breached: 0 })
    expect(hours[0]?.startAt).toBe(NOW - HOUR_MS / 2 - 24 * HOUR_MS)
  })

  it('counts a report in the hour it reached headquarters, to the millisecond', () => {
    const start = NOW - HOUR_MS / 2
    const hours = incidentsByHour([incidentWith(start), incidentWith(start - 1), incidentWith(start - 23 * HOUR_MS), incidentWith(start - 23 * HOUR_MS - 1)], NOW)
    expect(hours.map(({ reported }) => reported)).toEqual([1, 1, ...Array.from({ length: 21 }, () => 0), 1, 1])
  })

  it.each([0, 1, HOUR_MS / 2, HOUR_MS - 1])('QUEUE-3 counts together what the queue says of the last 24 hours, %d ms past the hour', (pastMs) => {
    const now = NOW - HOUR_MS / 2 + pastMs
    const incidents = [now, now + 1, now - 24 * HOUR_MS, now - 24 * HOUR_MS + 1, now - 23.6 * HOUR_MS, now - HOUR_MS].map((at) => incidentWith(at))
    expect(incidentsByHour(incidents, now).reduce((sum, { reported }) => sum + reported, 0)).toBe(reportedLastDay(incidents, now).length)
    expect(reportedLastDay(incidents, now)).toHaveLength(4)
  })

  it('counts those with a stage late or missed beside', () => {
    const done = { respond: 2, dispatch: 4, arrive: 9, resolve: 20 }
    const hours = incidentsByHour([incidentWith(NOW - 60_000), incidentWith(NOW - 25 * 60_000, done), incidentWith(NOW - 25 * 60_000, { ...done, arrive: 11 })], NOW)
    expect(hours.at(-1)).toMatchObject({ reported: 3, breached: 1 })
  })
})

describe('reports of the last 24 hours', () => {
  it('begin after 24 hours ago and end now', () => {
    const incidents = [NOW - 24 * HOUR_MS, NOW - 24 * HOUR_MS + 1, NOW, NOW + 1].map((at) => incidentWith(at))
    expect(reportedLastDay(incidents, NOW).map(({ reportedAt }) => reportedAt)).toEqual([NOW - 24 * HOUR_MS + 1, NOW])
  })
})
