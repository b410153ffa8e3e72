import { describe, expect, it } from 'vitest'
import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import { stageStatistics } from '../../shared/clock/stageStatistics.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { stageBars } from './stageBars.ts'

const NOW = 1_700_000_000_000

describe('CLOCK-6 the bars of stage times', () => {
  const worked = [2, 4].map((respond) => incidentWith(NOW - 60 * MINUTE_MS, { respond, dispatch: 4, arrive: 5, resolve: 15 }))
  const { limitAt, rows } = stageBars(stageStatistics(worked, NOW), ARTICLE_LIMITS_MS)

  it('draw median and 90th percentile as shares of the limit, on one axis', () => {
    expect(limitAt).toBe('75.0%')
    expect(rows.map(({ drawn }) => drawn[1].width)).toEqual(['50.0%', '60.0%', '37.5%', '37.5%'])
    expect(rows[0]?.drawn[0].width).toBe('100.0%')
  })

  it('colour only what lies beyond the limit', () => {
    expect(rows.map(({ drawn }) => drawn.map(({ over }) => over))).toEqual([[true, false], [false, false], [false, false], [false, false]])
  })

  it('keep the limit in sight, however late somebody was', () => {
    const late = stageStatistics([incidentWith(NOW - 90 * MINUTE_MS, { respond: 60 })], NOW)
    expect(stageBars(late, ARTICLE_LIMITS_MS)).toMatchObject({ limitAt: '50.0%', rows: [{ drawn: [{ width: '100.0%' }, { width: '100.0%' }] }, {}, {}, {}] })
    expect(stageBars([], ARTICLE_LIMITS_MS).limitAt).toBe('80.0%')
  })
})
