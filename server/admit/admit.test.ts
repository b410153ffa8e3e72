import gcoord from 'gcoord'
import { describe, expect, it } from 'vitest'
import { emptyBoard } from '../../shared/board.ts'
import { ARTICLE_LIMITS_MS } from '../../shared/clock/stages.ts'
import { distanceM } from '../../shared/site/geometry.ts'
import { createHeldClock, MORNING, nextTurn } from '../../tests/support/heldClock.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { gridId, insideGrid, smallSite, unitId } from '../../tests/support/site.ts'
import { JournalUnavailable } from '../ports.ts'
import { createFactLane } from '../state/factLane.ts'
import { createAdmission, type ReportInput, type StampInput } from './admit.ts'

const HOUR_MS = 3_600_000

function bench() {
  const site = smallSite()
  const journal = new MemoryJournal()
  const clock = createHeldClock()
  const lane = createFactLane({ journal, clock, board: emptyBoard(), onRecorded: () => undefined })
  let last = 0
  return { site, journal, clock, lane, admission: createAdmission(site, lane, { next: () => `incident-${(last += 1)}` }) }
}

function report(over: Partial<ReportInput> = {}): ReportInput {
  const [lon, lat] = insideGrid(1)
  return { commandId: 'c1', kind: 'fire', position: { lon, lat }, summary: '冒烟', source: 'hotline', ...over }
}

function stamp(over: Partial<StampInput> = {}): StampInput {
  return { commandId: 's1', stage: 'respond', ...over }
}

describe('a report', () => {
  it('INPUT-3: gets its number and place, and the same answer for the same command', async () => {
    const { admission, lane } = bench()
    const first = await admission.report(report())
    expect(first).toEqual({ answer: { incidentId: 'incident-1', number: '20231122-001', seq: 1 }, existing: false })
    expect(await admission.report(report({ summary: '别的' }))).toEqual(first)
    expect([...lane.board.incidents.values()]).toMatchObject(
      [{ id: 'incident-1', grid: gridId(1), limits: ARTICLE_LIMITS_MS, summary: '冒烟' }],
    )
  })

  it("is numbered by the site's own day", async () => {
    const { admission, clock } = bench()
    clock.set(MORNING + 14 * HOUR_MS - 1)
    expect(await admission.report(report({ commandId: 'a' }))).toMatchObject({ answer: { number: '20231122-001' } })
    clock.set(MORNING + 14 * HOUR_MS)
    expect(await admission.report(report({ commandId: 'b' }))).toMatchObject({ answer: { number: '20231123-001' } })
  })

  it('gives no number twice when the clock is set back over midnight', async () => {
    const { admission, clock } = bench()
    const numbers: unknown[] = []
    for (const at of [14 * HOUR_MS - 1, 14 * HOUR_MS, 14 * HOUR_MS - 1, 14 * HOUR_MS]) {
      clock.set(MORNING + at)
      const result = await admission.report(report({ commandId: `c${numbers.length}` }))
      numbers.push('answer' in result ? result.answer.number : result)
    }
    expect(new Set(numbers).size).toBe(4)
  })

  it.each(
    [['GCJ02', gcoord.GCJ02], ['BD09', gcoord.BD09]] as const,
  )('INPUT-7: in %s is kept in WGS-84, within a metre of where it is', async (crs, system) => {
    const { admission, lane } = bench()
    const place = insideGrid(0, 0.2)
    const [lon, lat] = gcoord.transform([place[0], place[1]], gcoord.WGS84, system)
    expect(distanceM([lon, lat], place)).toBeGreaterThan(400)
    await admission.report(report({ position: { lon, lat }, crs }))
    const [incident] = lane.board.incidents.values()
    expect(distanceM([incident!.position.lon, incident!.position.lat], place)).toBeLessThan(1)
    expect(incident?.grid).toBe(gridId(0))
  })

  it("outside the site's bounds is refused by its field and changes nothing", async () => {
    const { admission, lane } = bench()
    expect(
      await admission.report(report({ position: { lon: 113, lat: 34.77 } })),
    ).toMatchObject({ refused: true, code: 'outsideBounds', field: 'position' })
    expect(lane.board).toEqual(emptyBoard())
  })
})

describe('INPUT-5: a report another system has already sent', () => {
  it('leads to the incident that is there', async () => {
    const { admission, journal } = bench()
    const first = await admission.report(report({ externalId: 'x' }))
    const second = await admission.report(report({ commandId: 'c2', externalId: 'x' }))
    expect(second).toEqual({ ...first, existing: true })
    expect(journal.seq).toBe(1)
  })

  it('is another one under the same id of another source', async () => {
    const { admission, journal } = bench()
    await admission.report(report({ externalId: 'x' }))
    expect(await admission.report(report({ commandId: 'c2', externalId: 'x', source: 'police' }))).toMatchObject({ existing: false })
    expect(journal.seq).toBe(2)
  })

  it('sent twice at once under one command gets the same answer both times', async () => {
    const { admission } = bench()
    const first = await admission.report(report({ externalId: 'x' }))
    const again = report({ commandId: 'c2', externalId: 'x' })
    const both = await Promise.all([admission.report(again), admission.report(again)])
    expect(both).toEqual([{ ...first, existing: true }, { ...first, existing: true }])
  })

  it('is not acknowledged by an incident that then could not be recorded', async () => {
    const { admission, journal } = bench()
    journal.hold()
    journal.failNext()
    const first = admission.report(report({ externalId: 'x' }))
    await nextTurn()
    const second = admission.report(report({ commandId: 'c2', externalId: 'x' }))
    const ends = Promise.allSettled([first, second])
    await nextTurn()
    journal.release()
    expect((await ends).map((end) => (end.status === 'rejected' ? end.reason instanceof JournalUnavailable : end.value))).toEqual(
      [true, true],
    )
  })
})

describe('a stamp', () => {
  it('INPUT-3: is answered with its time, and the same for the same command', async () => {
    const { admission, clock } = bench()
    await admission.report(report())
    clock.set(MORNING + 60_000)
    const first = await admission.stamp('incident-1', stamp({ unit: unitId(1) }), 'headquarters')
    expect(first).toEqual({ incidentId: 'incident-1', stage: 'respond', at: MORNING + 60_000, seq: 2 })
    clock.set(MORNING + 70_000)
    expect(await admission.stamp('incident-1', stamp({ unit: unitId(1) }), 'headquarters')).toEqual(first)
  })

  it('of an unknown incident or by an unknown unit is refused by its field', async () => {
    const { admission } = bench()
    await admission.report(report())
    expect(await admission.stamp('nobody', stamp(), 'headquarters')).toMatchObject({ code: 'unknown', field: 'id' })
    expect(await admission.stamp('incident-1', stamp({ unit: 'nobody' }), 'headquarters')).toMatchObject({ code: 'unknown', field: 'unit' })
  })
})

describe('INPUT-3: a command id used for something else', () => {
  it('is refused, whichever comes first', async () => {
    const { admission } = bench()
    await admission.report(report())
    expect(await admission.stamp('incident-1', stamp({ commandId: 'c1' }), 'headquarters')).toMatchObject({ code: 'commandIdReused' })
    await admission.stamp('incident-1', stamp(), 'headquarters')
    expect(await admission.report(report({ commandId: 's1' }))).toMatchObject({ code: 'commandIdReused' })
    expect(await admission.stamp('incident-1', stamp({ stage: 'arrive' }), 'headquarters')).toMatchObject({ code: 'commandIdReused' })
  })
})
