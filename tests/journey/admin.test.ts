import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runAdminCommand } from '../../server/access/cli.ts'
import { bearer } from '../support/grants.ts'
import { buildServer, startServerProcess, type BuiltServer, type ServerProcess } from '../support/serverProcess.ts'

const PASSWORD = 'correct horse battery'
let built: BuiltServer
let dir: string
let server: ServerProcess | null

beforeAll(async () => {
  built = await buildServer()
})
afterAll(() => built.remove())
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'admin-'))
  server = null
})
afterEach(async () => {
  await server?.kill()
  await rm(dir, { recursive: true })
})

/** Runs `npm run admin -- …` on this test's folder. */
async function admin(...args: string[]): Promise<{ code: number; said: string }> {
  const { code, lines } = await runAdminCommand(args, { DATA_DIR: dir, SIMULATOR: 'off' })
  return { code, said: lines.join('\n') }
}

const linkIn = (said: string): string => /#link=([\w-]{43})/.exec(said)?.[1] ?? ''
const keyIn = (said: string): string => /Bearer ([\w-]{43})/.exec(said)?.[1] ?? ''
const linksFor = (who: string, said: string): string[] => [...said.matchAll(new RegExp(`${who}.*\\n.*#link=([\\w-]{43})`, 'g'))].map(([, link]) => link!)

async function openLink(link: string): Promise<{ status: number; cookie: string; role: string }> {
  const response = await fetch(`${server!.url}/api/v1/session/link`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ link }),
  })
  const { role = '' } = await response.json() as { role?: string }
  return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', role }
}

const get = async (path: string, headers: Record<string, string>): Promise<number> => (await fetch(server!.url + path, { headers })).status

describe('ACCESS-4: a first start', () => {
  it('prints links for the administrator and the demo’s wall, anew until each has come in, and works by nothing else', async () => {
    server = await startServerProcess(built, dir, { SIMULATOR: 'on' })
    const [first = ''] = linksFor('管理员登录', server.said())
    await server.stop()
    server = await startServerProcess(built, dir, { SIMULATOR: 'on' })
    const [administrator = '', wall = ''] = [...linksFor('管理员登录', server.said()), ...linksFor('演示大屏（', server.said())]
    expect((await openLink(first)).status).toBe(401)
    expect(await openLink(administrator)).toMatchObject({ status: 200, role: 'administrator' })
    expect(await openLink(wall)).toMatchObject({ status: 200, role: 'wall' })
    await server.stop()
    server = await startServerProcess(built, dir, { SIMULATOR: 'on' })
    expect(server.said()).not.toContain('#link=')
  }, 60_000)
})

describe('ACCESS-11: killed with SIGKILL', () => {
  it('the server keeps accounts, passwords, sessions, keys, revocations and the trail', async () => {
    const user = await admin('user:add', 'chief', '--name', '审计席', '--role', 'auditor')
    const [kept, revoked] = [await admin('key:add', 'gps', '--name', '定位', '--scopes', 'board'), await admin('key:add', 'old', '--name', '旧', '--scopes', 'board')]
    server = await startServerProcess(built, dir)
    const { cookie } = await openLink(linkIn(user.said))
    const set = await fetch(`${server.url}/api/v1/session/password`, {
      method: 'PUT', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify({ password: PASSWORD }),
    })
    expect(set.status).toBe(204)
    expect((await admin('revoke', 'old')).code).toBe(0)
    await server.kill()
    server = await startServerProcess(built, dir)
    expect(await get('/api/v1/audit', { cookie })).toBe(200)
    expect([await get('/api/v1/board', bearer(keyIn(kept.said))), await get('/api/v1/board', bearer(keyIn(revoked.said)))]).toEqual([200, 401])
    const trail = await (await fetch(`${server.url}/api/v1/audit?limit=1000`, { headers: { cookie } })).json() as { what: string; subject: string }[]
    const mine = trail.filter(({ subject }) => ['chief', 'old'].includes(subject)).map(({ what }) => what)
    expect(mine).toEqual(['user:add auditor', 'key:add board', 'sign-in', 'password', 'revoke'])
  }, 60_000)
})

describe('ACCESS-9: npm run admin', () => {
  it('does on a running server what it does on a stopped one, and only its user may ask it', async () => {
    server = await startServerProcess(built, dir)
    const key = keyIn((await admin('key:add', 'gps', '--name', '定位', '--scopes', 'board')).said)
    expect(await get('/api/v1/board', bearer(key))).toBe(200)
    expect(await admin('key:add', 'gps', '--name', '定位', '--scopes', 'board')).toMatchObject({ code: 1, said: expect.stringContaining('taken') as string })
    expect((await stat(join(dir, 'live', 'admin.sock'))).mode & 0o777).toBe(0o600)
    expect((await admin('revoke', 'gps')).code).toBe(0)
    expect(await get('/api/v1/board', bearer(key))).toBe(401)
    expect((await admin('user:list')).said).toMatch(/gps {2}source.*已吊销 revoked/)
    await server.stop()
    expect((await admin('user:list')).said).toMatch(/gps {2}source.*已吊销 revoked/)
  }, 60_000)

  it.each([
    [['frob'], 'frob'], [[], '缺少命令'], [['user:add', 'A B', '--name', 'x', '--role', 'operator'], 'ID'],
    [['user:add', 'a', '--role', 'operator'], '--name'], [['user:add', 'a', '--name', 'x', '--role', 'boss'], '--role'],
    [['key:add', 'a', '--name', 'x', '--scopes', 'all'], '--scopes'], [['revoke', 'a', 'b'], 'b'], [['user:list', '--frob'], 'frob'],
    [['user:list', '--demo', '--live'], '--demo'],
  ])('%j cannot be followed, says why and changes nothing', async (args, why) => {
    const { code, said } = await admin(...args)
    expect([code, said.split('\n')[0]]).toEqual([2, expect.stringContaining(why)])
    expect((await admin('user:list')).said).toBe('')
  })

  it('says what it can do', async () => {
    expect(await admin('--help')).toMatchObject({ code: 0, said: expect.stringContaining('user:add') as string })
  })
})
