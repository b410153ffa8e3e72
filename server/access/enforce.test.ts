import Fastify from 'fastify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { enforce, type EnforceDeps } from './enforce.ts'
import { createGate } from './gate.ts'
import { openAccess } from './openAccess.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A server with one route, and the warnings in its log. */
async function start() {
  const dir = await mkdtemp(join(tmpdir(), 'enforce-'))
  const access = openAccess(dir, { now: () => 1_700_000_000_000 })
  const lines: { level: number; msg: string }[] = []
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => void lines.push(JSON.parse(line) as { level: number; msg: string }) } } })
  ends.push(() => rm(dir, { recursive: true }), () => access.close(), () => app.close())
  await app.register(enforce, { access, gate: createGate(access), count: () => undefined, table: { 'GET /board': 'readBoard' } } satisfies EnforceDeps)
  app.get('/board', () => 'board')
  const key = access.lendKey('key', ['board'])
  const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    app.inject({ url: '/board', remoteAddress, headers: { host: '127.0.0.1', authorization: `Bearer ${key}`, ...headers } })
  return { ask, lines }
}

it('ACCESS-8: a proxy on this machine that nobody named is refused with what to set, and warned of in the log, once', async () => {
  const { ask, lines } = await start()
  expect([(await ask({})).statusCode, lines]).toEqual([200, []])
  for (let i = 0; i < 3; i += 1) {
    const refused = await ask({ 'x-forwarded-for': `10.0.0.${i}`, 'x-forwarded-proto': 'https' })
    expect([refused.statusCode, refused.json()]).toEqual([403, { code: 'plainHttp', field: '', message: expect.stringContaining('TRUST_PROXY') as string }])
  }
  expect(lines.map(({ msg }) => msg)).toEqual([expect.stringContaining('TRUST_PROXY')])
})

it('ACCESS-8: a key from another machine is refused however it is right, and the log needs no word of it', async () => {
  const { ask, lines } = await start()
  const refused = await ask({}, '10.0.0.9')
  expect([refused.statusCode, refused.json<{ code: string; message: string }>().code, lines]).toEqual([403, 'plainHttp', []])
  expect(refused.json<{ message: string }>().message).not.toContain('TRUST_PROXY')
})
