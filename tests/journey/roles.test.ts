import Fastify from 'fastify'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enforce, UndeclaredRoute, type DeclaredRoute, type EnforceDeps } from '../../server/access/enforce.ts'
import { createGate } from '../../server/access/gate.ts'
import { ROUTE_TABLE } from '../../server/access/routeTable.ts'
import { ROLES, SCOPES } from '../../shared/access/roles.ts'
import { SOCKET_COMMANDS } from '../../shared/access/routes.ts'
import { EVENTS, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { positionBody, reportBody, stampBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { PUBLIC, WHO_LISTENS, WHO_LOOKS, WHO_MAY } from '../support/whoMay.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

let test: TestApp
let page = ''

beforeAll(async () => {
  page = await mkdtemp(join(tmpdir(), 'page-'))
  await writeFile(join(page, 'index.html'), '<!doctype html>')
  test = await startTestApp({ pageDir: page })
})
afterAll(async () => {
  await test.close()
  await rm(page, { recursive: true })
})

/** Everybody there is: nobody, each role, and a key for each scope. */
let runs = 0
function everybody(): { name: string; headers: Record<string, string> }[] {
  const run = `walk-${(runs += 1)}`
  const roles = ROLES.filter((role) => role !== 'source').map((role) => ({ name: role, headers: cookieOf(letIn(test.access, role, `${run}-${role}`)) }))
  const keys = SCOPES.map((scope) => ({ name: `key for ${scope}`, headers: bearer(letIn(test.access, 'source', `${run}-${scope}`, { scopes: [scope] }).secret) }))
  return [{ name: 'nobody', headers: {} }, ...roles, ...keys]
}

const nameOf = ({ method, url }: DeclaredRoute): string => `${method === 'HEAD' ? 'GET' : method} ${url}`

async function called({ method, url }: DeclaredRoute, headers: Record<string, string>): Promise<string> {
  const path = url.replace(':id', 'nobody').replace(':step', 'none').replace('*', 'index.css')
  const response = await fetch(test.url + path, { method, headers, redirect: 'manual' })
  if (method === 'HEAD') return { 401: 'notSignedIn', 403: 'notAllowed' }[response.status] ?? 'let in'
  const text = await response.text()
  const code = /"code":"(notSignedIn|notAllowed)"/.exec(text)?.[1]
  return code ?? 'let in'
}

describe('ACCESS-3: every route of the server', () => {
  it('called by everybody lets in whom the role allows and nobody else', async () => {
    const routes = test.app.http.declaredRoutes().filter(({ method, url }) => method !== 'DELETE' || url !== '/api/v1/session')
    const mismatches: string[] = []
    let walked = 0
    for (const { name, headers } of everybody()) {
      const mine = new Set([...PUBLIC, ...(WHO_MAY[name] ?? [])])
      for (const route of routes) {
        const expected = mine.has(nameOf(route)) ? 'let in' : name === 'nobody' ? 'notSignedIn' : 'notAllowed'
        const got = await called(route, headers)
        walked += 1
        if (got !== expected) mismatches.push(`${route.method} ${route.url} as ${name}: ${got}, not ${expected}`)
      }
    }
    expect(mismatches).toEqual([])
    expect(walked).toBeGreaterThan(2_000)
  })

  it('is written down for somebody, and nothing is that does not exist', () => {
    const registered = new Set(test.app.http.declaredRoutes().map(nameOf))
    const written = new Set([...PUBLIC, ...Object.values(WHO_MAY).flat(), 'DELETE /api/v1/session'])
    expect([...registered].filter((name) => !written.has(name))).toEqual([])
    expect([...written].filter((name) => !registered.has(name))).toEqual([])
  })

  it('and every row of the table is a route', () => {
    const registered = test.app.http.declaredRoutes().map(nameOf)
    expect(Object.keys(ROUTE_TABLE).filter((row) => !registered.some((name) => (row.endsWith('*') ? name.startsWith(row.slice(0, -1)) : name === row)))).toEqual([])
  })

  it('that stands in no row of the table stops the start', async () => {
    const app = Fastify()
    await app.register(enforce, { access: test.access, gate: createGate(test.access), count: () => undefined } satisfies EnforceDeps)
    app.get('/forgotten', () => 'x')
    app.get('/healthz', () => 'x')
    await expect(app.ready()).rejects.toThrow(UndeclaredRoute)
    await expect(app.ready()).rejects.toThrow(/may call \/forgotten\?/)
  })

  it('counts what it refuses, and the trail says who was refused what', async () => {
    const auditor = letIn(test.access, 'auditor', 'auditor-1')
    const operator = letIn(test.access, 'operator', 'operator-1')
    test.clock.set(test.clock.now() + 60_000)
    expect((await fetch(`${test.url}/api/v1/audit`, { headers: cookieOf(operator) })).status).toBe(403)
    const entries = await (await fetch(`${test.url}/api/v1/audit?limit=1000`, { headers: cookieOf(auditor) })).json() as { who: string; what: string; outcome: string }[]
    expect(entries.at(-1)).toMatchObject({ who: 'operator-1', what: 'GET /api/v1/audit', outcome: expect.stringMatching(/^notAllowed/) as string })
    const metrics = (await test.get<string>('/metrics')).body
    expect(metrics).toMatch(/ruyi_inputs_total\{door="http",outcome="notAllowed"\} [1-9]/)
    expect(metrics).toMatch(/ruyi_inputs_total\{door="http",outcome="notSignedIn"\} [1-9]/)
  })
})

describe('ACCESS-3: every command on a socket', () => {
  const refusedLooks = async (): Promise<number> => {
    const metrics = (await test.get<string>('/metrics')).body
    return Number(/ruyi_inputs_total\{door="socket",outcome="notAllowed"\} (\d+)/.exec(metrics)?.[1] ?? 0)
  }

  it('is taken from whom the role allows and from nobody else', async () => {
    expect(Object.keys(SOCKET_COMMANDS).sort()).toEqual(['connect', EVENTS.join, EVENTS.sampleClock, EVENTS.look].sort())
    const got: Record<string, string[]> = { listens: [], joins: [], looks: [] }
    for (const { name, headers } of everybody()) {
      const socket = io(test.url, { transports: ['websocket'], parser: { Encoder, Decoder }, extraHeaders: headers, reconnection: false, forceNew: true })
      const open = await new Promise<boolean>((resolve) => {
        socket.once('connect', () => resolve(true))
        socket.once('connect_error', () => resolve(false))
      })
      if (open) {
        const time = await socket.timeout(5_000).emitWithAck(EVENTS.sampleClock) as unknown
        if (typeof time === 'number') got['listens']!.push(name)
        const joined = new Promise<void>((resolve) => void socket.once(EVENTS.joined, () => resolve()))
        socket.emit(EVENTS.join, { protocol: PROTOCOL_VERSION, site: test.site.version, journal: null, seq: 0 })
        await joined
        got['joins']!.push(name)
        const before = await refusedLooks()
        socket.emit(EVENTS.look, null)
        await socket.timeout(5_000).emitWithAck(EVENTS.sampleClock)
        if (await refusedLooks() === before) got['looks']!.push(name)
        const heard = await refusedLooks()
        socket.emit('incident:close', 'x')
        await socket.timeout(5_000).emitWithAck(EVENTS.sampleClock)
        expect(await refusedLooks()).toBe(heard + 1)
      }
      socket.disconnect()
    }
    const sorted = (names: readonly string[]): string[] => [...names].sort()
    expect(sorted(got['listens']!)).toEqual(sorted(WHO_LISTENS))
    expect(sorted(got['joins']!)).toEqual(sorted(WHO_LISTENS))
    expect(sorted(got['looks']!)).toEqual(sorted(WHO_LOOKS))
  })
})

describe('ACCESS-3: a call of readings, which goes before the router,', () => {
  const send = (headers: Record<string, string>) => fetch(`${test.url}/api/v1/positions`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify([positionBody(0, test.clock.now())]),
  })

  it('needs a key for positions, that is not revoked', async () => {
    const positions = letIn(test.access, 'source', 'gps', { scopes: ['positions'] })
    const cameras = letIn(test.access, 'source', 'cctv', { scopes: ['cameras'] })
    expect((await send({})).status).toBe(401)
    expect((await send(bearer('made-up'))).status).toBe(401)
    expect((await send(bearer(cameras.secret))).status).toBe(403)
    expect((await send(bearer(positions.secret))).status).toBe(200)
    test.access.administration.revoke('gps', { who: 'tests', sourceAddress: 'console' })
    expect((await send(bearer(positions.secret))).status).toBe(401)
  })
})

describe('ACCESS-3: a unit’s phone', () => {
  it('stamps for its unit alone', async () => {
    const [own = '', other = ''] = test.site.teams.map(({ id }) => id)
    const phone = letIn(test.access, 'field', 'phone-1', { unit: own })
    const { body } = await test.post<{ incidentId: string }>('/api/v1/reports', reportBody())
    const stamp = (more: object): Promise<Response> => fetch(`${test.url}/api/v1/incidents/${body.incidentId}/stamps`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...cookieOf(phone) }, body: JSON.stringify(stampBody('arrive', more)),
    })
    for (const more of [{ commandId: 'a', unit: other }, { commandId: 'b', unit: undefined }]) {
      const refused = await stamp(more)
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'notAllowed', field: 'unit' }])
    }
    const forOthers = await stamp({ commandId: 'd', unit: own, department: test.site.departments[0]!.id })
    expect([forOthers.status, await forOthers.json()]).toMatchObject([403, { code: 'notAllowed', field: 'department' }])
    expect((await stamp({ commandId: 'c', unit: own })).status).toBe(201)
  })
})

describe('MATTER-9, ACCESS-3: a key of a unit’s own system', () => {
  const send = (secret: string, path: string, body: object) => fetch(`${test.url}/api/v1/${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...bearer(secret) }, body: JSON.stringify(body),
  })
  const hazard = (commandId: string) => ({ commandId, summary: '井盖缺失', risk: 'facility', grid: test.site.grids[0]!.id })
  const assigned = async (secret: string, mark: string): Promise<string> => {
    const { matterId } = await (await send(secret, 'matters/hazard', hazard(`open-${mark}`))).json() as { matterId: string }
    expect((await send(secret, `matters/${matterId}/assign`, { commandId: `assign-${mark}`, assignee: 'department', department: 'police' })).status).toBe(201)
    return matterId
  }

  it('given the scope matters, when it records and assigns, then it is taken by its name; decisions, mode and scene stay with people', async () => {
    const { secret } = letIn(test.access, 'source', 'work-orders', { scopes: ['matters'] })
    const id = await assigned(secret, 'a')
    expect(test.app.pipeline.lane.board.matters.get(id)).toMatchObject({ state: 'assigned', openedBy: 'work-orders' })
    for (const path of ['matters/planRun', 'mode/switch', 'scene/take', 'posts/roster']) {
      const refused = await send(secret, path, { commandId: 'never' })
      expect([path, refused.status, await refused.json()]).toMatchObject([path, 403, { code: 'notAllowed' }])
    }
  })

  it('given the scope steps and a department, when it ticks, then its own steps alone; without a department for headquarters', async () => {
    const matters = letIn(test.access, 'source', 'orders-2', { scopes: ['matters'] })
    const id = await assigned(matters.secret, 'b')
    const [police, fire, office] = ([['steps-police', 'police'], ['steps-fire', 'fireRescue'], ['steps-office', undefined]] as const)
      .map(([name, department]) => letIn(test.access, 'source', name, { scopes: ['steps'], ...(department === undefined ? {} : { department }) }).secret)
    const tick = (secret = '', step = '', commandId = '') => send(secret, `matters/${id}/steps/${step}/tick`, { commandId })
    expect(await (await tick(fire, 'evidence', 't-1')).json()).toMatchObject({ code: 'notOwner', field: 'step' })
    expect(await (await tick(police, 'warn', 't-2')).json()).toMatchObject({ code: 'notOwner' })
    expect([(await tick(police, 'evidence', 't-3')).status, (await tick(office, 'warn', 't-4')).status]).toEqual([201, 201])
    const steps = test.app.pipeline.lane.board.matters.get(id)!.steps.map(({ ticked }) => [ticked?.by, ticked?.department, ticked?.onBehalf])
    expect(steps).toEqual([['steps-office', null, false], ['steps-police', 'police', false]])
  })

  it('given the scopes roster, profiles and presence, when each is used, then its own route takes it and no other', async () => {
    const [roster, profiles, presence] = (['roster', 'profiles', 'presence'] as const).map((scope) =>
      letIn(test.access, 'source', `own-${scope}`, { scopes: [scope], ...(scope === 'presence' ? { department: 'police' } : {}) }).secret)
    expect((await send(roster!, 'posts/roster', { commandId: 'r-1', shifts: [{ post: test.site.posts[0]!.id, startsAt: test.clock.now(), endsAt: test.clock.now() + 3_600_000, role: 'guard', count: 1 }] })).status).toBe(201)
    const told = { commandId: 'p-1', grid: test.site.grids[0]!.id, asOf: '2023-11-22', buildings: 1, residents: 2, companies: {}, fraudCases: 0 }
    expect((await send(profiles!, 'grid-profile', told)).status).toBe(201)
    const other = await send(presence!, 'events/none/check-in', { commandId: 'c-1', department: 'fireRescue' })
    expect([other.status, await other.json()]).toMatchObject([403, { code: 'notAllowed', field: 'department' }])
    expect(await (await send(presence!, 'events/none/check-in', { commandId: 'c-2' })).json()).toMatchObject({ code: 'unknown', field: 'id' })
    for (const secret of [roster, profiles, presence]) expect((await send(secret!, 'matters/hazard', hazard('never'))).status).toBe(403)
  })

  it('MATTER-9: given a key of a department with every scope of matters, then it may what an account of it may, and is refused where that is', async () => {
    const made = await send(letIn(test.access, 'operator', 'opens-for-key').secret, 'matters/hazard', { commandId: 'hazard-for-key', summary: '栏杆松动', risk: 'water', grid: 'grid-0' })
    const { matterId } = (await made.json()) as { matterId: string }
    const key = letIn(test.access, 'source', 'police-all', { scopes: ['matters', 'steps', 'presence'], department: 'police' }).secret
    const account = letIn(test.access, 'department', 'police-all-desk', { department: 'police' }).secret
    for (const [i, [path, body]] of ([
      ['matters/hazard', { summary: '栏杆松动', risk: 'water', grid: 'grid-0' }], ['matters/participation', { about: '巡查', unit: 'unit-0', activity: 'patrol', takenAt: test.clock.now() }],
      [`matters/${matterId}/assign`, { assignee: 'department', department: 'fireRescue' }], [`matters/${matterId}/amend`, { reason: '更正', values: { summary: '别的' } }],
      [`matters/${matterId}/dismiss`, { reason: '看错' }],
    ] as const).entries()) {
      for (const secret of [key, account]) expect((await send(secret, path, { commandId: `as-department-${i}`, ...body })).status, path).toBe(403)
    }
    expect(test.app.pipeline.lane.board.matters.get(matterId)).toMatchObject({ state: 'found' })
    await send(letIn(test.access, 'operator', 'assigns-for-key').secret, `matters/${matterId}/assign`, { commandId: 'assign-for-key', assignee: 'department', department: 'police' })
    expect((await send(key, `matters/${matterId}/rectify`, { commandId: 'rectify-by-key', done: '已加固' })).status).toBe(201)
  })

  it('given a department the pack has not, when a key is asked for it, then it is refused by its field and there is no key', async () => {
    const admin = letIn(test.access, 'administrator', 'admin-keys')
    const ask = (department: string) => fetch(`${test.url}/api/v1/access/keys`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...cookieOf(admin) }, body: JSON.stringify({ id: `key-${department.toLowerCase()}`, name: '工单', scopes: ['steps'], department }),
    })
    const refused = await ask('space')
    expect(await refused.json()).toMatchObject({ code: 'unknown', field: 'department' })
    expect((await ask('police')).status).toBe(201)
    expect(test.access.administration.list().filter(({ name }) => name === '工单')).toMatchObject([{ department: 'police', scopes: ['steps'] }])
  })
})
