import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLink, type Link, type LinkListener } from '../../client/link/link.ts'
import type { Replica } from '../../client/link/replica.ts'
import type { GateSettings } from '../../server/access/gate.ts'
import type { Access } from '../../server/access/openAccess.ts'
import { buildApp, type App } from '../../server/app.ts'
import type { Clock, Journal, ReadingHistory } from '../../server/ports.ts'
import type { SessionLimits } from '../../shared/access/sessionLimits.ts'
import type { Incident } from '../../shared/incident/types.ts'
import type { Beat } from '../../shared/protocol/messages.ts'
import { canonical } from '../../shared/protocol/canonical.ts'
import type { ReadingsAnswer } from '../../shared/protocol/answers.ts'
import { originOf } from '../../shared/site/origin.ts'
import type { Site } from '../../shared/site/types.ts'
import { sharedCompilers } from './compilers.ts'
import { createDesk } from './desk.ts'
import { bearer, openGranted, type Grants } from './grants.ts'
import { createHeldClock, nextTurn, type HeldClock } from './heldClock.ts'
import { MemoryJournal, MemoryPlace } from './memoryStore.ts'
import { smallSite } from './site.ts'

export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface TestAppOptions<C extends Clock> {
  readonly clock: C
  readonly site?: Site
  readonly journal?: Journal
  readonly history?: ReadingHistory
  readonly demo?: boolean
  readonly gate?: GateSettings
  readonly limits?: SessionLimits
  /** Port to listen on; 0 for any free one. */
  readonly port?: number
  readonly pageDir?: string | null
  readonly reviewDir?: string | null
  /** An empty base map unless named. */
  readonly basemapFile?: string
}

/** The whole server in this process, listening on a port of its own. */
export interface TestApp<C extends Clock = HeldClock> {
  readonly app: App
  readonly access: Access
  /** What `get`, `post` and `openWall` come in with, unless told otherwise. */
  readonly grants: Grants
  readonly clock: C
  readonly site: Site
  readonly journal: Journal
  readonly url: string
  readonly port: number
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<Answer<T>>
  post<T = Record<string, unknown>>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  postReadings(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<ReadingsAnswer>>
  /** What the board holds, as text that two ends compare. */
  picture(): string
  incidents(): Incident[]
  /** A wall's link to this server. */
  openWall(url?: string, key?: string): Wall
  close(): Promise<void>
}

/** A wall without a page: its replica, and what its link told it. */
export interface Wall {
  readonly link: Link
  readonly beats: Beat[]
  /** What happened, in order: joined, facts, readings, silent, outdated, otherSite, clock. */
  readonly events: string[]
  readonly replica: Replica | null
  picture(): string
  incidents(): Incident[]
  /** Resolves once `holds` does, looked at after everything the link tells; rejects after `withinMs`. */
  until(what: string, holds: () => boolean, withinMs?: number): Promise<void>
  close(): void
}

const UNTIL_MS = 8_000

/** Builds and starts a server over the memory store (or the engines given) on a clock of the test's. */
export async function startTestApp(options: Partial<TestAppOptions<HeldClock>> = {}): Promise<TestApp> {
  const clock = options.clock ?? createHeldClock()
  const test = await startAppOn({ ...options, clock })
  clock.settle = async () => {
    await test.app.pipeline.lane.settled()
    await nextTurn()
  }
  return test
}

/** The same on any clock. */
export async function startAppOn<C extends Clock>(options: TestAppOptions<C>): Promise<TestApp<C>> {
  const site = options.site ?? smallSite()
  const place = new MemoryPlace()
  const { clock, journal = new MemoryJournal(place), history = place.history, demo = false, port = 0, pageDir = null } = options
  const folder = await mkdtemp(join(tmpdir(), 'wall-'))
  const emptyBasemap = join(folder, 'basemap.geojson')
  await writeFile(emptyBasemap, '{"type":"FeatureCollection","features":[]}')
  let last = 0
  const ids = { next: () => `${journal.id.slice(0, 8)}-${journal.seq}-${(last += 1)}` }
  const { access, grants } = await openGranted(folder, {
    now: () => clock.now(), ...(options.limits === undefined ? {} : { limits: options.limits }),
  })
  const app = await buildApp({
    access, ...(options.gate === undefined ? {} : { gate: options.gate }), site, basemapFile: options.basemapFile ?? emptyBasemap, pmtilesFile: null, journal, history, clock, ids, demo, pageDir, reviewDir: options.reviewDir ?? null, logger: false,
    schemaController: { compilersFactory: sharedCompilers },
  })
  const url = await app.http.listen({ host: '127.0.0.1', port })
  const walls = new Set<Wall>()
  const desk = createDesk(access, clock)
  const post = <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> =>
    ask<T>(url + path, {
      method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(desk.headersFor(path) ?? bearer(grants.key)), ...headers },
    })
  return {
    app, access, grants, clock, site, journal, url, port: Number(new URL(url).port), post, postReadings: post,
    get: (path, headers = {}) => ask(url + path, { headers: { ...bearer(grants.key), ...headers } }),
    picture: () => canonical(app.pipeline.lane.board, app.pipeline.readings.picture),
    incidents: () => [...app.pipeline.lane.board.incidents.values()],
    openWall(wallUrl = url, key = grants.key) {
      const wall = openWall(wallUrl, site, key)
      walls.add(wall)
      return wall
    },
    async close() {
      for (const wall of walls) wall.close()
      await app.close()
      access.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ask<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  const response = await fetch(url, init)
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: (json ? JSON.parse(text) : text) as T, headers: response.headers }
}

/** Opens a wall's link to `url`, drawing `site`, by a key that reads the board. */
export function openWall(url: string, site: Site, key: string): Wall {
  const beats: Beat[] = []
  const events: string[] = []
  const looks = new Set<() => void>()
  let replica: Replica | null = null
  const note = (event: string): void => {
    events.push(event)
    for (const look of looks) look()
  }
  const listener: LinkListener = {
    joined(joined) {
      replica = joined
      note('joined')
    },
    facts: () => note('facts'),
    readings: () => note('readings'),
    beat(beat) {
      beats.push(beat)
      note('beat')
    },
    clockSample: () => note('clock'),
    silent: () => note('silent'),
    outdated: () => note('outdated'),
    otherSite: () => note('otherSite'),
  }
  const replicaSite = { version: site.version, cameras: site.cameras.length, units: site.teams.length, origin: originOf(site) }
  const link = openLink({ url, key, site: replicaSite, listener, ownNow: () => performance.now() })
  const close = (): void => link.close()
  return {
    link, beats, events, close,
    get replica() {
      return replica
    },
    picture: () => (replica === null ? '' : canonical(replica.board, replica.picture)),
    incidents: () => [...(replica?.board.incidents.values() ?? [])],
    until: (what, holds, withinMs = UNTIL_MS) => until(looks, what, holds, withinMs),
  }
}

/** Resolves once `holds` does, looked at whenever a look is called for; rejects after `withinMs`. */
function until(looks: Set<() => void>, what: string, holds: () => boolean, withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(`not within ${withinMs} ms: ${what}`))), withinMs)
    const end = (act: () => void): void => {
      clearTimeout(timer)
      looks.delete(look)
      act()
    }
    const look = (): void => {
      if (holds()) end(resolve)
    }
    looks.add(look)
    look()
  })
}
