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
/** Who sends, as the server knows it. */
const KEY = 'key-110'

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
    const first = await admission.report(report(), KEY)
    expect(first).toEqual({ answer: { incidentId: 'incident-1', number: '20231122-001', seq: 1 }, existing: false })
    expect(await admission.report(report(), KEY)).toEqual(first)
    expect([...lane.board.incidents.values()]).toMatchObject(
      [{ id: 'incident-1', grid: gridId(1), limits: ARTICLE_LIMITS_MS, summary: '冒烟', source: 'hotline', reportedBy: KEY }],
    )
  })

  it("is numbered by the site's own day", async () => {
    const { admission, clock } = bench()
    clock.set(MORNING + 14 * HOUR_MS - 1)
    expect(await admission.report(report({ commandId: 'a' }), KEY)).toMatchObject({ answer: { number: '20231122-001' } })
    clock.set(MORNING + 14 * HOUR_MS)
    expect(await admission.report(report({ commandId: 'b' }), KEY)).toMatchObject({ answer: { number: '20231123-001' } })
  })

  it('gives no number twice when the clock is set back over midnight', async () => {
    const { admission, clock } = bench()
    const numbers: unknown[] = []
    for (const at of [14 * HOUR_MS - 1, 14 * HOUR_MS, 14 * HOUR_MS - 1, 14 * HOUR_MS]) {
      clock.set(MORNING + at)
      const result = await admission.report(report({ commandId: `c${numbers.length}` }), KEY)
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
    await admission.report(report({ position: { lon, lat }, crs }), KEY)
    const [incident] = lane.board.incidents.values()
    expect(distanceM([incident!.position.lon, incident!.position.lat], place)).toBeLessThan(1)
    expect(incident?.grid).toBe(gridId(0))
  })

  it("outside the site's bounds is refused by its field and changes nothing", async () => {
    const { admission, lane } = bench()
    expect(
      await admission.report(report({ position: { lon: 113, lat: 34.77 } }), KEY),
    ).toMatchObject({ refused: true, code: 'outsideBounds', field: 'position' })
    expect(lane.board).toEqual(emptyBoard())
  })
})

describe('INPUT-5: a report another system has already sent', () => {
  it('leads to the incident that is there', async () => {
    const { admission, journal } = bench()
    const first = await admission.report(report({ externalId: 'x' }), KEY)
    const second = await admission.report(report({ commandId: 'c2', externalId: 'x' }), KEY)
    expect(second).toEqual({ ...first, existing: true })
    expect(journal.seq).toBe(1)
  })

  it('is another one under the same id of another source', async () => {
    const { admission, journal } = bench()
    await admission.report(report({ externalId: 'x' }), KEY)
    expect(await admission.report(report({ commandId: 'c2', externalId: 'x', source: 'police' }), KEY)).toMatchObject({ existing: false })
    expect(journal.seq).toBe(2)
  })

  it('is another one from whoever else calls itself by that name, so that no report vanishes', async () => {
    const { admission, journal } = bench()
    const first = await admission.report(report({ externalId: 'x' }), KEY)
    const other = await admission.report(report({ commandId: 'c2', externalId: 'x' }), 'key-2')
    expect([other, journal.seq]).toMatchObject([{ existing: false }, 2])
    expect([await admission.report(report({ commandId: 'c3', externalId: 'x' }), 'key-2'), await admission.report(report({ commandId: 'c4', externalId: 'x' }), KEY)])
      .toEqual([{ ...other, existing: true }, { ...first, existing: true }])
  })

  it('sent twice at once under one command gets the same answer both times', async () => {
    const { admission } = bench()
    const first = await admission.report(report({ externalId: 'x' }), KEY)
    const again = report({ commandId: 'c2', externalId: 'x' })
    const both = await Promise.all([admission.report(again, KEY), admission.report(again, KEY)])
    expect(both).toEqual([{ ...first, existing: true }, { ...first, existing: true }])
  })

  it('is not acknowledged by an incident that then could not be recorded', async () => {
    const { admission, journal } = bench()
    journal.hold()
    journal.failNext()
    const first = admission.report(report({ externalId: 'x' }), KEY)
    await nextTurn()
    const second = admission.report(report({ commandId: 'c2', externalId: 'x' }), KEY)
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
    await admission.report(report(), KEY)
    clock.set(MORNING + 60_000)
    const first = await admission.stamp('incident-1', stamp({ unit: unitId(1) }), 'headquarters')
    expect(first).toEqual({ incidentId: 'incident-1', stage: 'respond', at: MORNING + 60_000, seq: 2 })
    clock.set(MORNING + 70_000)
    expect(await admission.stamp('incident-1', stamp({ unit: unitId(1) }), 'headquarters')).toEqual(first)
  })

  it('WHO-1: is by whoever gave it, for the unit beside it, and the second of a unit is told who that was', async () => {
    const { admission, lane } = bench()
    await admission.report(report(), KEY)
    await admission.stamp('incident-1', stamp({ unit: unitId(1) }), 'leader-a')
    expect(lane.board.incidents.get('incident-1')?.stamps.respond).toMatchObject([{ by: 'leader-a', unit: unitId(1) }])
    expect(await admission.stamp('incident-1', stamp({ commandId: 's2', unit: unitId(1) }), 'leader-b')).toMatchObject(
      { code: 'alreadyStamped', reason: expect.stringContaining(unitId(1)), first: { by: 'leader-a', at: MORNING } },
    )
  })

  it('of an unknown incident or by an unknown unit is refused by its field', async () => {
    const { admission } = bench()
    await admission.report(report(), KEY)
    expect(await admission.stamp('nobody', stamp(), 'headquarters')).toMatchObject({ code: 'unknown', field: 'id' })
    expect(await admission.stamp('incident-1', stamp({ unit: 'nobody' }), 'headquarters')).toMatchObject({ code: 'unknown', field: 'unit' })
  })
})

describe('INPUT-3: a command id used for something else', () => {
  it('is refused, whichever comes first', async () => {
    const { admission } = bench()
    await admission.report(report(), KEY)
    expect(await admission.stamp('incident-1', stamp({ commandId: 'c1' }), 'headquarters')).toMatchObject({ code: 'commandIdReused' })
    await admission.stamp('incident-1', stamp(), 'headquarters')
    expect(await admission.report(report({ commandId: 's1' }), KEY)).toMatchObject({ code: 'commandIdReused' })
    expect(await admission.stamp('incident-1', stamp({ stage: 'arrive' }), 'headquarters')).toMatchObject({ code: 'commandIdReused' })
  })

  it.each<[string, Partial<ReportInput>, string]>([
    ['another sender, though it says the same', {}, 'operator-1'],
    ['another kind', { kind: 'flood' }, KEY],
    ['another place', { position: { lon: insideGrid(0)[0], lat: insideGrid(0)[1] } }, KEY],
    ['other words', { summary: '别的' }, KEY],
    ['another source', { source: 'police' }, KEY],
    ['another severity', { severity: 'critical' }, KEY],
    ['another moment', { reportedAt: MORNING - 1 }, KEY],
  ])('of a report is refused: %s', async (_what, over, by) => {
    const { admission, lane } = bench()
    const first = await admission.report(report(), KEY)
    expect(await admission.report(report(over), by)).toMatchObject({ code: 'commandIdReused', field: 'commandId' })
    expect(await admission.report(report(), KEY)).toEqual(first)
    expect(lane.board.incidents.size).toBe(1)
  })

  it('is the same with words the record keeps masked', async () => {
    const { admission } = bench()
    const given = report({ summary: '报警人 13812345678', place: '电话 0371-65512345 旁', reportedAt: MORNING })
    expect(await admission.report(given, KEY)).toEqual(await admission.report(given, KEY))
  })

  it('of a stamp or a note is refused to another sender and with other content', async () => {
    const { admission } = bench()
    await admission.report(report(), KEY)
    await admission.stamp('incident-1', stamp({ note: '已到' }), 'leader-a')
    expect(await admission.stamp('incident-1', stamp({ note: '已到' }), 'leader-b')).toMatchObject({ code: 'commandIdReused' })
    expect(await admission.stamp('incident-1', stamp({ note: '别的' }), 'leader-a')).toMatchObject({ code: 'commandIdReused' })
    const note = (text: string, by: string) => admission.command({ type: 'addNote', commandId: 'n1', incidentId: 'incident-1', text, by })
    const first = await note('手机 13812345678', 'leader-a')
    expect(first).toMatchObject({ fact: 'NoteAdded' })
    expect(await note('手机 13812345678', 'leader-a')).toEqual(first)
    expect(await note('另一条', 'leader-a')).toMatchObject({ code: 'commandIdReused' })
    expect(await note('手机 13812345678', 'leader-b')).toMatchObject({ code: 'commandIdReused' })
  })
})
