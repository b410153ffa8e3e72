import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret, TOTP } from 'otpauth'
import { MOST_FAILURES } from '../../shared/access/lock.ts'
import type { Role } from '../../shared/access/roles.ts'
import { bearer } from '../support/grants.ts'
import { cookieOf, letIn, type Person } from '../support/people.ts'
import { startTestApp, type Answer, type TestApp } from '../support/testApp.ts'

const PASSWORD = 'correct horse battery'
const MINUTE_MS = 60_000

let test: TestApp
beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.close())

interface Account { readonly totp: boolean; readonly password: boolean; readonly sessions: readonly { readonly id: string; readonly current: boolean }[] }
interface Entry { readonly seq: number; readonly who: string; readonly what: string; readonly subject: string; readonly outcome: string }

let made = 0
const somebody = (role: Role = 'operator'): Person => letIn(test.access, role, `${role}-${(made += 1)}`)
const own = (person: Person) => test.get<Account>('/api/v1/session/account', anonymous(cookieOf(person)))

/** Headers that come in by a cookie alone, without the tests' key. */
const anonymous = (headers: Record<string, string>): Record<string, string> => ({ authorization: '', ...headers })

async function send<T = Record<string, unknown>>(person: Person, method: string, path: string, body?: object): Promise<Pick<Answer<T>, 'status' | 'body'>> {
  const headers = { ...cookieOf(person), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
  const response = await fetch(`${test.url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T }
}

async function signInAgain(id: string): Promise<Person> {
  return { id, secret: (await test.access.signIn.byPassword({ account: id, password: PASSWORD }, '127.0.0.1')).secret }
}

const newest = async (query = ''): Promise<Entry[]> => (await send<Entry[]>(auditor, 'GET', `/audit/newest${query}`)).body
let auditor: Person
beforeAll(() => {
  auditor = letIn(test.access, 'auditor', 'auditor-0')
})

describe('ACCESS-12: the own account', () => {
  it('shows the own sessions, and one of them is ended from another; what it held opens nothing from then on', async () => {
    const first = somebody()
    expect(await send(first, 'PUT', '/session/password', { password: PASSWORD })).toMatchObject({ status: 204 })
    test.clock.set(test.clock.now() + 1)
    const second = await signInAgain(first.id)
    const { body } = await own(second)
    expect(body).toMatchObject({ password: true, totp: false, sessions: [{ current: true }, { current: false }] })
    expect(JSON.stringify(body)).not.toContain(first.secret)
    const other = body.sessions[1]!.id
    expect(await send(second, 'DELETE', `/session/account/sessions/${other}`)).toMatchObject({ status: 204 })
    expect((await own(first)).status).toBe(401)
    expect((await own(second)).body.sessions).toHaveLength(1)
    expect((await newest())[0]).toMatchObject({ who: first.id, what: 'session:end', outcome: 'done' })
  })

  it('ends nobody else’s session', async () => {
    const [one, another] = [somebody(), somebody()]
    const id = (await own(one)).body.sessions[0]!.id
    expect(await send(another, 'DELETE', `/session/account/sessions/${id}`)).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    expect((await own(one)).status).toBe(200)
  })

  const secretIn = ({ body }: { readonly body: { readonly uri: string } }): string => new URL(body.uri).searchParams.get('secret')!
  const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: test.clock.now() })
  const offer = (person: Person, proof: object) => send<{ uri: string; code?: string }>(person, 'POST', '/session/totp', proof)
  const drop = (person: Person, proof: object) => send(person, 'POST', '/session/account/totp/drop', proof)

  it('ACCESS-7: is bound to an authenticator, to another one and to none only by the password and a code of the present one', async () => {
    const person = somebody()
    expect(await offer(person, { password: PASSWORD })).toMatchObject({ status: 409, body: { code: 'needsPassword' } })
    await send(person, 'PUT', '/session/password', { password: PASSWORD })
    expect((await offer(person, {})).status).toBe(400)
    expect(await offer(person, { password: `${PASSWORD}.` })).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
    expect(await send(person, 'PUT', '/session/totp', { code: '000000' }), 'nothing is offered').toMatchObject({ status: 404, body: { code: 'unknown', field: 'code' } })
    const first = secretIn(await offer(person, { password: PASSWORD }))
    expect(await send(person, 'PUT', '/session/totp', { code: codeOf(first) })).toMatchObject({ status: 204 })

    test.clock.set(test.clock.now() + MINUTE_MS)
    expect(await offer(person, { password: PASSWORD })).toMatchObject({ status: 401, body: { code: 'codeNeeded' } })
    expect(await offer(person, { password: `${PASSWORD}.`, code: codeOf(first) })).toMatchObject({ status: 401, body: { code: 'wrongCredentials' } })
    const second = secretIn(await offer(person, { password: PASSWORD, code: codeOf(first) }))
    expect(await offer(person, { password: PASSWORD, code: codeOf(first) }), 'a code counts once').toMatchObject({ status: 401 })
    expect(await send(person, 'PUT', '/session/totp', { code: codeOf(second) })).toMatchObject({ status: 204 })

    test.clock.set(test.clock.now() + MINUTE_MS)
    expect(await drop(person, { password: PASSWORD, code: codeOf(first) })).toMatchObject({ status: 401 })
    expect((await own(person)).body.totp).toBe(true)
    expect(await drop(person, { password: PASSWORD, code: codeOf(second) })).toMatchObject({ status: 204 })
    expect((await own(person)).body.totp).toBe(false)
    expect(await drop(person, { password: PASSWORD, code: codeOf(second) })).toMatchObject({ status: 404, body: { code: 'unknown' } })
    expect((await newest()).find(({ what }) => what === 'totp:drop')).toMatchObject({ who: person.id, outcome: 'done' })
  })

  it('is locked by five wrong codes, also for who has the password and the authenticator', async () => {
    const person = somebody()
    await send(person, 'PUT', '/session/password', { password: PASSWORD })
    const secret = secretIn(await offer(person, { password: PASSWORD }))
    await send(person, 'PUT', '/session/totp', { code: codeOf(secret) })
    test.clock.set(test.clock.now() + MINUTE_MS)
    const wrong = codeOf(secret) === '000000' ? '111111' : '000000'
    for (let i = 0; i < MOST_FAILURES; i += 1) expect(await drop(person, { password: PASSWORD, code: wrong })).toMatchObject({ status: 401 })
    expect(await drop(person, { password: PASSWORD, code: codeOf(secret) })).toMatchObject({ status: 429, body: { code: 'locked' } })
    expect((await own(person)).body.totp).toBe(true)
  })

  it('is for people: a screen and a key have none', async () => {
    expect((await own(letIn(test.access, 'wall', 'wall-own'))).status).toBe(403)
    const key = letIn(test.access, 'source', 'key-own', { scopes: ['board'] })
    expect((await test.get('/api/v1/session/account', bearer(key.secret))).status).toBe(403)
  })

  it('tells an administrator when somebody signed in last', async () => {
    const administrator = letIn(test.access, 'administrator', 'admin-own')
    test.access.administration.addAccount({ id: 'never-in', name: '备用席', role: 'operator' }, { who: 'tests', sourceAddress: 'console' })
    const { body } = await send<{ id: string; signedInAt: number | null }[]>(administrator, 'GET', '/access')
    expect(body.find(({ id }) => id === 'admin-own')).toMatchObject({ signedInAt: test.clock.now() })
    expect(body.find(({ id }) => id === 'never-in')).toMatchObject({ signedInAt: null })
  })
})

describe('ACCESS-10: the trail backwards', () => {
  it('comes newest first and page by page, without a gap and without anything twice', async () => {
    const all = await newest('?limit=1000')
    expect(all.map(({ seq }) => seq)).toEqual([...all.map(({ seq }) => seq)].sort((a, b) => b - a))
    const pages: Entry[] = []
    for (let before = ''; ;) {
      const page = await newest(`?limit=7${before}`)
      pages.push(...page)
      if (page.length < 7) break
      before = `&before=${page.at(-1)!.seq}`
    }
    expect(pages).toEqual(all)
  })

  it('is looked through by who and by what, both together', async () => {
    somebody('leader')
    const [entry] = await newest('?who=tests&what=user:add leader')
    expect(entry).toMatchObject({ who: 'tests', what: 'user:add leader' })
    expect((await newest('?who=tests&limit=1000')).every(({ who }) => who.includes('tests'))).toBe(true)
    expect(await newest('?who=nobody-of-this-name')).toEqual([])
    expect(await newest(`?who=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([])
    expect((await send(auditor, 'GET', '/audit/newest?who=')).status).toBe(400)
  })
})

describe('ACCESS-13: a page opened by nobody', () => {
  const refused = async (): Promise<number> => {
    const { body } = await test.get<string>('/metrics')
    const counts = [...body.matchAll(/^ruyi_inputs_total\{door="[^"]*",outcome="([^"]*)"\} (\d+)$/gm)]
    return counts.filter(([, outcome]) => !['accepted', 'stale', 'ignored', 'signedOut'].includes(outcome!)).reduce((sum, [, , n]) => sum + Number(n), 0)
  }
  const onWall = async (): Promise<number> => {
    const wall = test.openWall()
    await wall.until('a beat', () => wall.beats.length > 0)
    const count = wall.beats.at(-1)!.health.refused
    wall.close()
    return count
  }

  it('is shown where to sign in and is no refused input; a call without a key, or with a wrong one, is', async () => {
    const before = await refused()
    for (const path of ['/api/v1/site', '/api/v1/session', '/api/v1/site']) {
      expect((await fetch(test.url + path)).status).toBe(401)
      expect((await fetch(test.url + path, { headers: { cookie: 'ruyi=ended' } })).status).toBe(401)
    }
    expect(await refused()).toBe(before)
    expect((await test.get<string>('/metrics')).body).toMatch(/ruyi_inputs_total\{door="http",outcome="signedOut"\} 6/)
    const shown = await onWall()
    await fetch(`${test.url}/api/v1/site`, { headers: bearer('made-up') })
    await fetch(`${test.url}/api/v1/board`)
    await fetch(`${test.url}/api/v1/alarms/x/acknowledge`, { method: 'POST' })
    expect(await refused()).toBe(before + 3)
    expect(await onWall()).toBe(shown + 3)
  })
})
