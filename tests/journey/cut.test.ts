import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EVENTS, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { permissionsOf, ROLES, SCOPES } from '../../shared/access/roles.ts'
import { bearer } from '../support/grants.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const CONSOLE = { who: 'console', sourceAddress: 'console' }
const LIMITS = { idleMs: 60_000, fieldIdleMs: 120_000, absoluteMs: 600_000 }
const CUT_WITHIN_MS = 2_000
let test: TestApp
const sockets: Socket[] = []

beforeEach(async () => {
  test = await startTestApp({ limits: LIMITS })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect()
  await test.close()
})

function open(headers: Record<string, string>, transport = 'websocket'): Socket {
  const socket = io(test.url, { transports: [transport], parser: { Encoder, Decoder }, extraHeaders: headers, reconnection: false, forceNew: true })
  sockets.push(socket)
  return socket
}

/** How opening ends: open or refused. */
function end(socket: Socket): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('open'))
    socket.once('connect_error', () => resolve('refused'))
  })
}

const once = (socket: Socket, event: string): Promise<void> => new Promise((resolve) => void socket.once(event, () => resolve()))

describe('ACCESS-9: a socket', () => {
  it('opens for whoever may read the board, and for nobody else', async () => {
    const ends: Record<string, string> = { nobody: await end(open({})), 'made up': await end(open(bearer('x'))) }
    for (const role of ROLES.filter((each) => each !== 'source')) ends[role] = await end(open(cookieOf(letIn(test.access, role, role))))
    for (const scope of SCOPES) ends[scope] = await end(open(bearer(letIn(test.access, 'source', scope, { scopes: [scope] }).secret)))
    const may = (yes: boolean): string => (yes ? 'open' : 'refused')
    expect(ends).toEqual({
      nobody: 'refused', 'made up': 'refused',
      ...Object.fromEntries(ROLES.filter((role) => role !== 'source').map((role) => [role, may(permissionsOf(role).has('readBoard'))])),
      ...Object.fromEntries(SCOPES.map((scope) => [scope, may(scope === 'board')])),
    })
    expect((await test.get<string>('/metrics')).body).toMatch(/ruyi_inputs_total\{door="socket",outcome="notSignedIn"\} [1-9]/)
  })

  it('ACCESS-2: from a foreign origin does not open, by neither transport', async () => {
    const port = test.port
    const foreign = [
      'https://evil.example', `http://127.0.0.1:${port + 1}`, `http://127.0.0.1:${port}.evil.example`, 'null', `http://localhost:${port}`, 'file://',
    ]
    const ends: string[] = []
    for (const origin of foreign) {
      for (const transport of ['websocket', 'polling']) ends.push(await end(open({ ...bearer(test.grants.key), origin }, transport)))
    }
    expect(ends).toEqual(foreign.flatMap(() => ['refused', 'refused']))
    expect(await end(open({ ...bearer(test.grants.key), origin: test.url }))).toBe('open')
  })

  it.each([
    ['a key', () => ({ id: 'gps', headers: bearer(letIn(test.access, 'source', 'gps', { scopes: ['board'] }).secret) })],
    ['a screen', () => ({ id: 'hall', headers: cookieOf(letIn(test.access, 'wall', 'hall')) })],
    ['an account', () => ({ id: 'desk', headers: cookieOf(letIn(test.access, 'operator', 'desk')) })],
  ] as const)('of %s that is revoked is cut within 2 s, others stay', async (_what, make) => {
    const { id, headers } = make()
    const [mine, other] = [open(headers), open(bearer(test.grants.key))]
    expect([await end(mine), await end(other)]).toEqual(['open', 'open'])
    const from = performance.now()
    test.access.administration.revoke(id, CONSOLE)
    await once(mine, 'disconnect')
    expect(performance.now() - from).toBeLessThan(CUT_WITHIN_MS)
    expect(other.connected).toBe(true)
    expect(await end(open(headers))).toBe('refused')
  })

  it('that asks for something after it was revoked is cut instead of answered', async () => {
    const mine = open(bearer(letIn(test.access, 'source', 'gps', { scopes: ['board'] }).secret))
    expect(await end(mine)).toBe('open')
    const answers: string[] = []
    mine.on(EVENTS.joined, () => answers.push('joined'))
    test.access.administration.revoke('gps', CONSOLE)
    mine.emit(EVENTS.join, { protocol: PROTOCOL_VERSION, site: test.site.version, journal: null, seq: 0 })
    await once(mine, 'disconnect')
    expect(answers).toEqual([])
  })

  it('ACCESS-6: of a session at its idle limit stays, a millisecond later it is cut', async () => {
    const mine = open(cookieOf(letIn(test.access, 'operator', 'desk')))
    const cut = once(mine, 'disconnect')
    expect(await end(mine)).toBe('open')
    mine.emit(EVENTS.join, { protocol: PROTOCOL_VERSION, site: test.site.version, journal: null, seq: 0 })
    await once(mine, EVENTS.joined)
    test.clock.set(test.clock.now() + LIMITS.idleMs)
    for (let beats = 0; beats < 2; beats++) await once(mine, EVENTS.beatSent)
    expect(mine.connected).toBe(true)
    test.clock.set(test.clock.now() + 1)
    await cut
  })
})
