import { describe, expect, it } from 'vitest'
import { behindQuery, canReplay, queryOf, questionIn, replayHref, reportHref, stretchFrom, wantsReport } from './question.ts'

const QUESTION = { spaces: ['live'], from: 5, to: null, by: 'grid' } as const

describe('EXPORT-6: the printed report', () => {
  it('is asked for by an address, of the whole of a drill and of a stretch of the real thing', () => {
    expect(reportHref('drill:d1', { from: 1, to: 2 })).toBe('/review?space=drill%3Ad1&by=grid&report=1#timing')
    expect(reportHref('live', { from: 1, to: 2 })).toBe('/review?space=live&by=grid&from=1&to=2&report=1#timing')
    expect([wantsReport('?space=live&report=1'), wantsReport('?space=live')]).toEqual([true, false])
    expect(questionIn(new URL(reportHref('drill:d1'), 'http://x').search)).toMatchObject({ spaces: ['drill:d1'], from: null, to: null })
  })
})

describe('TIMING-5: what the tab asks for', () => {
  it('stands in its address', () => {
    expect(questionIn('')).toEqual({ spaces: ['live'], from: null, to: null, by: 'grid' })
    expect(questionIn('?space=drill:a,drill:b&from=5&to=9&by=space')).toEqual({ spaces: ['drill:a', 'drill:b'], from: 5, to: 9, by: 'space' })
    expect(questionIn('?from=yesterday&by=colour')).toEqual({ spaces: ['live'], from: null, to: null, by: 'grid' })
    expect(String(queryOf(QUESTION))).toBe('space=live&by=grid&from=5')
  })

  it('of a picked stretch begins as long ago as it says', () => {
    expect([stretchFrom('day', 1e9), stretchFrom('week', 1e9), stretchFrom('all', 1e9)]).toEqual([1e9 - 86_400_000, 1e9 - 7 * 86_400_000, null])
  })
})

describe('TIMING-3: a figure', () => {
  it('asks for what it counts', () => {
    expect(String(behindQuery(QUESTION, { key: 'g1', stage: 'arrive', outcomes: ['met', 'late'] }, 0))).toBe('space=live&by=grid&from=5&stage=arrive&outcome=met%2Clate&key=g1')
    expect(String(behindQuery(QUESTION, { key: null, stage: 'arrive', outcomes: [], corrected: true }, 200))).toBe('space=live&by=grid&from=5&stage=arrive&corrected=true&noKey=true&skip=200')
    expect(String(behindQuery(QUESTION, { key: undefined, stage: 'arrive', outcomes: [], bin: 20 }, 0))).toBe('space=live&by=grid&from=5&stage=arrive&bin=20')
    expect(behindQuery(QUESTION, { key: undefined, stage: 'arrive', outcomes: [] }, 0).has('key')).toBe(false)
  })

  it('of what an import counted asks for its rows, whatever stretch is looked at', () => {
    expect(String(behindQuery(QUESTION, { key: undefined, stage: null, outcomes: [], rows: 'undated' }, 0))).toBe('space=live&by=grid&rows=undated')
  })

  it('leads to the replay of each of its incidents, where there is one', () => {
    expect(replayHref({ space: 'live', incidentId: 'i 1', startedAt: 7, recordedAt: 9 })).toBe('/review?at=9&incident=i+1#replay')
    expect(replayHref({ space: 'drill:a', incidentId: 'i', startedAt: 7, recordedAt: 30_007 })).toBe('/review?at=30007&incident=i&space=drill%3Aa#replay')
    expect([canReplay('live'), canReplay('drill:a'), canReplay('import:x')]).toEqual([true, true, false])
  })
})
