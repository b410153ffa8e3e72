import type { Site } from '../../shared/site/types.ts'
import { MORNING } from './heldClock.ts'
import type { TestApp } from './testApp.ts'

const MINUTE_MS = 60_000
const STEP_MS = 10_000

/** What happened in the half hour that `liveThrough` lives through, epoch ms. */
export const PAST = {
  from: MORNING,
  /** The fire is reported. */
  reported: MORNING + 2 * MINUTE_MS,
  /** A unit responds. */
  responded: MORNING + 4 * MINUTE_MS,
  /** From here on team 2 says nothing any more, up to the end. */
  silentFrom: MORNING + 10 * MINUTE_MS,
  to: MORNING + 30 * MINUTE_MS,
} as const

/**
 * Half an hour at a site, by the public doors and on the server's held clock: an incident that is reported, responded to and
 * then left alone, two teams that walk east, of which one falls silent, cameras that report every minute.
 */
export async function liveThrough(test: TestApp, site: Site): Promise<{ readonly incidentId: string }> {
  const [first, second] = site.teams
  if (first === undefined || second === undefined) throw new Error('the site has too few teams')
  let incidentId = ''
  const { centre: [lon, lat] } = site.view
  for (let t = PAST.from; t < PAST.to; t += STEP_MS) {
    if (t === PAST.reported) {
      const body = { commandId: 'past-fire', kind: 'fire', position: { lon, lat }, place: '如意湖东岸', summary: '冒烟', source: '110' }
      incidentId = (await test.post<{ incidentId: string }>('/api/v1/reports', body)).body.incidentId
    }
    if (t === PAST.responded) await test.post(`/api/v1/incidents/${incidentId}/stamps`, { commandId: 'past-respond', stage: 'respond', unit: first.id })
    const walked = (t - PAST.from) / STEP_MS / 100_000
    const units = t < PAST.silentFrom ? [first.id, second.id] : [first.id]
    await test.postReadings('/api/v1/positions', units.map((unit, i) => ({ unit, lon: lon + walked, lat: lat + i / 50_000, fixAt: t })))
    await test.postReadings('/api/v1/heartbeats', site.platforms.map(({ id }) => ({ upstream: id, at: t })))
    if (t % MINUTE_MS === 0) {
      const statuses = site.cameras.slice(0, 400).map(({ id }, i) => ({ camera: id, status: (i + t / MINUTE_MS) % 50 === 0 ? 'offline' : 'online', at: t }))
      await test.postReadings('/api/v1/camera-status', statuses)
    }
    await test.app.pipeline.readings.flush()
    await test.clock.advance(STEP_MS)
  }
  return { incidentId }
}
