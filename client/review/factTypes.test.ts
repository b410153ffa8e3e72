import { describe, expect, it } from 'vitest'
import { FACT_VERSIONS } from '../../server/journal/upcast.ts'
import type { BoardFact, NewBoardFact } from '../../shared/board.ts'
import { drillFact } from '../../shared/drill/facts.ts'
import { at, factOf, placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { factDetail } from './factDetail.ts'
import { factTypesEn, factTypesZh } from './factTypes.ts'

const given = { space: 'drill:d1', at: at(1), by: 'observer-1', commandId: null } as const
const detail = (fact: NewBoardFact): string | null => factDetail(placed([fact])[0] as BoardFact, (of, code) => `${of}:${code}`)

describe('REPLAY-5: fact by fact', () => {
  it.each(Object.keys(FACT_VERSIONS) as BoardFact['type'][])('%s has its words in both languages', (type) => {
    expect(factTypesZh[type]).toMatch(/^\p{Script=Han}+$/u)
    expect(factTypesEn[type]).toMatch(/^[A-Z][a-z]+( ?[a-z:’]+)*$/)
  })

  it('two types are not called the same, and none has words that is no type', () => {
    for (const words of [factTypesZh, factTypesEn]) {
      expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
      expect(Object.keys(words).filter((type) => !Object.hasOwn(FACT_VERSIONS, type))).toEqual([])
    }
  })

  it('what an observer noted stands in its line, and what was reported, stamped and decided', () => {
    expect(detail(drillFact('ObservationPinned', given, { text: '集结 2 分钟' }) as NewBoardFact)).toBe('集结 2 分钟')
    expect(detail(reportedFact(at(0), { number: '演-001', place: '会展中心' }))).toBe('演-001 会展中心 冒烟')
    expect(detail(stampedFact('arrive', at(2), { unit: 'team-0' }))).toBe('stage:arrive team-0')
    expect(detail(factOf('IncidentCancelled', at(3), { incidentId: 'i', reason: '误报' }))).toBe('误报')
    expect(detail(drillFact('IndicatorJudged', given, { indicator: 'injects', score: 7, remark: '偏少' }) as NewBoardFact)).toBe('7 偏少')
  })

  it('a code is not shown for words, nor what nobody wrote', () => {
    expect(detail({ type: 'PlatformLost', v: 1, space: 'live', at: at(1), by: 'system', commandId: null, data: { platform: 'p', lastHeardAt: 0, reason: 'silent', cameras: 1 } })).toBeNull()
    expect(detail(drillFact('DrillPaused', given, { reason: null }) as NewBoardFact)).toBeNull()
  })
})
