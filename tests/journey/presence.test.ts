import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLink, type Link } from '../../client/link/link.ts'
import type { Role } from '../../shared/access/roles.ts'
import { VIEWER_STAYS_MS, type Viewer } from '../../shared/presence/types.ts'
import { EVENTS } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { originOf } from '../../shared/site/origin.ts'
import { reportBody } from '../support/builders.ts'
import { openDesk, type DeskSocket } from '../support/deskSocket.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTcpProxy } from '../support/tcpProxy.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const CONSOLE = { who: 'console', sourceAddress: 'console' }
const BEAT_MS = 1_000
let test: TestApp
let incident: string
const toClose: { close(): unknown }[] = []

beforeEach(async () => {
  test = await startTestApp()
  incident = (await test.post<{ incidentId: string }>('/api/v1/reports', reportBody())).body.incidentId
})
afterEach(async () => {
  for (const each of toClose.splice(0)) await each.close()
  await test.close()
})

async function desk(role: Role, id: string): Promise<DeskSocket> {
  const opened = await openDesk(test, role, id)
  toClose.push(opened)
  return opened
}

const names = (viewers: readonly Viewer[]): string[] => viewers.map(({ id }) => id)

describe('PRESENCE-1: two desks that look at the same incident', () => {
  it('know of each other by account and role, and of one that looks elsewhere or leaves at once', async () => {
    const [a, b] = [await desk('leader', 'leader-a'), await desk('operator', 'operator-b')]
    a.look(incident)
    await a.until((viewers) => viewers.length === 1)
    b.look(incident)
    await a.until((viewers) => viewers.length === 2)
    await b.until((viewers) => viewers.length === 2)
    expect(b.told).toEqual([
      { id: 'leader-a', role: 'leader', incidentId: incident }, { id: 'operator-b', role: 'operator', incidentId: incident },
    ])
    b.look(null)
    await a.until((viewers) => viewers.length === 1)
    b.look(incident)
    await a.until((viewers) => viewers.length === 2)
    b.socket.disconnect()
    expect(await a.until((viewers) => viewers.length === 1)).toBeLessThan(BEAT_MS)
  })

  it('leave nothing in the record', async () => {
    const before = test.picture()
    const a = await desk('leader', 'leader-a')
    a.look(incident)
    await a.until((viewers) => viewers.length === 1)
    expect([test.picture(), (await test.journal.readAfter(0, 100)).length]).toEqual([before, 1])
  })

  it('by one account are one', async () => {
    const a = await desk('leader', 'leader-a')
    const person = letIn(test.access, 'operator', 'operator-b')
    for (let i = 0; i < 2; i++) {
      const socket = io(test.url, { transports: ['websocket'], parser: { Encoder, Decoder }, extraHeaders: cookieOf(person), reconnection: false, forceNew: true })
      toClose.push(socket)
      socket.on('connect', () => socket.emit(EVENTS.look, incident))
    }
    a.look(null)
    await a.until((viewers) => viewers.length === 1)
    expect(names(a.told!)).toEqual(['operator-b'])
  })
})

describe('PRESENCE-1: a desk', () => {
  it('whose cable is pulled is gone within 3.5 s and a beat, though its socket stands open', async () => {
    const proxy = await startTcpProxy(test.port)
    toClose.push(proxy)
    const a = await desk('leader', 'leader-a')
    const far = letIn(test.access, 'operator', 'operator-far')
    const link = linkOf(proxy.url, far.secret)
    link.look(incident)
    const saying = setInterval(() => a.look(null), BEAT_MS)
    toClose.push({ close: () => clearInterval(saying) })
    a.look(null)
    await a.until((viewers) => viewers.length === 1)
    proxy.hold()
    const goneMs = await a.until((viewers) => viewers.length === 0)
    expect(goneMs).toBeGreaterThan(VIEWER_STAYS_MS - 2 * BEAT_MS)
    expect(goneMs).toBeLessThan(VIEWER_STAYS_MS + 2 * BEAT_MS)
  })

  it('whose account is revoked is gone within 2 s and is told no more', async () => {
    const [a, b] = [await desk('leader', 'leader-a'), await desk('operator', 'operator-b')]
    a.look(incident)
    b.look(incident)
    await a.until((viewers) => viewers.length === 2)
    test.access.administration.revoke('operator-b', CONSOLE)
    expect(await a.until((viewers) => viewers.length === 1)).toBeLessThan(2 * BEAT_MS)
    const toldBefore = b.told
    a.look(null)
    await a.until((viewers) => viewers.length === 0)
    expect(b.told).toBe(toldBefore)
    expect(b.socket.connected).toBe(false)
  })
})

describe('PRESENCE-1: not taken', () => {
  it('is what a screen or a feed says, or what names no incident; the screen is told nothing', async () => {
    const [a, wall, feed] = [await desk('leader', 'leader-a'), await desk('wall', 'hall'), await desk('source', 'feed')]
    a.look(incident)
    await a.until((viewers) => viewers.length === 1)
    for (const each of [wall, feed]) each.look(incident)
    for (const each of [{ id: incident }, 7, 'x'.repeat(129), 'nobody']) a.look(each)
    for (const each of [a, wall, feed]) await each.heard()
    expect([names(a.told!), wall.told, feed.told]).toEqual([['leader-a'], null, null])
    const { body } = await test.get<string>('/metrics')
    for (const [code, times] of [['notAllowed', 2], ['malformed', 3], ['unknown', 1]] as const) {
      expect(body).toContain(`ruyi_inputs_total{door="socket",outcome="${code}"} ${times}`)
    }
  })
})

/** The link a desk's page has, which says with each beat what it looks at. */
function linkOf(url: string, key: string): Link {
  const nothing = (): void => undefined
  const listener = {
    joined: nothing, facts: nothing, readings: nothing, beat: nothing, clockSample: nothing, silent: nothing, outdated: nothing, otherSite: nothing,
  }
  const { site } = test
  const replicaSite = { version: site.version, cameras: site.cameras.length, units: site.teams.length, origin: originOf(site) }
  const link = openLink({ url, key, site: replicaSite, listener, ownNow: () => performance.now() })
  toClose.push(link)
  return link
}
