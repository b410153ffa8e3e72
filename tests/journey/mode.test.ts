import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardFact } from '../../shared/board.ts'
import type { ModeCommand } from '../../shared/mode/decide.ts'
import type { ModeRecord } from '../../shared/mode/types.ts'
import { at, reportBody } from '../support/builders.ts'
import { countedInputs } from '../support/countedInputs.ts'
import { bearer } from '../support/grants.ts'
import { createHeldClock } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { modeCommand } from '../support/modeBuilders.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { smallSite } from '../support/site.ts'
import { startTestApp, type TestApp, type Wall } from '../support/testApp.ts'

interface ModeNow extends Pick<ModeRecord, 'prepared' | 'proposals' | 'history'> {
  readonly mode: string
  readonly since: number | null
  readonly standing: readonly number[]
  readonly calendarUntil: string | null
}

/** A holiday of the day after the one on which tests begin at 10:00: it starts at 840 minutes. */
const TOMORROW = { name: { zh: '假日', en: 'Holiday' }, from: '2023-11-23', to: '2023-11-23' }
const MIDNIGHT = at(840)

let place: MemoryPlace
let test: TestApp

async function open(now = at(0)): Promise<void> {
  const site = smallSite({ holidays: [TOMORROW] })
  test = await startTestApp({ site, journal: new MemoryJournal(place), history: place.history, clock: createHeldClock(now) })
}

beforeEach(async () => {
  place = new MemoryPlace()
  await open()
})
afterEach(() => test.close())

async function facts(): Promise<BoardFact[]> {
  return new MemoryJournal(place).readAfter(0, 1_000)
}

const modeNow = async (): Promise<ModeNow> => (await test.get<ModeNow>('/api/v1/mode')).body
const post = (path: string, body: object) => test.post(`/api/v1/${path}`, { commandId: 'c-1', ...body })

async function twoWalls(): Promise<Wall[]> {
  const walls = [test.openWall(), test.openWall()]
  for (const wall of walls) await wall.until('joined', () => wall.replica?.complete === true)
  return walls
}

/** As another person gives it: over HTTP everybody is headquarters until there are accounts. */
const byAnother = (command: ModeCommand) => test.app.pipeline.modes.mode('mode-confirm', command)

describe('a switch sent by HTTP', () => {
  it('MEETING-1: given a switch, then it proposes its consultation, which a leader calls in one act; given one back to normal, then none', async () => {
    await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    const proposed = () => [...test.app.pipeline.lane.board.matters.values()].filter(({ kind }) => kind === 'meetingProposal')
    expect(proposed().map(({ openedBy, values }) => [openedBy, values['meetingKind']])).toEqual([['system', 'holiday']])
    expect((await post(`matters/${proposed()[0]!.id}/accept`, { commandId: 'c-2' })).status).toBe(201)
    expect([...test.app.pipeline.lane.board.matters.values()].at(-1)).toMatchObject({ kind: 'meeting', state: 'called', values: { meetingKind: 'holiday' } })
    await post('mode/switch', { commandId: 'c-3', to: 'normal', reason: '节后' })
    expect(proposed()).toHaveLength(1)
  })

  it('MODE-1: given two walls, when a leader switches, then one fact stands on both, and what they draw is what the server has', async () => {
    const walls = await twoWalls()
    const answer = await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    expect([answer.status, answer.body]).toEqual([201, { fact: 'ModeSwitched', at: at(0), by: 'headquarters', seq: 1 }])
    for (const wall of walls) {
      await wall.until('the new mode', () => wall.replica?.board.mode === 'holiday')
      expect(wall.replica?.board.modeRecord.history).toEqual([
        { seq: 1, at: at(0), from: 'normal', to: 'holiday', by: 'headquarters', reason: '春节保障', preparedBy: null },
      ])
      expect(wall.picture()).toBe(test.picture())
    }
    expect(await modeNow()).toMatchObject({ mode: 'holiday', since: at(0), history: [{ seq: 1 }], calendarUntil: '2023-11-23' })
  })

  it('MODE-1: given a mode, when another is previewed, then it says exactly what will change, and changes nothing', async () => {
    const { status, body } = await test.get('/api/v1/mode/preview?to=holiday')
    expect([status, body]).toEqual([200, {
      from: 'normal', to: 'holiday', confirmation: false,
      posts: { added: ['post-0', 'post-1', 'post-2'], dropped: [] }, teams: { added: ['team-0', 'team-1', 'team-2'], dropped: [] },
      thresholds: { positionIntervalMs: null, corridorM: null, dwellMs: { from: 0, to: 60_000 }, serviceabilityLine: { from: 0.98, to: 0.99 }, crowdLine: null },
      roster: { from: false, to: true }, scene: { from: 'normal', to: 'holiday' }, pinned: null,
    }])
    expect((await test.get('/api/v1/mode/preview?to=party')).status).toBe(400)
    expect(await facts()).toEqual([])
    await post('scene/take', { scene: 'event' })
    expect((await test.get('/api/v1/mode/preview?to=holiday')).body, 'SCENE-2').toMatchObject({ posts: { dropped: [] }, scene: null, pinned: 'event' })
  })

  it('MODE-8: given the preview of another mode than is in force, when it is switched, then it is refused with what is in force now, counted, and nothing changes', async () => {
    await post('mode/switch', { commandId: 's-1', to: 'holiday', reason: '春节保障' })
    const { from } = (await test.get<{ from: string }>('/api/v1/mode/preview?to=event')).body
    await post('mode/switch', { commandId: 's-2', to: 'normal', reason: '节后' })
    for (const to of ['event', 'emergency']) {
      expect(await post('mode/switch', { commandId: `s-${to}`, to, from, reason: '开幕' })).toMatchObject({
        status: 409, body: { code: 'otherMode', field: 'from', message: expect.stringContaining('normal') as string, first: { by: 'headquarters', at: at(0) } },
      })
    }
    expect(await countedInputs(test, 'mode-switch', 'otherMode')).toBe(2)
    expect(await modeNow()).toMatchObject({ mode: 'normal', prepared: null })
    const taken = await post('mode/switch', { commandId: 's-event', to: 'event', from: 'normal', reason: '开幕' })
    expect(taken, 'a refused command leaves its id free').toMatchObject({ status: 201, body: { fact: 'ModeSwitched' } })
    expect(await post('mode/switch', { commandId: 's-event', to: 'event', from: 'normal', reason: '开幕' }), 'INPUT-3').toMatchObject({ status: 201, body: taken.body })
    expect(await post('mode/switch', { commandId: 's-event', to: 'event', from, reason: '开幕' }), 'INPUT-3').toMatchObject({ status: 409, body: { code: 'commandIdReused' } })
    expect(await post('mode/switch', { commandId: 's-4', to: 'holiday', from: 'party', reason: '开幕' })).toMatchObject({ status: 400, body: { field: 'from' } })
  })

  it('INPUT-3: given a command sent twice, then it takes effect once, and its id is good for nothing else', async () => {
    const first = await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    expect(await post('mode/switch', { to: 'holiday', reason: '春节保障' })).toMatchObject({ status: 201, body: first.body })
    for (const [path, body] of [
      ['mode/switch', { to: 'event', reason: '别的' }], ['mode/switch', { to: 'holiday', reason: '再说一次' }], ['mode/confirm', { prepared: 1 }], ['posts/post-0/check-in', {}],
    ] as const) {
      expect(await post(path, body)).toMatchObject({ status: 409, body: { code: 'commandIdReused', field: 'commandId' } })
    }
    await test.close()
    await open(at(1))
    expect(await post('mode/switch', { to: 'holiday', reason: '春节保障' })).toMatchObject({ status: 201, body: first.body })
    expect((await facts()).filter(({ type }) => type === 'ModeSwitched')).toHaveLength(1)
  })

  it('INPUT-1, INPUT-10: given one that does not fit, then it is refused with its field, counted, and changes nothing', async () => {
    for (const [body, field] of [[{ to: 'party', reason: 'x' }, 'to'], [{ to: 'event' }, 'reason'], [{ to: 'event', reason: ' ' }, 'reason'], [{ to: 'event', reason: '\u200b\u200b ' }, 'reason']] as const) {
      expect(await post('mode/switch', body)).toMatchObject({ status: 400, body: { field } })
    }
    expect(await post('mode/switch', { to: 'normal', reason: 'x' })).toMatchObject({ status: 409, body: { code: 'unchanged', field: 'to' } })
    expect(await countedInputs(test, 'mode-switch', 'unchanged')).toBe(1)
    expect(await facts()).toEqual([])
  })
})

it('MODE-5: given more switches than the board carries, when they are asked for page by page, then each comes once, newest first, also after a restart', async () => {
  for (let n = 0; n < 60; n += 1) expect((await post('mode/switch', { commandId: `s-${n}`, to: n % 2 === 0 ? 'holiday' : 'normal', reason: `第${n}次` })).status).toBe(201)
  expect((await modeNow()).history).toHaveLength(50)
  await test.close()
  await open(at(1))
  const page = async (query: string) => (await test.get<{ switches: { seq: number; reason: string }[]; before: number | null }>(`/api/v1/mode/switches${query}`)).body
  const [first, all] = [await page(''), await page('?limit=500')]
  const rest = await page(`?before=${first.before}&limit=9`)
  const last = await page(`?before=${rest.before}`)
  expect([first, rest, last].map(({ switches, before }) => [switches.length, before === null])).toEqual([[50, false], [9, false], [1, true]])
  expect([...first.switches, ...rest.switches, ...last.switches]).toEqual(all.switches)
  expect(all.switches.map(({ reason }) => reason)).toEqual(Array.from({ length: 60 }, (_, n) => `第${59 - n}次`))
  expect((await test.get('/api/v1/mode/switches?limit=501')).status).toBe(400)
})

describe('MODE-2 into emergency', () => {
  it('given a first confirmation, when the one who asked confirms, then it is refused; when another one does, then it is entered, on both walls with the same fact', async () => {
    const walls = await twoWalls()
    const asked = await post('mode/switch', { to: 'emergency', reason: '大面积停电' })
    expect(asked).toMatchObject({ status: 201, body: { fact: 'ModeSwitchPrepared', seq: 1 } })
    expect(await post('mode/confirm', { commandId: 'c-2', prepared: 1 })).toMatchObject({ status: 409, body: { code: 'samePerson' } })
    expect((await modeNow()).mode).toBe('normal')
    await byAnother(modeCommand('confirmSwitch', { prepared: 1, by: 'leader-b' }))
    for (const wall of walls) {
      await wall.until('emergency', () => wall.replica?.board.mode === 'emergency')
      expect(wall.replica?.board.modeRecord.history).toMatchObject([{ seq: 2, by: 'leader-b', preparedBy: 'headquarters', reason: '大面积停电' }])
    }
  })

  it('given a server that was down at its limit, then it has lapsed at its own time', async () => {
    await post('mode/switch', { to: 'emergency', reason: '大面积停电' })
    await test.clock.advanceTo(at(2))
    expect((await modeNow()).prepared).toMatchObject({ seq: 1, confirmBy: at(2) })
    await test.close()
    await open(at(7))
    expect((await facts()).at(-1)).toMatchObject({ type: 'ModeSwitchLapsed', at: at(2), recordedAt: at(7), data: { prepared: 1 } })
    expect(await modeNow()).toMatchObject({ mode: 'normal', prepared: null, history: [] })
    expect(await byAnother(modeCommand('confirmSwitch', { prepared: 1, by: 'leader-b' }))).toMatchObject({ code: 'notPrepared' })
  })

  it('given a running server, when one millisecond has passed after its limit, then it has lapsed', async () => {
    await post('mode/switch', { to: 'emergency', reason: '大面积停电' })
    await test.clock.advanceTo(at(2))
    expect(await facts()).toHaveLength(1)
    await test.clock.advance(1)
    expect((await facts()).at(-1)).toMatchObject({ type: 'ModeSwitchLapsed', at: at(2), recordedAt: at(2, 1) })
  })
})

describe('MODE-2 proposals', () => {
  it('given a holiday, when its first millisecond comes, then its mode is proposed, and the switch accepts it', async () => {
    await test.clock.advanceTo(MIDNIGHT - 1)
    expect(await facts()).toEqual([])
    await test.clock.advance(1)
    expect(await modeNow()).toMatchObject({ mode: 'normal', standing: [1], proposals: [{ seq: 1, at: MIDNIGHT, to: 'holiday', state: 'open' }] })
    await post('mode/switch', { to: 'holiday', reason: '按日历' })
    expect(await modeNow()).toMatchObject({ mode: 'holiday', standing: [], proposals: [{ state: 'accepted' }] })
    await test.clock.advance(86_400_000)
    expect((await facts()).at(-1)).toMatchObject({ type: 'ModeProposed', at: MIDNIGHT + 86_400_000, data: { from: 'holiday', to: 'normal' } })
  })

  it('given a server that was down at that moment, then they have their own time, and come once', async () => {
    await test.close()
    await open(MIDNIGHT + 3_600_000)
    await test.close()
    await open(MIDNIGHT + 7_200_000)
    expect(await facts()).toMatchObject([{ type: 'ModeProposed', at: MIDNIGHT, recordedAt: MIDNIGHT + 3_600_000 }])
  })

  it('given a report of level I, then emergency is proposed, and declined once', async () => {
    await test.post('/api/v1/reports', reportBody({ level: 'I' }))
    await test.clock.advance(1)
    const proposed = (await facts()).find(({ type }) => type === 'ModeProposed')
    expect(proposed).toMatchObject({ at: at(0), data: { to: 'emergency', cause: { why: 'level', level: 'I' } } })
    const decline = (commandId: string, seq: number | string) => post(`mode/proposals/${seq}/decline`, { commandId, reason: '已控制' })
    expect(await decline('d-1', proposed?.seq ?? 0)).toMatchObject({ status: 201, body: { fact: 'ModeProposalDeclined' } })
    expect(await decline('d-2', proposed?.seq ?? 0)).toMatchObject({ status: 409, body: { code: 'alreadyDecided' } })
    expect(await decline('d-3', 999)).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    expect(await decline('d-4', 'x')).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
  })
})

describe('posts over HTTP', () => {
  const shifts = [
    { post: 'post-0', startsAt: '2023-11-22T10:00:00+08:00', endsAt: '2023-11-22T18:00:00+08:00', unit: 'team-0', count: 4 },
    { post: 'post-1', startsAt: at(0), endsAt: at(480), role: 'guard', count: 2 },
  ]
  const states = async (): Promise<unknown[]> => {
    const { body } = await test.get<{ posts: { state: string; since: number | null }[] }>('/api/v1/posts')
    return body.posts.map(({ state, since }) => [state, since])
  }

  it('POST-1, POST-2, POST-3: given a roster, when somebody checks in and out, then it stands on both walls and in the answer', async () => {
    const walls = await twoWalls()
    await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    expect(await states()).toEqual([['unrostered', null], ['unrostered', null], ['unrostered', null]])
    expect(await post('posts/roster', { commandId: 'r-1', shifts })).toMatchObject({ status: 201, body: { fact: 'RosterSet', seq: 3 } })
    expect(await states()).toEqual([['due', at(0)], ['due', at(0)], ['unrostered', null]])
    expect(await post('posts/post-0/check-in', { commandId: 'i-1', unit: 'team-0' })).toMatchObject({ status: 201, body: { by: 'headquarters' } })
    expect(await post('posts/post-1/check-in', { commandId: 'i-2', at: at(0) })).toMatchObject({ status: 201, body: { by: 'headquarters' } })
    await test.clock.advanceTo(at(20))
    expect(await post('posts/post-1/check-out', { commandId: 'o-1', at: at(11) })).toMatchObject({ status: 201, body: { fact: 'PostCheckedOut', at: at(11) } })
    expect(await states()).toEqual([['manned', at(0)], ['unattended', at(11)], ['unrostered', null]])
    for (const wall of walls) {
      await wall.until('all of it', () => wall.replica?.board.seq === test.app.pipeline.lane.board.seq)
      expect(wall.picture()).toBe(test.picture())
    }
  })

  it('POST-12: given a key that says who comes and goes, then the facts name the team and the key; a team\'s phone is named by its account', async () => {
    await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    const senders = [
      ['key-1', 'team-0', bearer(letIn(test.access, 'source', 'key-1', { scopes: ['stamps'] }).secret)], ['operator-1', 'team-1', cookieOf(letIn(test.access, 'operator', 'operator-1'))],
      ['phone-1', 'team-2', cookieOf(letIn(test.access, 'field', 'phone-1', { unit: 'team-2' }))],
    ] as const
    for (const [id, unit, own] of senders) {
      const say = (what: string) => test.post(`/api/v1/posts/post-0/check-${what}`, { commandId: `${id}-${what}`, unit }, own)
      const [came, went] = [await say('in'), await say('out')]
      expect([came, went]).toMatchObject([{ status: 201, body: { fact: 'PostCheckedIn', by: id } }, { status: 201, body: { fact: 'PostCheckedOut', by: id } }])
      expect(await say('in'), 'INPUT-3').toMatchObject({ status: 201, body: came.body })
      expect((await facts()).slice(-2), id).toMatchObject([{ type: 'PostCheckedIn', by: id, data: { unit } }, { type: 'PostCheckedOut', by: id, data: { unit } }])
      expect(test.app.pipeline.lane.board.duty.presences.at(-1)).toMatchObject({ unit, by: id })
    }
  })

  it('POST-8, POST-9: given two guards of one shift stay, when the next one runs, then its guards are late until they come, which ends those before', async () => {
    const [before, after] = [{ startsAt: at(0), endsAt: at(60) }, { startsAt: at(60), endsAt: at(120) }]
    await post('mode/switch', { to: 'holiday', reason: '春节保障' })
    await post('posts/roster', { commandId: 'r-1', shifts: [before, after].map((times) => ({ post: 'post-0', ...times, role: 'guard', count: 3 })) })
    await post('posts/post-0/check-in', { commandId: 'i-1', role: 'guard', count: 3 })
    await test.clock.advanceTo(at(80))
    const standing = async (): Promise<unknown> => (await test.get<{ alarms: { key: string; state: string }[] }>('/api/v1/alarms')).body.alarms.filter(({ key }) => key.endsWith('post-0')).map(({ key, state }) => [key, state])
    expect((await states())[0]).toEqual(['late', at(60)])
    expect(await standing()).toEqual([['postUnattended:post-0', 'unacknowledged']])
    const came = await post('posts/post-0/check-in', { commandId: 'i-2', role: 'guard', count: 2 })
    expect([came.status, (await states())[0]]).toEqual([201, ['short', at(80)]])
    await test.clock.advance(1)
    expect(await standing()).toEqual(expect.arrayContaining([['postShort:post-0', 'unacknowledged'], ['postUnattended:post-0', 'returnedUnacknowledged']]))
    expect(await post('posts/post-0/check-in', { commandId: 'i-3' })).toMatchObject({ status: 201 })
    expect((await states())[0]).toEqual(['manned', at(80)])
    expect(await post('posts/post-0/check-out', { commandId: 'o-1', presence: (came.body as { seq: number }).seq })).toMatchObject({ status: 201 })
    expect((await states())[0]).toEqual(['short', at(80, 1)])
  })

  it('POST-1: given a roster with one wrong shift, then it is refused whole, with its field, counted', async () => {
    const wrong = [...shifts, { post: 'post-9', startsAt: at(0), endsAt: at(1), role: 'guard', count: 1 }]
    expect(await post('posts/roster', { shifts: wrong })).toMatchObject({ status: 422, body: { code: 'unknown', field: 'shifts.2.post' } })
    expect(await post('posts/roster', { shifts: [shifts[1], shifts[1]] })).toMatchObject({ status: 422, body: { code: 'overlap', field: 'shifts.1.startsAt' } })
    expect(await post('posts/roster', { shifts: [{ ...shifts[1], name: '张三' }] })).toMatchObject({ status: 400 })
    expect(await countedInputs(test, 'posts-roster', 'overlap')).toBe(1)
    expect(await facts()).toEqual([])
  })

  it('INPUT-2: given a roster of 2,016 shifts, then it is taken; given one more, then not', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ post: 'post-0', startsAt: at(i), endsAt: at(i + 1), role: 'guard', count: 2 }))
    expect((await post('posts/roster', { shifts: many(2_016) })).status).toBe(201)
    expect(await post('posts/roster', { commandId: 'r-2', shifts: many(2_017) })).toMatchObject({ status: 400, body: { field: 'shifts' } })
  })

  it('POST-2: given an unknown post, team or a second check-in, then the answer is 404, 422 or 409', async () => {
    expect(await post('posts/post-9/check-in', {})).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    expect(await post('posts/post-0/check-in', { unit: 'team-9' })).toMatchObject({ status: 422, body: { code: 'unknown', field: 'unit' } })
    await post('posts/post-0/check-in', { unit: 'team-0' })
    expect(await post('posts/post-0/check-in', { commandId: 'c-2', unit: 'team-0' })).toMatchObject({ status: 409, body: { code: 'alreadyCheckedIn' } })
    expect(await post('posts/post-0/check-out', { commandId: 'c-3' })).toMatchObject({ status: 409, body: { code: 'notCheckedIn' } })
  })
})
