import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../server/journal/openStore.ts'
import { systemClock } from '../../server/systemClock.ts'
import type { BoardFact } from '../../shared/board.ts'
import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import type { Site } from '../../shared/site/types.ts'
import { reportBody, stampBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { buildServer, startServerProcess, type BuiltServer, type ServerProcess } from '../support/serverProcess.ts'

/** Acknowledged commands after which each round is killed. */
const ROUNDS = [60, 25, 140]
/** Senders at work at any time. */
const SENDERS = 12

interface Acknowledged {
  readonly commandId: string
  readonly incidentId: string
  readonly number?: string
  readonly seq: number
}

let built: BuiltServer
let dir: string
let server: ServerProcess | null

beforeAll(async () => {
  built = await buildServer()
})
afterAll(() => built.remove())
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kill-'))
  server = null
})
afterEach(async () => {
  await server?.kill()
  await rm(dir, { recursive: true })
})

async function post(path: string, body: object): Promise<{ status: number; body: Acknowledged } | null> {
  try {
    const response = await fetch(
      server!.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...bearer(server!.grants.key) }, body: JSON.stringify(body) },
    )
    return { status: response.status, body: (await response.json()) as Acknowledged }
  } catch {
    return null
  }
}

/** Reports and stamps from many senders at once until the server has acknowledged `enough` of them and is killed. */
async function loadAndKill(round: number, centre: Site['view']['centre'], enough: number): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  const take = async (path: string, body: { commandId: string }): Promise<Acknowledged | null> => {
    const answer = await post(path, body)
    if (answer === null) return null
    expect(answer.status).toBe(201)
    acknowledged.push({ ...answer.body, commandId: body.commandId })
    if (acknowledged.length === enough) await server!.kill()
    return answer.body
  }
  const send = async (sender: number): Promise<void> => {
    for (let n = 0; ; n += 1) {
      const id = `${round}-${sender}-${n}`
      const report = await take('/api/v1/reports', reportBody({ commandId: id, position: { lon: centre[0], lat: centre[1] } }))
      if (report === null) return
      if ((await take(`/api/v1/incidents/${report.incidentId}/stamps`, stampBody('respond', { commandId: `${id}-s` }))) === null) return
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, (_, sender) => send(sender)))
  return acknowledged
}

async function recorded(): Promise<{ facts: BoardFact[]; brokenAt: number | null }> {
  const store = await openStore(join(dir, 'live'), { report: () => undefined })
  const facts = await store.journal.readAfter(0, 1_000_000)
  const { brokenAt } = await store.journal.verify()
  await store.close()
  return { facts, brokenAt }
}

describe('LOG-1: the server killed with SIGKILL under load', () => {
  it(`loses nothing it acknowledged in ${ROUNDS.length} rounds, answers the same again, and keeps its chain`, async () => {
    const all: Acknowledged[] = []
    for (const [round, enough] of ROUNDS.entries()) {
      server = await startServerProcess(built, dir)
      const site = (await (await fetch(`${server.url}/api/v1/site`, { headers: bearer(server.grants.key) })).json()) as Site
      if (round > 0) await expectSameAnswers(all, site.view.centre)
      all.push(...(await loadAndKill(round, site.view.centre, enough)))
    }
    const { facts, brokenAt } = await recorded()
    expect(brokenAt).toBeNull()
    expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, i) => i + 1))
    for (const { commandId, incidentId, seq } of all) {
      expect(facts[seq - 1], commandId).toMatchObject({ seq, commandId, data: { incidentId } })
    }
    const commands = facts.flatMap(({ commandId }) => commandId ?? [])
    expect(new Set(commands).size).toBe(commands.length)
    const numbers = facts.flatMap((fact) => (fact.type === 'IncidentReported' ? fact.data.number : []))
    expect(new Set(numbers).size).toBe(numbers.length)
  }, 120_000)

  /** INPUT-3: some of what was acknowledged before the kill, sent again to the server that came after it. */
  async function expectSameAnswers(all: readonly Acknowledged[], centre: Site['view']['centre']): Promise<void> {
    for (const { commandId, ...answer } of all.filter(({ number }) => number !== undefined).slice(-3)) {
      const again = await post('/api/v1/reports', reportBody({ commandId, position: { lon: centre[0], lat: centre[1] } }))
      expect(again).toEqual({ status: 201, body: answer })
    }
  }

  it('CLOCK-4: has its clocks right afterwards: limits that passed meanwhile have their own time', async () => {
    server = await startServerProcess(built, dir)
    const { view } = (await (await fetch(`${server.url}/api/v1/site`, { headers: bearer(server.grants.key) })).json()) as Site
    const { now } = (await (await fetch(`${server.url}/healthz`)).json()) as { now: number }
    const limitAt = now + 1_000
    const soon = limitAt - ARTICLE_LIMITS_MS.respond
    const old = now - 6 * MINUTE_MS
    const report = (commandId: string, reportedAt: number): ReturnType<typeof post> =>
      post('/api/v1/reports', reportBody({ commandId, reportedAt, position: { lon: view.centre[0], lat: view.centre[1] } }))
    const [first, second] = [await report('soon', soon), await report('old', old)]
    await server.kill()
    await new Promise<void>((resolve) => systemClock.wakeAt(limitAt + 1, resolve))
    server = await startServerProcess(built, dir)
    await server.kill()
    const { facts } = await recorded()
    const missedOf = (answer: typeof first): [string, number][] =>
      facts.flatMap((fact) => (fact.type === 'LimitMissed' && fact.data.incidentId === answer?.body.incidentId ? [
        [fact.data.stage, fact.at] as [string, number],
      ] : []))
    expect(missedOf(first)).toEqual([['respond', limitAt]])
    expect(missedOf(second)).toEqual([['respond', old + ARTICLE_LIMITS_MS.respond], ['dispatch', old + ARTICLE_LIMITS_MS.dispatch]])
    for (const fact of facts) if (fact.type === 'LimitMissed') expect(fact.recordedAt).toBeGreaterThan(fact.at)
  }, 60_000)

  it('stopped in good order ends with 0, and a second server on the same folder is refused while the first runs', async () => {
    server = await startServerProcess(built, dir)
    await expect(startServerProcess(built, dir)).rejects.toThrow(/the server ended with 1: .*pid/s)
    expect(await server.stop()).toBe(0)
  }, 60_000)

  it('DEMO-2: keeps what a simulator makes up in a folder of its own', async () => {
    server = await startServerProcess(built, dir, { SIMULATOR: 'on' })
    await server.kill()
    expect(await readdir(dir)).toEqual(['demo'])
    server = await startServerProcess(built, dir)
    expect(((await (await fetch(`${server.url}/api/v1/board`, { headers: bearer(server.grants.key) })).json()) as { demo: boolean; incidents: [] }).incidents).toEqual([])
    expect((await readdir(dir)).sort()).toEqual(['demo', 'live'])
  }, 60_000)

  it('ACCESS-1: told to listen for others it refuses and says why', async () => {
    await expect(startServerProcess(built, dir, { HOST: '0.0.0.0' })).rejects.toThrow(
      /the server ended with 1: refusing to listen on 0\.0\.0\.0: .* TRUST_PROXY/,
    )
  }, 60_000)
})
