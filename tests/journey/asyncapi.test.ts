import { io } from 'socket.io-client'
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BoardFact } from '../../shared/board.ts'
import { BeatSchema, ClockSampleSchema, FactsSchema, JoinAnswerSchema } from '../../shared/protocol/eventSchemas.ts'
import { INCIDENT_FACT_VERSIONS } from '../../shared/incident/facts.ts'
import { MODE_FACT_VERSIONS } from '../../shared/mode/facts.ts'
import { POST_FACT_VERSIONS } from '../../shared/post/facts.ts'
import { EVENTS, PROTOCOL_VERSION, type Beat, type JoinAnswer, type JoinRequest } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { reportBody, stampBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { platformId, unitId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const MINUTE_MS = 60_000
const SECOND_MS = 1_000
/** `AlarmChanged` and `SourceRetired` are looked at where one can be made: `alarmSchemas.test.ts`. */
const ALARM_TYPES = ['AlarmAcknowledged', 'AlarmFlapped', 'AlarmRaised', 'AlarmReturned', 'AlarmShelved', 'AlarmUnshelved']
const FACT_TYPES = [
  ...Object.keys(INCIDENT_FACT_VERSIONS), ...Object.keys(MODE_FACT_VERSIONS), ...Object.keys(POST_FACT_VERSIONS), ...ALARM_TYPES,
  'PlatformLost', 'PlatformRestored',
  // A switch into event mode proposes its consultation (MEETING-1).
  'MatterOpened',
]

let server: TestApp
let socket: ReturnType<typeof io>

beforeEach(async () => {
  server = await startTestApp()
  socket = io(server.url, { extraHeaders: bearer(server.grants.key), transports: ['websocket'], parser: { Encoder, Decoder } })
  await next('connect')
})

afterEach(async () => {
  socket.disconnect()
  await server.close()
})

function next<T = void>(event: string): Promise<T> {
  return new Promise((resolve) => void socket.once(event, resolve))
}

async function join(request: Partial<JoinRequest>): Promise<JoinAnswer> {
  const answer = next<JoinAnswer>(EVENTS.joined)
  socket.emit(EVENTS.join, { protocol: PROTOCOL_VERSION, site: null, journal: null, seq: 0, ...request })
  return answer
}

/** Makes one fact of every kind, and hands over what the screen was sent of them. */
async function makeFacts(): Promise<BoardFact[]> {
  const seen: BoardFact[] = []
  const all = new Promise<void>((resolve) => {
    socket.on(EVENTS.factsRecorded, (facts: BoardFact[]) => {
      expect(misfitsOf(FactsSchema, facts)).toEqual([])
      seen.push(...facts)
      if (FACT_TYPES.every((wanted) => seen.some(({ type }) => type === wanted))) resolve()
    })
  })
  const report = await server.post<{ incidentId: string }>('/api/v1/reports', reportBody({ place: '东门' }))
  await server.post(`/api/v1/incidents/${report.body.incidentId}/stamps`, stampBody('respond', { note: '已接' }))
  await workThrough(report.body.incidentId)
  await workModes()
  const upstream = platformId(0)
  for (const status of ['down', 'up', 'down', 'up', 'down'] as const) {
    await server.postReadings('/api/v1/heartbeats', [{ upstream, at: server.clock.now(), status }])
    await server.clock.advance(SECOND_MS)
  }
  const alarm = `/api/v1/alarms/platformDown:${upstream}`
  const until = server.clock.now() + MINUTE_MS
  const { body: list } = await server.get<{ alarms: { key: string; occurrence: number }[] }>('/api/v1/alarms')
  const occurrence = list.alarms.find(({ key }) => key === `platformDown:${upstream}`)?.occurrence
  await server.post(`${alarm}/acknowledge`, { commandId: 'seen', occurrence })
  await server.post(`${alarm}/shelve`, { commandId: 'aside', until, reason: '检修' })
  await server.clock.advance(5 * MINUTE_MS + 1)
  await server.postReadings('/api/v1/heartbeats', [{ upstream, at: server.clock.now() }])
  await all
  return seen
}

/** Every command about mode and posts; an incident of level I proposes emergency. */
async function workModes(): Promise<void> {
  const [now, unit] = [server.clock.now(), unitId(0)]
  const say = async (commandId: string, path: string, body: object): Promise<void> => {
    expect(await server.post(`/api/v1/${path}`, { commandId, ...body })).toMatchObject({ status: 201 })
  }
  await server.post('/api/v1/reports', reportBody({ commandId: 'grave', level: 'I' }))
  await server.clock.advance(1)
  await say('roster', 'posts/roster', { shifts: [{ post: 'post-0', startsAt: now, endsAt: now + MINUTE_MS, unit, count: 4 }] })
  await say('in', 'posts/post-0/check-in', { unit })
  await say('out', 'posts/post-0/check-out', { unit })
  await say('switch', 'mode/switch', { to: 'event', reason: '开幕' })
  const { body } = await server.get<{ standing: number[] }>('/api/v1/mode')
  await say('decline', `mode/proposals/${body.standing[0]}/decline`, { reason: '已控制' })
  await say('prepare', 'mode/switch', { to: 'emergency', reason: '大面积停电' })
}

/** Every command about an incident, so that each of its facts is seen; the deadlines make the rest. */
async function workThrough(incident: string): Promise<void> {
  let commands = 0
  const say = async (id: string, path: string, body: object): Promise<number> =>
    (await server.post<{ seq: number }>(`/api/v1/incidents/${id}/${path}`, { commandId: `c-${(commands += 1)}`, ...body })).body.seq
  const other = await server.post<{ incidentId: string; seq: number }>('/api/v1/reports', reportBody({ commandId: 'other', level: 'I' }))
  await say(incident, 'corrections', { stamp: 2, at: server.clock.now(), reason: '录入有误' })
  await say(incident, 'corrections', { stamp: 2, at: server.clock.now() - 1, reason: '录入有误' })
  const second = await say(incident, 'stamps', { stage: 'respond', department: 'fireRescue' })
  await say(incident, 'withdrawals', { stamp: second, reason: '误按' })
  await say(incident, 'departments', { department: 'police' })
  await say(incident, 'notes', { text: '现场平稳' })
  await say(incident, 'take', {})
  await say(incident, 'leave', {})
  const level = await say(incident, 'level', { level: 'II', reason: '火势扩大' })
  await say(incident, 'decisions', { escalation: level + 1, accept: false, reason: '力量足够' })
  await say(incident, 'measures', { measure: 'assessment', note: '已研判' })
  await say(incident, 'cancel', { reason: '误报' })
  await say(incident, 'reopen', { reason: '复燃' })
  await say(incident, 'merge', { into: other.body.incidentId, reason: '同一事件' })
  await say(other.body.incidentId, 'decisions', { escalation: other.body.seq + 1, accept: true, reason: '升级' })
  await server.clock.advance(3 * MINUTE_MS + 1)
  await say(other.body.incidentId, 'stamps', { stage: 'respond', at: server.clock.now() - MINUTE_MS, note: '补报' })
  await say(other.body.incidentId, 'acknowledgements', { escalation: other.body.seq + 1 })
  await say(other.body.incidentId, 'stamps', { stage: 'resolve' })
  await say(other.body.incidentId, 'close', { note: '处置完毕' })
}

function misfitsOf(schema: TSchema, value: unknown): unknown[] {
  return [...Compile(schema).Errors(value)]
}

test('DOCS-2 facts of every kind, beats and answers to a join are as the description says', async () => {
  const empty = await join({})
  expect(empty.kind).toBe('snapshot')
  expect(misfitsOf(JoinAnswerSchema, empty)).toEqual([])
  const facts = await makeFacts()
  // The switch of the mode proposes a consultation, which is a matter.
  expect(new Set(facts.map(({ type }) => type))).toEqual(new Set([...FACT_TYPES, 'MatterOpened']))
  const beat = await next<Beat>(EVENTS.beatSent)
  expect(misfitsOf(BeatSchema, beat)).toEqual([])

  const full = await join({})
  expect(full.kind === 'snapshot' && full.board.incidents.length).toBe(3)
  expect(misfitsOf(JoinAnswerSchema, full)).toEqual([])
  const diff = await join({ site: beat.site, journal: beat.journal, seq: 1 })
  expect(diff.kind === 'diff' && diff.facts.length).toBe(facts.length - 1)
  expect(misfitsOf(JoinAnswerSchema, diff)).toEqual([])
})

test('DOCS-2 refusals and the server time are as the description says, and anything else is not', async () => {
  const refused = await join({ protocol: PROTOCOL_VERSION + 1 })
  expect(refused.kind).toBe('refused')
  expect(misfitsOf(JoinAnswerSchema, refused)).toEqual([])
  expect(misfitsOf(JoinAnswerSchema, { ...refused, more: 1 })).not.toEqual([])
  expect(misfitsOf(ClockSampleSchema, await socket.emitWithAck(EVENTS.sampleClock))).toEqual([])
})
