import { io } from 'socket.io-client'
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BoardFact } from '../../shared/board.ts'
import { BeatSchema, ClockSampleSchema, FactsSchema, JoinAnswerSchema } from '../../shared/protocol/eventSchemas.ts'
import { EVENTS, PROTOCOL_VERSION, type Beat, type JoinAnswer, type JoinRequest } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { reportBody, stampBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { platformId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const MINUTE_MS = 60_000
const FACT_TYPES = ['IncidentReported', 'LimitMissed', 'PlatformLost', 'PlatformRestored', 'StageStamped']

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
      if (new Set(seen.map(({ type }) => type)).size === FACT_TYPES.length) resolve()
    })
  })
  const report = await server.post<{ incidentId: string }>('/api/v1/reports', reportBody({ place: '东门' }))
  await server.post(`/api/v1/incidents/${report.body.incidentId}/stamps`, stampBody('respond', { note: '已接' }))
  const upstream = platformId(0)
  await server.postReadings('/api/v1/heartbeats', [{ upstream, at: server.clock.now(), status: 'down' }])
  await server.clock.advance(5 * MINUTE_MS + 1)
  await server.postReadings('/api/v1/heartbeats', [{ upstream, at: server.clock.now() }])
  await all
  return seen
}

function misfitsOf(schema: TSchema, value: unknown): unknown[] {
  return [...Compile(schema).Errors(value)]
}

test('DOCS-2 facts of every kind, beats and answers to a join are as the description says', async () => {
  const empty = await join({})
  expect(empty.kind).toBe('snapshot')
  expect(misfitsOf(JoinAnswerSchema, empty)).toEqual([])
  const facts = await makeFacts()
  expect(new Set(facts.map(({ type }) => type))).toEqual(new Set(FACT_TYPES))
  const beat = await next<Beat>(EVENTS.beatSent)
  expect(misfitsOf(BeatSchema, beat)).toEqual([])

  const full = await join({})
  expect(full.kind === 'snapshot' && full.board.incidents.length).toBe(1)
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
