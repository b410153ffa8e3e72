import { describe, expect, it } from 'vitest'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { incidentsByHour, reportedLastDay } from './byHour.ts'

const HOUR_MS = 3_600_000
/** Half past a full hour. */
const NOW = 472_222 * HOUR_MS + HOUR_MS / 2

describe('reports by hour', () => {
  it('has 24 hours, the running one last', () => {
    const hours = incidentsByHour([], NOW)
    expect(hours).toHaveLength(24)
    expect(hours.at(-1)).toEqual({ startAt: NOW - HOUR_MS / 2, reported: 0, breached: 0 })
    expect(hours[0]?.startAt).toBe(NOW - HOUR_MS / 2 - 23 * HOUR_MS)
  })

  it('counts a report in the hour it reached headquarters, to the millisecond', () => {
    const start = NOW - HOUR_MS / 2
    const hours = incidentsByHour([incidentWith(start), incidentWith(start - 1), incidentWith(start - 23 * HOUR_MS), incidentWith(start - 23 * HOUR_MS - 1)], NOW)
    expect(hours.map(({ reported }) => reported)).toEqual([1, ...Array.from({ length: 21 }, () => 0), 1, 1])
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
