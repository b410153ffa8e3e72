import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PastMoment, StretchMarks, StretchPage } from '../../shared/protocol/reviewSchemas.ts'
import { canonical, stable } from '../../shared/protocol/canonical.ts'
import { toSnapshot } from '../../shared/board.ts'
import { originOf } from '../../shared/site/origin.ts'
import { unpackFrames } from '../../client/review/api.ts'
import { Feed } from '../../client/review/feed.ts'
import { liveThrough, PAST } from '../support/pastDay.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
let stored: StoredApp
let headers: Record<string, string>
let incidentId: string
let live: { t: number; board: string; positions: unknown; cameras: number[] }

beforeAll(async () => {
  stored = await startStoredApp()
  await stored.test.clock.advanceTo(PAST.from)
  incidentId = (await liveThrough(stored.test, stored.test.site)).incidentId
  const { lane, readings } = stored.test.app.pipeline
  live = { t: stored.test.clock.now(), board: stable(toSnapshot(lane.board)), positions: structuredClone(readings.picture.positions), cameras: [...readings.picture.cameraStatus] }
  headers = cookieOf(letIn(stored.test.access, 'supervisor', 'reviewer'))
})
afterAll(() => stored.end())

/** Asks as the supervisor's browser does. */
async function get<T>(path: string): Promise<{ readonly status: number; readonly body: T }> {
  const response = await fetch(`${stored.test.url}/api/v1/review/${path}`, { headers })
  return { status: response.status, body: (await response.json()) as T }
}

describe('replay over the real store', () => {
  it('REPLAY-1 JOURNAL-11: now is replayed as the live board stands, before and after a restart', async () => {
    for (const restarted of [false, true]) {
      if (restarted) {
        await stored.close()
        await stored.open(live.t)
        headers = cookieOf(letIn(stored.test.access, 'supervisor', 'reviewer-2'))
      }
      const { body } = await get<PastMoment>(`moment?t=${live.t}`)
      expect(stable(body.board)).toBe(live.board)
      expect(body.cameras.status).toEqual(live.cameras)
      expect(body.positions.map(({ unit: _unit, ageMs: _age, freshness: _freshness, source: _source, ...position }) => position)).toEqual(
        (live.positions as ({ source: number } | null)[]).flatMap((position) => (position === null ? [] : [(({ source: _its, ...rest }) => rest)(position)])),
      )
    }
  })

  it('REPLAY-1 REPLAY-2: a fact is in the moment it was recorded and not in the millisecond before', async () => {
    const { body: { facts } } = await get<StretchPage>(`stretch?from=${PAST.from - 1}&to=${PAST.to}`)
    const report = facts.find(({ type }) => type === 'IncidentReported')
    if (report === undefined) throw new Error('nothing was reported')
    const [before, then] = await Promise.all([get<PastMoment>(`moment?t=${report.recordedAt - 1}`), get<PastMoment>(`moment?t=${report.recordedAt}`)])
    expect(before.body.board.incidents).toEqual([])
    expect(then.body.board.incidents.map(({ id }) => id)).toEqual([incidentId])
    const bySeq = await get<PastMoment>(`moment?seq=${report.seq - 1}`)
    expect(bySeq.body.seq).toBe(report.seq - 1)
  })

  it('REPLAY-2 REPLAY-5: what was played on from a moment is what a jump shows, board and readings', async () => {
    const { site } = stored.test
    const [start, end] = [PAST.from + 3 * MINUTE_MS, PAST.from + 12 * MINUTE_MS]
    const feed = new Feed(site, originOf(site), 'live')
    const led = await get<PastMoment>(`moment?t=${start}`)
    feed.show(led.body)
    const facts = await get<StretchPage>(`stretch?from=${start}&to=${end}&after=${led.body.seq}`)
    const bytes = await (await fetch(`${stored.test.url}/api/v1/review/stretch/readings?from=${start}&to=${end}`, { headers })).arrayBuffer()
    feed.load({ from: start, to: end }, facts.body.facts, unpackFrames(bytes))
    for (let t = start; t <= end; t += 7_000) feed.goTo(t)
    feed.goTo(end)
    const jumped = new Feed(site, originOf(site), 'live')
    jumped.show((await get<PastMoment>(`moment?t=${end}`)).body)
    expect(canonical(feed.board, feed.picture)).toBe(canonical(jumped.board, jumped.picture))
    expect(feed.picture.positions.some((position) => position !== null)).toBe(true)
  })

  it('REPLAY-2: a position of a moment has its age then, and a silent unit is lost then', async () => {
    const [first, second] = stored.test.site.teams
    const { body } = await get<PastMoment>(`moment?t=${PAST.from + 20 * MINUTE_MS}`)
    const of = new Map(body.positions.map((each) => [each.unit, each]))
    expect(of.get(first!.id)?.freshness).not.toBe('lost')
    expect([of.get(second!.id)?.freshness, (of.get(second!.id)?.ageMs ?? 0) > 9 * MINUTE_MS]).toEqual(['lost', true])
  })

  it('REPLAY-4: a source that was silent is marked from its last word on, and one that was heard is not', async () => {
    const [first, second] = stored.test.site.teams
    const { body: { marks } } = await get<StretchMarks>(`stretch/marks?from=${PAST.from}&to=${PAST.to}`)
    const silent = marks.filter(({ of, why }) => of === 'unit' && why === 'silent')
    expect(silent.filter(({ id }) => id === second!.id)).toEqual([expect.objectContaining({ from: PAST.silentFrom - 10_000, to: PAST.to })])
    expect(silent.filter(({ id }) => id === first!.id)).toEqual([])
    expect(marks.filter(({ why }) => why === 'thinned')).toEqual([])
  })

  it('REPLAY-6: what is no stretch or moment is refused with its field', async () => {
    const { from, to } = PAST
    const refusals = await Promise.all([
      `stretch?from=${to}&to=${to}`, `stretch?from=${from}&to=${from + 48 * HOUR_MS + 1}`, `moment?t=${live.t + 1}`, 'moment?seq=99999', 'moment',
      `stretch/readings?from=${from}&to=${from + 15 * MINUTE_MS + 1}`, `stretch?from=yesterday&to=${to}`, `stretch?from=${from}`,
    ].map((path) => get<{ code: string; field: string }>(path)))
    expect(refusals.map(({ status, body: { code, field } }) => [status, code, field])).toEqual([
      [422, 'reversed', 'to'], [422, 'tooLong', 'to'], [422, 'future', 't'], [422, 'unknown', 'seq'], [422, 'ambiguous', 't'],
      [422, 'tooLong', 'to'], [400, 'malformed', 'querystring.from'], [400, 'malformed', 'querystring.to'],
    ])
    expect((await get(`stretch?from=${from}&to=${from + 48 * HOUR_MS}`)).status).toBe(200)
  })

  it('REPLAY-4: thinned times are marked with what is left of them', async () => {
    await stored.store.history.expire({ before: 0, thinBefore: PAST.from + 15 * MINUTE_MS, everyMs: 30_000 })
    const { body: { marks } } = await get<StretchMarks>(`stretch/marks?from=${PAST.from}&to=${PAST.to}`)
    expect(marks.filter(({ why, of }) => why === 'thinned' && of === 'positions')).toEqual([
      expect.objectContaining({ from: PAST.from, to: PAST.from + 15 * MINUTE_MS, everyMs: 30_000 }),
    ])
    const { body } = await get<PastMoment>(`moment?t=${live.t}`)
    expect(body.cameras.status).toEqual(live.cameras)
  })
})
