import { io, Manager, type Socket } from 'socket.io-client'
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
/** Socket.IO's packet that greets whoever was let in. */
const CONNECT = 0
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

  it('ACCESS-2: from a foreign origin does not open, each of them turned away before the handshake and counted; from our own it does', async () => {
    const port = test.port
    const foreign = [
      'https://evil.example', `http://127.0.0.1:${port + 1}`, `http://127.0.0.1:${port}.evil.example`, 'null', `http://localhost:${port}`, 'file://',
      `https://127.0.0.1:${port}`, `http://user@127.0.0.1:${port}`, `${test.url}/`,
    ]
    const ends: string[] = []
    for (const origin of foreign) ends.push(await end(open({ ...bearer(test.grants.key), origin })))
    expect(ends).toEqual(foreign.map(() => 'refused'))
    expect((await test.get<string>('/metrics')).body).toContain(`ruyi_inputs_total{door="socket",outcome="foreignOrigin"} ${foreign.length}\n`)
    expect(await end(open({ ...bearer(test.grants.key), origin: test.url }))).toBe('open')
  })

  it('ACCESS-2: polling opens for nobody, our own pages neither: the transport is not there', async () => {
    const poll = async (origin: string): Promise<unknown> => {
      const answer = await fetch(`${test.url}/socket.io/?EIO=4&transport=polling`, { headers: { ...bearer(test.grants.key), origin } })
      return [answer.status, (await answer.json() as { message: string }).message]
    }
    for (const origin of [test.url, 'https://evil.example']) expect(await poll(origin), origin).toEqual([400, 'Transport unknown'])
    expect(await end(open({ ...bearer(test.grants.key), origin: test.url }, 'polling'))).toBe('refused')
  })

  it('looks again at who it is between its way in and its first word: a key revoked there is not let in', async () => {
    const opened = async (id: string): Promise<{ manager: Manager; enter: () => Promise<string> }> => {
      const { secret } = letIn(test.access, 'source', id, { scopes: ['board'] })
      const manager = new Manager(test.url, { transports: ['websocket'], parser: { Encoder, Decoder }, extraHeaders: bearer(secret), reconnection: false, autoConnect: false })
      await new Promise<void>((resolve, reject) => void manager.open((error) => (error === undefined ? resolve() : reject(error))))
      const enter = (): Promise<string> => new Promise((resolve) => {
        const socket = manager.socket('/')
        sockets.push(socket)
        socket.once('connect', () => resolve('open'))
        socket.once('connect_error', ({ message }) => resolve(message))
        socket.connect()
      })
      return { manager, enter }
    }
    const [stays, revoked] = [await opened('stays'), await opened('revoked')]
    test.access.administration.revoke('revoked', CONSOLE)
    expect([await stays.enter(), await revoked.enter()]).toEqual(['open', 'notSignedIn'])
  })

  it('is offered no recovery of what it missed, which would let it in unasked', async () => {
    const mine = open(bearer(test.grants.key))
    const greeting = new Promise<unknown>((resolve) => void mine.io.on('packet', ({ type, data }) => type === CONNECT && resolve(data)))
    expect(await end(mine)).toBe('open')
    expect(Object.keys(await greeting as object)).toEqual(['sid'])
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
