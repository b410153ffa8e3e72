import { Check } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import {
  CameraStatusesSchema, HeartbeatsSchema, PositionsSchema, ReportSchema, StampSchema, type ReportBody,
} from '../../shared/protocol/schemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { MOST_OPEN } from './incidents.ts'
import type { OutgoingCommand, Output } from './output.ts'
import { aSite } from './siteFixture.ts'
import { advance, createWorld, dropIncident, tellAgain, type World } from './world.ts'

const START = 1_700_000_000_000
const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

function aWorld(site: Site = aSite(), speed = 1, seed = 7): World {
  return createWorld({ site, seed, speed, now: START })
}

function run(world: World, ms: number, stepMs = SECOND_MS): Output[] {
  const outputs: Output[] = []
  for (let now = START; now <= START + ms; now += stepMs) outputs.push(advance(world, now))
  return outputs
}

function reportsIn(commands: readonly OutgoingCommand[]): ReportBody[] {
  return commands.flatMap((command) => (command.type === 'report' ? [command.body] : []))
}

describe('the simulated district', { timeout: 20_000 }, () => {
  test('SIM-1 the same seed and the same moments give the same outputs', () => {
    expect(JSON.stringify(run(aWorld(), 20 * MINUTE_MS))).toBe(JSON.stringify(run(aWorld(), 20 * MINUTE_MS)))
  })

  test('SIM-1 another seed gives others', () => {
    expect(run(aWorld(aSite(), 1, 8), MINUTE_MS)).not.toEqual(run(aWorld(), MINUTE_MS))
  })

  test('the first moment tells every team, every camera and every platform', () => {
    const { positions, cameraStatus, heartbeats } = advance(aWorld(), START)
    expect(positions.map(({ unit }) => unit)).toEqual(aSite().teams.map(({ id }) => id))
    expect(cameraStatus.map(({ camera }) => camera)).toEqual(aSite().cameras.map(({ id }) => id))
    expect(heartbeats.map(({ upstream, status }) => [upstream, status])).toEqual(aSite().platforms.map(({ id }) => [id, 'up']))
  })

  test('everything said fits the public contract', () => {
    for (const { commands, positions, cameraStatus, heartbeats } of run(aWorld(), 20 * MINUTE_MS)) {
      if (positions.length > 0) expect(Check(PositionsSchema, positions)).toBe(true)
      if (cameraStatus.length > 0) expect(Check(CameraStatusesSchema, cameraStatus)).toBe(true)
      if (heartbeats.length > 0) expect(Check(HeartbeatsSchema, heartbeats)).toBe(true)
      for (const { type, body } of commands) expect(Check(type === 'report' ? ReportSchema : StampSchema, body)).toBe(true)
    }
  })

  test('the day behind is told in order, within the 24 h the server takes, with stamps of the past', () => {
    const { commands } = advance(aWorld(), START)
    const times = reportsIn(commands).map(({ reportedAt }) => Number(reportedAt))
    expect(times.length).toBeGreaterThanOrEqual(19)
    expect(times.length).toBeLessThanOrEqual(30)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(START - (times[0] ?? 0)).toBeLessThan(24 * HOUR_MS)
    for (const command of commands) if (command.type === 'stamp') expect(Number(command.body.at)).toBeLessThanOrEqual(START)
  })

  test('the start shows the usual mix: one past its last limit, one about to miss its second, one just reported', () => {
    const { commands } = advance(aWorld(), START)
    const ended = new Set(commands.flatMap((c) => (c.type === 'stamp' && c.body.stage === 'resolve' ? [c.incident] : [])))
    const open = commands.flatMap((c) => (c.type === 'report' && !ended.has(c.incident) ? [START - Number(c.body.reportedAt)] : []))
    expect(open.map((ageMs) => Math.round((ageMs / MINUTE_MS) * 10) / 10)).toEqual([33.6, 12, 4.6, 0.3])
  })

  test('SIM-3 an incident comes every two to four minutes, at most six open, each with its own command id', () => {
    const HOURS = 6
    const world = aWorld()
    const commands: OutgoingCommand[] = []
    for (let now = START; now <= START + HOURS * HOUR_MS; now += SECOND_MS) {
      commands.push(...advance(world, now).commands)
      expect(world.incidents.open.size).toBeLessThanOrEqual(MOST_OPEN)
    }
    const fresh = reportsIn(commands).filter(({ reportedAt }) => Number(reportedAt) > START)
    expect(fresh.length / HOURS).toBeGreaterThan(12)
    expect(fresh.length / HOURS).toBeLessThanOrEqual(30)
    expect(new Set(commands.map(({ body }) => body.commandId)).size).toBe(commands.length)
  })

  test('SIM-3 at speed 10 incidents come ten times as often, but nobody works them faster', () => {
    const commands = run(aWorld(aSite(), 10), 2 * HOUR_MS).flatMap((output) => output.commands)
    const fresh = reportsIn(commands).filter(({ reportedAt }) => Number(reportedAt) > START)
    expect(fresh.length / 2).toBeGreaterThan(120)
    const reportedAt = new Map(commands.flatMap((c) => (c.type === 'report' ? [[c.incident, Number(c.body.reportedAt)]] : [])))
    const took = commands.flatMap((c) =>
      c.type === 'stamp' && c.body.stage === 'resolve' ? [Number(c.body.at) - (reportedAt.get(c.incident) ?? NaN)] : [],
    )
    expect(Math.min(...took)).toBeGreaterThan(5 * MINUTE_MS)
  })

  test('teams go to incidents: stamps name teams of the site, and only one incident has a team at a time', () => {
    const world = aWorld()
    const units = new Set(aSite().teams.map(({ id }) => id))
    let sent = 0
    for (let now = START; now <= START + 2 * HOUR_MS; now += SECOND_MS) {
      const { commands } = advance(world, now)
      for (const { body } of commands) if ('unit' in body && body.unit !== undefined) expect(units).toContain(body.unit)
      const out = world.walkers.flatMap(({ errand }) => (errand === null || errand.phase === 'back' ? [] : [errand.incident]))
      expect(new Set(out).size).toBe(out.length)
      sent = Math.max(sent, out.length)
    }
    expect(sent).toBeGreaterThan(1)
  })

  test('incidents and teams stay inside the bounds of the site', () => {
    const { bounds } = aSite()
    const [west, south, east, north] = bounds
    for (const { commands, positions } of run(aWorld(), HOUR_MS)) {
      const places = [...reportsIn(commands).map(({ position }) => position), ...positions]
      for (const { lon, lat } of places) expect(lon >= west && lon <= east && lat >= south && lat <= north).toBe(true)
    }
  })

  test('STALE-2 while a platform is down none of its cameras is told, and all are when it is back', () => {
    const world = aWorld()
    let wasDown: string | null = null
    const returns: number[] = []
    for (let now = START; now <= START + HOUR_MS; now += SECOND_MS) {
      const { cameraStatus } = advance(world, now)
      const down = world.platforms.states.find(({ downUntil }) => downUntil !== null)?.id ?? null
      if (down !== null) expect(cameraStatus.filter(({ upstream }) => upstream === down)).toEqual([])
      const back = wasDown
      if (back !== null && down === null) returns.push(cameraStatus.filter(({ upstream }) => upstream === back).length)
      wasDown = down
    }
    expect(returns.length).toBeGreaterThan(0)
    for (const count of returns) expect(count).toBe(50)
  })

  test('a site with cameras only still lives', () => {
    const outputs = run(aWorld(aSite({ teams: 0 })), HOUR_MS)
    expect(outputs.flatMap(({ positions }) => positions)).toEqual([])
    expect(reportsIn(outputs.flatMap(({ commands }) => commands)).length).toBeGreaterThan(20)
  })

  test('a site with nothing at all still reports incidents, at the middle of its view', () => {
    const { commands } = advance(aWorld(aSite({ teams: 0, cameras: 0, platforms: 0 })), START)
    for (const { position } of reportsIn(commands)) {
      expect(Math.abs(position.lon - 113.72)).toBeLessThan(0.001)
      expect(Math.abs(position.lat - 34.77)).toBeLessThan(0.001)
    }
    expect(reportsIn(commands).length).toBeGreaterThan(0)
  })

  test('what was lost on the way can be told again', () => {
    const world = aWorld()
    advance(world, START)
    expect(advance(world, START + 250).cameraStatus.length).toBeLessThan(10)
    tellAgain(world)
    expect(advance(world, START + 500).cameraStatus).toHaveLength(200)
  })

  test('an incident nobody would take is not worked any further', () => {
    const world = aWorld()
    advance(world, START)
    const [key] = world.incidents.open.keys()
    if (key === undefined) throw new Error('nothing is open')
    dropIncident(world, key)
    const later = [1, 2, 3].flatMap((hours) => advance(world, START + hours * HOUR_MS).commands)
    expect(later.length).toBeGreaterThan(0)
    expect(later.filter(({ incident }) => incident === key)).toEqual([])
  })

  test('SIM-5 incidents of an earlier run are worked to their end, and a day that has a history is not told one again', () => {
    const position = { lon: 113.72, lat: 34.77 }
    const done = Array.from({ length: 10 }, (_, i) => ({
      incidentId: `old-${i}`, position, reportedAt: START - 2 * HOUR_MS, stamped: ['respond', 'dispatch', 'arrive', 'resolve'] as const,
    }))
    const half = { incidentId: 'half', position, reportedAt: START - 20 * MINUTE_MS, stamped: ['respond', 'dispatch'] as const }
    const world = createWorld({ site: aSite(), seed: 7, speed: 1, now: START, known: [...done, half] })
    const commands: OutgoingCommand[] = []
    for (let now = START; now <= START + HOUR_MS; now += SECOND_MS) commands.push(...advance(world, now).commands)
    const stages = commands.flatMap((c) => (c.type === 'stamp' && c.incident === 'half' ? [c.body.stage] : []))
    expect(stages.at(-1)).toBe('resolve')
    expect(stages).not.toContain('respond')
    expect(commands.filter(({ incident }) => incident.startsWith('old-'))).toEqual([])
    expect(reportsIn(commands).filter(({ reportedAt }) => Number(reportedAt) < START - HOUR_MS)).toEqual([])
  })

  test('SIM-5 beside incidents of an earlier run one more has just been reported, unless six are open', () => {
    const freshBeside = (count: number): number => {
      const known = Array.from({ length: count }, (_, i) => ({
        incidentId: `open-${i}`, position: { lon: 113.72, lat: 34.77 }, reportedAt: START - MINUTE_MS, stamped: [],
      }))
      const { commands } = advance(createWorld({ site: aSite(), seed: 7, speed: 1, now: START, known }), START)
      return reportsIn(commands).filter(({ reportedAt }) => Number(reportedAt) > START - HOUR_MS).length
    }
    expect([0, 3, 4, MOST_OPEN - 1, MOST_OPEN].map(freshBeside)).toEqual([4, 1, 1, 1, 0])
  })

  test('a speed that is not above zero is refused', () => {
    for (const speed of [0, -1, NaN, Infinity]) expect(() => aWorld(aSite(), speed)).toThrow(RangeError)
  })
})
