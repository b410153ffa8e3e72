import { describe, expect, it } from 'vitest'
import type { IncidentFact } from '../../shared/incident/facts.ts'
import { INCIDENT_FACT_VERSIONS } from '../../shared/incident/facts.ts'
import { at, factOf, placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { deskEnUS } from '../text/deskEnUS.ts'
import { deskZhCN } from '../text/deskZhCN.ts'
import { timelineOfFacts } from './recordTimeline.ts'

const id = 'incident-1'
const timeline = (...facts: Parameters<typeof placed>[0]) => timelineOfFacts(placed(facts) as IncidentFact[])

describe('TIMELINE-1: the course of an incident from its record', () => {
  it('has every fact with who and when, newest first, of one moment in the order of the record', () => {
    const told = timeline(
      reportedFact(), factOf('IncidentTaken', at(2), { incidentId: id, from: null }, 'leader-a'), factOf('IncidentLeft', at(2), { incidentId: id }, 'leader-a'),
      stampedFact('respond', at(1)), factOf('LevelChanged', at(3), { incidentId: id, from: 'III', to: 'II', severity: null, reason: '扩大' }, 'leader-b'),
    )
    expect(told.map(({ what, by, at: when }) => [what, by, when])).toEqual([
      ['levelChanged', 'leader-b', at(3)], ['left', 'leader-a', at(2)], ['taken', 'leader-a', at(2)], ['stamped', 'test', at(1)], ['reported', 'test', at(0)],
    ])
  })

  it('shows a corrected value beside the first one, the last correction counting, and strikes what was withdrawn', () => {
    const corrected = (to: number, from: number) => factOf('StampCorrected', at(9), { incidentId: id, stamp: 2, stage: 'respond', from, to, reason: '录入有误' })
    const facts = [reportedFact(), stampedFact('respond', at(3)), corrected(at(2), at(3)), corrected(at(1), at(2))]
    expect(timeline(...facts).filter(({ what }) => what === 'stamped')).toMatchObject([{ at: at(3), now: at(1) }])
    const withdrawn = factOf('StampWithdrawn', at(9), { incidentId: id, handling: 1, stamp: 2, stage: 'respond', was: at(1), reason: '误按' })
    expect(timeline(...facts, withdrawn).find(({ what }) => what === 'stamped')).toMatchObject({ at: at(3), now: at(1), struck: true })
    expect(timeline(...facts).some(({ struck }) => struck === true)).toBe(false)
  })

  it('LIFE-3: has each incident that was merged into it, with its number, who and why, and nothing else of that one', () => {
    const other = reportedFact(at(0), { incidentId: 'incident-2', number: '20231122-002' })
    const merged = (into: string, when: number) => factOf('IncidentMerged', when, { incidentId: 'incident-2', into, reason: '同一起' }, 'leader-a')
    const own = placed([reportedFact(), stampedFact('respond', at(1)), stampedFact('dispatch', at(3))]) as IncidentFact[]
    const theirs = placed([other, merged(id, at(2)), merged('incident-3', at(4))]) as IncidentFact[]
    expect(timelineOfFacts(own, theirs).map(({ what }) => what)).toEqual(['stamped', 'absorbed', 'stamped', 'reported'])
    expect(timelineOfFacts(own, theirs)[1]).toMatchObject({ at: at(2), by: 'leader-a', into: 'incident-2', number: '20231122-002', words: '同一起' })
  })

  it('leaves out no kind of fact, and has words for each in both languages', () => {
    const bare = { incidentId: id, stage: 'respond', cause: {} } as never
    for (const type of Object.keys(INCIDENT_FACT_VERSIONS) as (keyof typeof INCIDENT_FACT_VERSIONS)[]) {
      const [entry] = timeline(factOf(type, at(1), bare))
      expect(entry, type).toBeDefined()
      for (const words of [deskZhCN, deskEnUS]) expect(Object.keys(words.desk.fact), type).toContain(entry!.what)
    }
  })
})
