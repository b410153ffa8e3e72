import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PastMoment, StretchMarks, StretchPage } from '../../shared/protocol/reviewSchemas.ts'
import { canonical, stable } from '../../shared/protocol/canonical.ts'
import { toSnapshot, toSpaceSnapshot } from '../../shared/board.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { originOf } from '../../shared/site/origin.ts'
import { unpackFrames } from '../../client/review/api.ts'
import { Feed } from '../../client/review/feed.ts'
import { fireScript } from '../support/drillBuilders.ts'
import { liveThrough, PAST } from '../support/pastDay.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** A fire at the start and one after four minutes. */
const INJECTS = [0, 4].map((minute) => ({ id: `fire-${minute}`, atMs: minute * MINUTE_MS, what: 'incident', kind: 'fire', severity: null, position: { lon: 113.7276, lat: 34.7751 }, place: '会展中心', summary: '起火' } as const))
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

  it('REPLAY-1 REPLAY-2 DRILL-2: a drill with a pause is replayed as it stood, alone and beside the real thing, by jumps and played on, and after a restart', async () => {
    const { site, clock } = stored.test
    const post = (path: string, body: object = {}) => stored.test.post(`/api/v1/drills${path}`, { commandId: `replayed${path}-${clock.now()}`, ...body })
    const id = (await post('', { script: writeScript(fireScript({ participants: { units: [], departments: [], roles: [] }, injects: INJECTS })) })).body['drill'] as string
    const space = `drill:${id}` as const
    const lived: { readonly t: number; readonly own: string; readonly beside: string }[] = []
    const look = async (): Promise<void> => {
      await stored.test.app.pipeline.lane.settled()
      const { board } = stored.test.app.pipeline.lane
      lived.push({ t: clock.now(), own: stable(toSpaceSnapshot(board.drills.get(space)!)), beside: stable(toSnapshot(board)) })
    }
    for (const act of ['start', 'pause', 'resume', 'observations', 'stop']) {
      await clock.advance(3 * MINUTE_MS)
      await post(`/${id}/${act}`, act === 'observations' ? { text: '集结 2 分钟' } : {})
      await look()
    }
    const [begun, ended] = [lived[0]!, lived.at(-1)!]
    const boardOf = async (t: number, of: string) => (await get<PastMoment>(`moment?t=${t}&space=${of}`)).body
    const jumped = async (): Promise<unknown> => Promise.all(lived.map(async ({ t }) => {
      const { drills: _none, ...own } = (await boardOf(t, space)).board
      return { t, own: stable(own), beside: stable((await boardOf(t, 'live')).board) }
    }))
    expect(await jumped()).toEqual(lived)
    for (const of of [space, 'live'] as const) {
      const feed = new Feed(site, originOf(site), of)
      feed.show(await boardOf(begun.t, of))
      const { facts } = (await get<StretchPage>(`stretch?from=${begun.t}&to=${ended.t}&after=${feed.lastSeq}&space=${of}&drills=${of === 'live'}`)).body
      feed.load({ from: begun.t, to: ended.t }, facts, { sources: [], frames: [] })
      for (const { t, own, beside } of lived) {
        feed.goTo(t)
        expect([of, t, stable(of === 'live' ? toSnapshot(feed.board) : toSpaceSnapshot(feed.board))]).toEqual([of, t, of === 'live' ? beside : own])
      }
    }
    await stored.close()
    await stored.open(ended.t)
    headers = cookieOf(letIn(stored.test.access, 'supervisor', 'reviewer-3'))
    expect(await jumped()).toEqual(lived)
  })

  it('REPLAY-6 DRILL-1: a drill that was never recorded is refused with its field', async () => {
    for (const path of [`moment?t=${live.t}&space=drill:none`, `stretch?from=${PAST.from}&to=${PAST.to}&space=drill:none`]) {
      const { status, body } = await get<{ code: string; field: string }>(path)
      expect([status, body.code, body.field]).toEqual([404, 'unknown', 'space'])
    }
  })
})
