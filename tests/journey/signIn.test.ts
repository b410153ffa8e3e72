import { once } from 'node:events'
import { WebSocket } from 'ws'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_FAILURES } from '../../shared/access/lock.ts'
import { positionBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { letIn } from '../support/people.ts'
import { startTestApp, type TestApp, type TestAppOptions } from '../support/testApp.ts'
import type { HeldClock } from '../support/heldClock.ts'

const PASSWORD = 'correct horse battery'
const CONSOLE = { who: 'console', sourceAddress: 'console' }
let test: TestApp

async function start(options: Partial<TestAppOptions<HeldClock>> = {}): Promise<void> {
  test = await startTestApp(options)
  test.access.administration.addAccount({ id: 'desk-1', name: '一号席', role: 'operator' }, CONSOLE)
  await test.access.administration.setPassword('desk-1', PASSWORD, CONSOLE)
}

beforeEach(() => start())
afterEach(() => test.close())

interface Told {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly cookie: string
}

async function ask(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Told> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(`${test.url}/api/v1${path}`, { method, headers: { ...type, ...headers }, ...json })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) as Record<string, unknown>, cookie: response.headers.get('set-cookie') ?? '' }
}

const signIn = (password: string, headers: Record<string, string> = {}) => ask('POST', '/session', { account: 'desk-1', password }, headers)
const held = ({ cookie }: Told): { cookie: string } => ({ cookie: cookie.split(';')[0] ?? '' })

describe('signing in', () => {
  it('ACCESS-8: gives a cookie that scripts cannot read and other sites cannot send; signing out ends it', async () => {
    const told = await signIn(PASSWORD)
    expect(told).toMatchObject({ status: 200, body: { id: 'desk-1', role: 'operator', unit: null } })
    expect(told.cookie).toMatch(/^ruyi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(await ask('GET', '/session', undefined, held(told))).toMatchObject({ status: 200, body: { id: 'desk-1' } })
    expect(await ask('DELETE', '/session', undefined, held(told))).toMatchObject({ status: 204, cookie: expect.stringContaining('Max-Age=0') as string })
    expect((await ask('GET', '/session', undefined, held(told))).status).toBe(401)
  })

  it('ACCESS-4: by a link lets in once; a second time is refused', async () => {
    const link = test.access.administration.newLink('desk-1', CONSOLE)
    expect(await ask('POST', '/session/link', { link })).toMatchObject({ status: 200, body: { id: 'desk-1' } })
    expect(await ask('POST', '/session/link', { link })).toMatchObject({ status: 401, body: { code: 'usedLink', field: 'link' }, cookie: '' })
  })

  it('ACCESS-4: a link for a screen gives its browser a cookie that lasts, and reads only', async () => {
    const told = await ask('POST', '/session/link', { link: test.access.administration.addWall('hall', '大厅', CONSOLE) })
    expect(told).toMatchObject({ status: 200, body: { id: 'hall', role: 'wall' }, cookie: expect.stringContaining('Max-Age=34560000') as string })
    expect((await ask('GET', '/board', undefined, held(told))).status).toBe(200)
    expect((await ask('POST', '/reports', {}, held(told))).status).toBe(403)
  })

  it('ACCESS-2: from a page of another site is refused, and signs nobody in', async () => {
    expect(await signIn(PASSWORD, { origin: 'https://evil.example' })).toMatchObject({ status: 403, body: { code: 'foreignOrigin' }, cookie: '' })
  })

  it.each([
    [{ account: 'desk-1' }, 'password'], [{ account: 'desk-1', password: 7 }, 'password'],
    [{ account: 'desk-1', password: PASSWORD, code: '12345' }, 'code'], [{ account: 'desk-1', password: PASSWORD, admin: true }, 'admin'],
  ])('INPUT-1: with %j is refused by its field', async (body, field) => {
    expect(await ask('POST', '/session', body)).toMatchObject({ status: 400, body: { code: 'malformed', field } })
  })
})

describe('one’s own account', () => {
  it('ACCESS-4: is given a new password only with the old one, and its other sessions end', async () => {
    const [here, elsewhere] = [await signIn(PASSWORD), await signIn(PASSWORD)]
    const put = (current: string) => ask('PUT', '/session/password', { current, password: `${PASSWORD} 2` }, held(here))
    expect(await put('wrong')).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
    expect(await put(PASSWORD)).toMatchObject({ status: 204 })
    expect((await ask('GET', '/session', undefined, held(here))).status).toBe(200)
    expect((await ask('GET', '/session', undefined, held(elsewhere))).status).toBe(401)
    expect((await signIn(PASSWORD)).status).toBe(401)
    expect((await signIn(`${PASSWORD} 2`)).status).toBe(200)
  })
})

describe('ACCESS-9: an administrator', () => {
  it('adds accounts, screens and keys over HTTP, and revokes them', async () => {
    const chief = { cookie: `ruyi=${letIn(test.access, 'administrator', 'chief').secret}` }
    const user = await ask('POST', '/access/users', { id: 'desk-9', name: '九号席', role: 'leader' }, chief)
    const wall = await ask('POST', '/access/walls', { id: 'hall', name: '大厅' }, chief)
    const key = await ask('POST', '/access/keys', { id: 'gps', name: '定位', scopes: ['positions'] }, chief)
    expect([user.status, wall.status, key.status]).toEqual([201, 201, 201])
    expect(await ask('POST', '/session/link', { link: user.body['link'] })).toMatchObject({ status: 200, body: { role: 'leader' } })
    expect(await ask('POST', '/access/users', { id: 'desk-9', name: '九号席', role: 'leader' }, chief)).toMatchObject({ status: 409, body: { code: 'taken', field: 'id' } })
    expect(await ask('POST', '/access/users', { id: 'phone', name: '一队', role: 'field', unit: 'NOPE' }, chief)).toMatchObject({ status: 404, body: { code: 'unknown', field: 'unit' } })
    const list = (await ask('GET', '/access', undefined, chief)).body as unknown as { id: string }[]
    expect(list.map(({ id }) => id)).toEqual(expect.arrayContaining(['desk-1', 'chief', 'desk-9', 'hall', 'gps']))
    expect(JSON.stringify(list)).not.toMatch(/argon2|hash|password/)
    expect((await ask('DELETE', '/access/gps', undefined, chief)).status).toBe(204)
    expect(await ask('DELETE', '/access/gps', undefined, chief)).toMatchObject({ status: 404, body: { code: 'unknown' } })
    expect(await ask('DELETE', '/access/chief', undefined, chief)).toMatchObject({ status: 409, body: { code: 'lastAdministrator' } })
  })
})

describe('ACCESS-4: a link to an account that somebody else is in', () => {
  it('ends the sessions from before once a new password is set with it; they choose none themselves, and their sockets are cut', async () => {
    const before = held(await signIn(PASSWORD))
    test.clock.set(test.clock.now() + 1)
    const rescued = held(await ask('POST', '/session/link', { link: test.access.administration.newLink('desk-1', CONSOLE) }))
    const choose = (session: { cookie: string }) => ask('PUT', '/session/password', { password: `${PASSWORD} 2` }, session)
    expect(await choose(before)).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
    expect((await ask('GET', '/session', undefined, before)).status).toBe(200)
    expect((await choose(rescued)).status).toBe(204)
    expect((await ask('GET', '/session', undefined, before)).status).toBe(401)
    expect((await ask('GET', '/session', undefined, rescued)).status).toBe(200)
    expect(await choose(rescued), 'now there is one to prove').toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
  })
})

describe('ACCESS-6: what is refused, or asked by a page that nobody is at', () => {
  it('does not prolong a session, be it by role or by a wrong password; what is done does', async () => {
    const session = held(await signIn(PASSWORD))
    const { hash } = test.access.recognise(session.cookie.slice('ruyi='.length))!
    const seenAt = (): number => test.access.own.describe('desk-1', hash).sessions[0]!.seenAt
    const began = seenAt()
    test.clock.set(test.clock.now() + 1_000)
    expect((await ask('GET', '/access', undefined, session)).status).toBe(403)
    expect((await ask('PUT', '/session/password', { current: 'wrong', password: `${PASSWORD} 2` }, session)).status).toBe(401)
    expect((await ask('GET', '/session', undefined, { ...session, origin: 'https://evil.example' })).status).toBe(403)
    expect(seenAt()).toBe(began)
    expect((await ask('GET', '/session', undefined, { ...session, 'x-unattended': '1' })).status, 'answered, and no use').toBe(200)
    expect(seenAt()).toBe(began)
    expect((await ask('GET', '/session', undefined, session)).status).toBe(200)
    expect(seenAt()).toBe(began + 1_000)
  })
})

describe('ACCESS-8: through a proxy on this machine that TRUST_PROXY does not name', () => {
  it.each([
    { 'x-forwarded-for': '10.0.0.1' }, { 'x-forwarded-proto': 'https' }, { 'x-real-ip': '127.0.0.1' }, { forwarded: 'for=127.0.0.1;proto=https' }, { via: '1.1 proxy' },
    { 'x-forwarded-host': 'localhost' },
  ])('nothing has the rights of this machine: %j', async (headers: Record<string, string>) => {
    const session = held(await signIn(PASSWORD))
    for (const refused of [await signIn(PASSWORD, headers), await ask('GET', '/session', undefined, { ...session, ...headers }), await ask('GET', '/session', undefined, { ...bearer(test.grants.key), ...headers })]) {
      expect(refused).toMatchObject({ status: 403, body: { code: 'plainHttp', message: expect.stringContaining('TRUST_PROXY') as string }, cookie: '' })
    }
    expect((await ask('GET', '/session', undefined, session)).status).toBe(200)
  })

  it('a page gets the reason whatever it was loaded by, and a page of another site does not', async () => {
    const from = (origin: string) => signIn(PASSWORD, { 'x-forwarded-proto': 'https', origin })
    const host = `127.0.0.1:${test.port}`
    expect([(await from(`https://${host}`)).body['code'], (await from(`http://${host}`)).body['code'], (await from('https://evil.example')).body['code']])
      .toEqual(['plainHttp', 'plainHttp', 'foreignOrigin'])
  })
})

describe('ACCESS-8: behind a proxy that is trusted', () => {
  const behind = (proto: string, from = '10.7.7.7') => ({ 'x-forwarded-proto': proto, 'x-forwarded-for': `6.6.6.6, ${from}` })

  beforeEach(async () => {
    await test.close()
    await start({ gate: { trustedProxies: ['127.0.0.1'], names: ['wall.example'] } })
  })

  it('over TLS the cookie is bound to host and TLS, and only that one is taken', async () => {
    const told = await signIn(PASSWORD, behind('https'))
    expect(told.cookie).toMatch(/^__Host-ruyi=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
    expect((await ask('GET', '/session', undefined, { ...held(told), ...behind('https') })).status).toBe(200)
    const plain = { cookie: held(told).cookie.replace('__Host-', '') }
    expect((await ask('GET', '/session', undefined, { ...plain, ...behind('https') })).status).toBe(401)
    expect(test.access.audit(0, 1_000).at(-1)?.sourceAddress).toBe('10.7.7.7')
  })

  const positions = (headers: Record<string, string>) => fetch(`${test.url}/api/v1/positions`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify([positionBody(0, test.clock.now())]),
  })

  it.each([['from elsewhere', behind('http')], ['by a proxy that does not say for whom', { 'x-forwarded-proto': 'http' }], ['in the name of this machine', behind('http', '127.0.0.1')]])(
    'without TLS no key and no session is taken %s, be it right or wrong, and it says why', async (_from, headers) => {
      const session = held(await signIn(PASSWORD))
      const { authorization } = bearer(test.grants.key)
      for (const secret of [session, { cookie: session.cookie.replace('ruyi', '__Host-ruyi') }, { cookie: 'ruyi=wrong' }, { authorization }, { authorization: 'Bearer wrong' }]) {
        const refused = await ask('GET', '/session', undefined, { ...secret, ...headers })
        expect(refused, JSON.stringify(secret)).toMatchObject({ status: 403, body: { code: 'plainHttp', message: expect.stringContaining('TLS') as string } })
      }
      expect((await ask('GET', '/session', undefined, headers)).body['code']).toBe('notSignedIn')
      expect((await positions({ authorization, ...headers })).status).toBe(403)
      expect((await positions({ authorization, ...headers, 'x-forwarded-proto': 'https' })).status).toBe(200)
      expect((await positions({ authorization })).status).toBe(200)
    })

  async function socketOpens(headers: Record<string, string>): Promise<string> {
    const socket = new WebSocket(`${test.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { headers: { ...bearer(test.grants.key), ...headers } })
    const end = await once(socket, 'open').then(() => 'open', (error: Error) => error.message)
    socket.terminate()
    return end
  }

  it('ACCESS-2: a page over http is foreign to the service over TLS, on HTTP and on the socket', async () => {
    const host = `127.0.0.1:${test.port}`
    const [own, plain] = [{ ...behind('https'), origin: `https://${host}` }, { ...behind('https'), origin: `http://${host}` }]
    expect((await signIn(PASSWORD, own)).status).toBe(200)
    expect(await signIn(PASSWORD, plain)).toMatchObject({ status: 403, body: { code: 'foreignOrigin' }, cookie: '' })
    expect([await socketOpens(own), await socketOpens(plain)]).toEqual(['open', expect.stringMatching(/40[03]/)])
    expect((await signIn(PASSWORD, { origin: `https://${host}` })).body['code'], 'asked straight, over http').toBe('foreignOrigin')
  })

  it('ACCESS-5: five wrong passwords from one address lock the account to it, whatever addresses it claims to speak for', async () => {
    const forged = (i: number) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-for': `10.0.0.${i}, 10.7.7.7`, forwarded: `for=10.0.1.${i}`, 'x-real-ip': `10.0.2.${i}` })
    for (let i = 0; i < MOST_FAILURES; i++) expect(await signIn('wrong', forged(i))).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
    expect(await signIn(PASSWORD, forged(9))).toMatchObject({ status: 429, body: { code: 'locked', field: 'account' } })
    expect((await signIn(PASSWORD, behind('https', '10.7.7.8'))).status).toBe(200)
    const failures = test.access.audit(0, 1_000).filter(({ what, outcome }) => what === 'sign-in' && outcome !== 'done')
    expect(failures.map(({ sourceAddress }) => sourceAddress)).toEqual(Array.from({ length: MOST_FAILURES + 1 }, () => '10.7.7.7'))
  })

  it('without TLS no socket opens', async () => {
    expect([await socketOpens(behind('https')), await socketOpens({}), await socketOpens(behind('http'))]).toEqual(['open', 'open', expect.stringMatching(/40[03]/)])
    expect((await test.get<string>('/metrics')).body).toMatch(/ruyi_inputs_total\{door="socket",outcome="plainHttp"\} 1/)
  })

  it('without TLS no password is taken from elsewhere', async () => {
    expect(await signIn(PASSWORD, behind('http'))).toMatchObject({ status: 403, body: { code: 'plainHttp' }, cookie: '' })
    expect((await signIn(PASSWORD)).status).toBe(200)
  })
})
