import { writeScript } from '../../shared/drill/scriptFile.ts'
import type { Script } from '../../shared/drill/script.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import type { Site } from '../../shared/site/types.ts'
import type { TestApp } from './testApp.ts'

const MINUTE_MS = 60_000
const STEP_MS = 10_000

/** A drill that is over; when it went on, epoch ms. */
export interface DrilledPast {
  readonly id: string
  readonly space: string
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The team whose radio lies in the grid that the drill's script silences. */
export function silencedTeam(site: Site): string {
  return site.teams[0]!.id
}

/** A fire at the start, a second fire point at +2 min, and at +3 the radio of the grid in which the walking teams are. */
export function pastScript(site: Site, name: string): Script {
  const { centre: [lon, lat] } = site.view
  return {
    name, plan: 'fire', observers: 1,
    participants: { units: [silencedTeam(site)], departments: [site.departments[0]!.id], roles: [{ role: '现场指挥', count: 1 }] },
    injects: [
      { id: 'i1', atMs: 0, what: 'incident', kind: 'fire', severity: null, position: { lon, lat }, place: '会展中心', summary: '演练起火' },
      { id: 'i2', atMs: 2 * MINUTE_MS, what: 'incident', kind: 'fire', severity: 'severe', position: { lon, lat: lat + 0.002 }, place: '第二着火点', summary: '演练蔓延' },
      { id: 'i3', atMs: 3 * MINUTE_MS, what: 'silence', subject: 'grid', subjectId: gridAt(site.grids, [lon, lat])!, forMs: null },
    ],
  }
}

/** A drill of `minutes`, by the public doors and on the server's held clock, in which the teams go on telling where they are. */
export async function drillThrough(test: TestApp, site: Site, name: string, minutes: number): Promise<DrilledPast> {
  const post = (path: string, body: object = {}): Promise<{ readonly body: Record<string, unknown> }> => test.post(`/api/v1/drills${path}`, { commandId: `${name}${path}`, ...body })
  const id = (await post('', { script: writeScript(pastScript(site, name)) })).body['drill'] as string
  const from = test.clock.now()
  await post(`/${id}/start`)
  const { centre: [lon, lat] } = site.view
  while (test.clock.now() < from + minutes * MINUTE_MS) {
    const now = test.clock.now()
    await test.postReadings('/api/v1/positions', site.teams.slice(0, 2).map(({ id: unit }, i) => ({ unit, lon: lon + (now - from) / STEP_MS / 1_000_000, lat: lat + i / 50_000, fixAt: now })))
    await test.postReadings('/api/v1/heartbeats', site.platforms.map(({ id: upstream }) => ({ upstream, at: now })))
    await test.app.pipeline.readings.flush()
    await test.clock.advance(STEP_MS)
  }
  const to = test.clock.now()
  await post(`/${id}/stop`)
  return { id, space: `drill:${id}`, name, from, to }
}
