import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewBoardFact } from '../../shared/board.ts'
import { ARTICLE_LIMITS_MS } from '../../shared/clock/stages.ts'
import { matterFact } from '../../shared/matter/facts.ts'
import type { TimedHandling } from '../../shared/timing/types.ts'
import { at, factOf, placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { drillCommand, playedTo } from '../../tests/support/drillBuilders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { boardAt } from './past.ts'
import { smallSite } from '../../tests/support/site.ts'
import { createIncidentRecords, type IncidentRecords } from './incidentRecords.ts'

const SITE = { timeZone: 'Asia/Shanghai', plans: smallSite().plans }

async function all(records: IncidentRecords, space: 'live' | 'drill:d' = 'live'): Promise<TimedHandling[]> {
  const handlings: TimedHandling[] = []
  for await (const slice of records.slices(space)) handlings.push(...slice)
  return handlings
}

async function append(journal: MemoryJournal, facts: readonly NewBoardFact[]): Promise<void> {
  await journal.append(placed(facts, journal.seq))
}

const reported = (i: number, minutes: number): NewBoardFact => reportedFact(at(minutes), { incidentId: `i${i}` })

describe('TIMING-4: incidents of the record', () => {
  it('count on when they have long left the board', async () => {
    const journal = new MemoryJournal()
    const records = createIncidentRecords(journal, SITE)
    await append(journal, [reported(1, 0), stampedFact('resolve', at(20), { incidentId: 'i1' }), reported(2, 60 * 24 * 9)])
    expect((await all(records)).map(({ incidentId }) => incidentId)).toEqual(['i1', 'i2'])
  })

  it('go on from where they were as if all had been read at once', async () => {
    const step = fc.oneof(
      fc.tuple(fc.constant('report'), fc.nat(5)), fc.tuple(fc.constant('stamp'), fc.nat(5)), fc.tuple(fc.constant('level'), fc.nat(5)), fc.tuple(fc.constant('ask'), fc.nat(5)),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const journal = new MemoryJournal()
      const records = createIncidentRecords(journal, SITE)
      const known = new Set<number>()
      for (const [minute, [what, i]] of steps.entries()) {
        if (what === 'ask') await all(records)
        else if (what === 'report' && !known.has(i)) await append(journal, [reported(i, minute)])
        else if (what === 'stamp') await append(journal, [stampedFact('respond', at(minute), { incidentId: `i${i}` })])
        else if (what === 'level') await append(journal, [factOf('LevelChanged', at(minute), { incidentId: `i${i}`, from: 'III', to: 'II', severity: null, reason: '扩大' })])
        if (what === 'report') known.add(i)
      }
      expect(await all(records)).toEqual(await all(createIncidentRecords(journal, SITE)))
    }), { numRuns: 40 })
  })

  it('know the mode in force when they were reported', async () => {
    const journal = new MemoryJournal()
    const switched = { type: 'ModeSwitched', v: 1, space: 'live', at: at(5), by: 'leader', commandId: null, data: { from: 'normal', to: 'holiday', reason: '国庆', prepared: null, preparedBy: null } } as NewBoardFact
    await append(journal, [reported(1, 0), switched, reported(2, 6)])
    expect((await all(createIncidentRecords(journal, SITE))).map(({ mode }) => mode)).toEqual(['normal', 'holiday'])
  })

  it('TIMING-2: know which special plans were run for them, told after they were asked for as well', async () => {
    const journal = new MemoryJournal()
    const [plan] = SITE.plans
    const run = (matterId: string, incident: string | null, id: string): NewBoardFact => matterFact('MatterOpened', { at: at(2), by: 'leader', commandId: matterId }, {
      matterId, kind: 'planRun', number: matterId, day: '2023-11-22', ordinal: 1, state: 'running', until: null, values: { plan: id, ...(incident === null ? {} : { incident }) }, steps: [],
    })
    await append(journal, [reported(1, 0), reported(2, 1)])
    const records = createIncidentRecords(journal, SITE)
    expect((await all(records)).map(({ plans }) => plans)).toEqual([[], []])
    await append(journal, [run('m1', 'i1', plan!.id), run('m2', 'i1', plan!.id), run('m3', null, plan!.id)])
    expect((await all(records)).map(({ plans }) => plans)).toEqual([[plan!.kind], []])
  })

  it('TIMING-3 DRILL-5: say when the record has them, each handling by itself and by the server’s clock: there its replay shows it, and not a millisecond before', async () => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    played.command(drillCommand('pauseDrill'), at(1))
    played.command(drillCommand('resumeDrill'), at(11))
    played.due(at(12))
    const journal = new MemoryJournal()
    await journal.append(played.facts)
    const handlings: TimedHandling[] = []
    for await (const slice of createIncidentRecords(journal, SITE).slices('drill:d1')) handlings.push(...slice)
    expect(handlings.map(({ startedAt, recordedAt }) => [startedAt, recordedAt])).toEqual([[at(0), at(0)], [at(2), at(12)]])
    const { incidentId, recordedAt } = handlings[1]!
    const shown = async (t: number): Promise<boolean> => (await boardAt(journal, await journal.seqAt(t), 'drill:d1')).incidents.has(incidentId)
    expect([await shown(recordedAt!), await shown(recordedAt! - 1)]).toEqual([true, false])
    const reopened = factOf('IncidentReopened', at(30), { incidentId: 'i1', handling: 2, limits: ARTICLE_LIMITS_MS, reason: '复燃' })
    const later = new MemoryJournal()
    await later.append(placed([reported(1, 0), stampedFact('resolve', at(20), { incidentId: 'i1' }), reopened], 0, at(5)))
    expect((await all(createIncidentRecords(later, SITE))).map(({ recordedAt: then }) => then)).toEqual([at(5), at(30)])
  })

  it('DRILL-1: of a drill stand apart from the real ones', async () => {
    const journal = new MemoryJournal()
    await append(journal, [reported(1, 0), { ...reported(2, 1), space: 'drill:d' } as NewBoardFact])
    const records = createIncidentRecords(journal, SITE)
    expect(await records.spaces()).toEqual(['live', 'drill:d'])
    expect((await all(records)).map(({ incidentId }) => incidentId)).toEqual(['i1'])
    expect((await all(records, 'drill:d')).map(({ incidentId }) => incidentId)).toEqual(['i2'])
    expect([await records.has('live'), await records.has('drill:d'), await records.has('drill:e')]).toEqual([true, true, false])
  })
})
