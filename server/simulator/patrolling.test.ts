import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { trackFix } from '../../shared/patrol/adherence.ts'
import type { NewPatrolFact } from '../../shared/patrol/facts.ts'
import { NEW_TRACK, type Track } from '../../shared/patrol/track.ts'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { watchOf } from '../../shared/patrol/watch.ts'
import { loadSite } from '../site/loadSite.ts'
import { advance, createWorld } from './world.ts'

const START = 1_700_000_000_000
const HOUR_MS = 3_600_000

test('SIM-3 ROUTE-1 ROUTE-3: teams on patrol keep to the routes of the pack over an hour, and come by their checkpoints in order', { timeout: 60_000 }, async () => {
  const { site } = await loadSite(fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url)))
  const watches = new Map(site.teams.map((team) => [team.id, watchOf(site, team, thresholdsOf(site, 'normal'))!]))
  const world = createWorld({ site, seed: 7, speed: 1, now: START })
  const tracks = new Map<string, Track>()
  const facts: NewPatrolFact[] = []
  for (let now = START; now <= START + HOUR_MS; now += 1_000) {
    for (const { unit, lon, lat, fixAt, accuracyM = null } of advance(world, now).positions) {
      const away = world.walkers.some((walker) => walker.unit === unit && walker.errand !== null)
      const tracked = trackFix(watches.get(unit)!, tracks.get(unit) ?? NEW_TRACK, { position: [lon, lat], at: Number(fixAt), accuracyM })
      tracks.set(unit, away ? NEW_TRACK : tracked.track)
      if (!away) facts.push(...tracked.facts)
    }
  }
  const of = (type: NewPatrolFact['type']): NewPatrolFact[] => facts.filter((fact) => fact.type === type)
  expect([of('TeamLeftRoute'), of('TeamTurned'), of('CheckpointSkipped').filter(({ data }) => 'mark' in data && data.mark === 'skipped')]).toEqual([[], [], []])
  expect(of('CheckpointReached').length).toBeGreaterThanOrEqual(60)
  expect(of('CheckpointReached').every(({ data }) => 'inOrder' in data && data.inOrder)).toBe(true)
  expect(of('LoopEnded').length).toBeGreaterThanOrEqual(3)
  expect(of('LoopEnded').every(({ data }) => 'outcome' in data && data.outcome !== 'missed')).toBe(true)
})
