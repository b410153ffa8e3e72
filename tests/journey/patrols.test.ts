import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { RETURN_MS } from '../../server/patrol/patrols.ts'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { alongTold, fixOf, TOLD_WITHIN_M } from '../../shared/patrol/placed.ts'
import { watchOf } from '../../shared/patrol/watch.ts'
import { FactsSchema } from '../../shared/protocol/eventSchemas.ts'
import { PatrolsAnswerSchema } from '../../shared/protocol/patrolSchemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { reportBody, stampBody } from '../support/builders.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { CORRIDOR_M, degreesAt, SQUARE, SQUARE_CHECKPOINTS, walkAlong, type Metres } from '../support/patrolWalk.ts'
import { smallSite, unitId } from '../support/site.ts'
import { startTestApp, type TestApp, type Wall } from '../support/testApp.ts'

type Answer = Static<typeof PatrolsAnswerSchema>

const BASE = smallSite({ units: 2 })
/** Its normal mode sends its teams out; an event keeps them in. */
const SITE: Site = {
  ...BASE,
  modes: { ...BASE.modes, normal: { ...BASE.modes.normal, teams: 'all' }, event: { ...BASE.modes.event, teams: [] } },
  routes: BASE.routes.map((route) => ({
    ...route, line: SQUARE.map(degreesAt), corridorM: CORRIDOR_M,
    checkpoints: SQUARE_CHECKPOINTS.map((place) => ({ name: { zh: '点', en: 'Point' }, position: degreesAt(place) })),
  })),
}
const NORTH_EAST: readonly Metres[] = [[0, 0], [200, 0], [200, 200]]

let place: MemoryPlace
let journal: MemoryJournal
let test: TestApp
let wall: Wall

beforeEach(async () => {
  place = new MemoryPlace()
  await start()
})
afterEach(() => test.close())

async function start(site = SITE): Promise<void> {
  const clock = test?.clock
  journal = new MemoryJournal(place)
  test = await startTestApp({ site, journal, history: place.history, ...(clock === undefined ? {} : { clock }) })
  wall = test.openWall()
  await wall.until('joined', () => wall.replica?.complete === true)
}

/** Sends each position at its own time. */
async function walk(way: readonly Metres[], fromS: number, paceMps = 1.2): Promise<number> {
  const fixes = walkAlong(way, fromS, paceMps)
  for (const { position: [lon, lat], at } of fixes) {
    test.clock.set(at)
    expect((await test.postReadings('/api/v1/positions', [{ unit: unitId(0), lon, lat, fixAt: at }])).status).toBe(200)
  }
  await test.app.pipeline.lane.settled()
  return (fixes.at(-1)!.at - MORNING) / 1_000 + 5
}

async function patrols(): Promise<Answer['patrols']> {
  const { status, body } = await test.get<Answer>('/api/v1/patrols')
  expect([status, Check(PatrolsAnswerSchema, body)]).toEqual([200, true])
  return body.patrols
}

const types = async (): Promise<string[]> => (await test.journal.readAfter(0, 1_000)).map(({ type }) => type)

describe('a team that walks its route', () => {
  it('ROUTE-1 ROUTE-3 ROUTE-10: given its route, when its positions come, then facts are in the journal, the same board on a wall, and GET /api/v1/patrols tells of it', async () => {
    await walk(NORTH_EAST, 0)
    const facts = await test.journal.readAfter(0, 1_000)
    expect(facts.map(({ type }) => type)).toEqual(['TeamBackOnRoute', 'CheckpointReached', 'CheckpointReached'])
    expect(Check(FactsSchema, facts)).toBe(true)
    await wall.until('the same board', () => wall.picture() === test.picture())
    expect((await patrols())[0]).toMatchObject({
      unit: unitId(0), route: 'route-0', course: 'on', since: MORNING, direction: 1, lengthM: 800, next: { checkpoint: 2 }, behindMs: null,
      loop: { first: 0, marks: ['reached', 'reached', 'open', 'open'] }, today: { completed: 0, missed: 0, unknown: 0 },
    })
    expect((await patrols())[0]!.alongM! + (await patrols())[0]!.next!.awayM).toBe(500)
  })

  it('ROUTE-9: given one that was never heard, or is lost, then its course is unknown', async () => {
    const end = await walk(NORTH_EAST, 0)
    expect((await patrols()).map(({ course, since }) => [course, since])).toEqual([['on', MORNING], ['unknown', null]])
    test.clock.set(MORNING + (end - 5) * 1_000 + 25_001)
    expect((await patrols())[0]).toMatchObject({ course: 'unknown', since: MORNING + (end - 5) * 1_000 })
  })

  it('ROUTE-1: given it leaves its route and comes back, then each is said once', async () => {
    const end = await walk([[0, 0], [200, 0], [300, 0]], 0)
    expect((await patrols())[0]).toMatchObject({ course: 'off' })
    await walk([[300, 0], [200, 0], [200, 130]], end)
    expect((await types()).filter((type) => /Route$/.test(type))).toEqual(['TeamBackOnRoute', 'TeamLeftRoute', 'TeamBackOnRoute'])
  })

  it('ROUTE-9: given a restart, then its loop goes on and nothing is said twice', async () => {
    const end = await walk(NORTH_EAST, 0)
    const before = (await patrols())[0]
    await test.close()
    await start()
    expect(Math.abs(Number((await patrols())[0]?.alongM) - Number(before?.alongM))).toBeLessThan(20)
    await walk([[200, 200], [0, 200], [0, 0], [140, 0]], end)
    const all = await types()
    expect(all.filter((type) => type === 'CheckpointReached')).toHaveLength(5)
    expect(all.filter((type) => type === 'LoopEnded' || type === 'TeamBackOnRoute')).toEqual(['TeamBackOnRoute', 'LoopEnded'])
    expect((await patrols())[0]).toMatchObject({ course: 'on', today: { completed: 1 }, lastLoop: { outcome: 'completed', reached: 4 } })
  })
})

describe('ROUTE-11 what was wrong at checkpoints', () => {
  it('given one stay too long, another too short and a checkpoint passed by, then GET /api/v1/patrols and the wall tell which, also after a restart', async () => {
    await test.close()
    place = new MemoryPlace()
    await start({ ...SITE, routes: SITE.routes.map((route) => ({ ...route, checkpoints: route.checkpoints.map((each) => ({ ...each, dwell: { leastMs: 60_000, mostMs: 120_000 } })) })) })
    const there = await walk([[60, 0], [100, 0]], 0)
    await walk(Array.from({ length: 40 }, (_, i): Metres => [100 + (i % 2), 0]), there, 0.2)
    await walk([[100, 0], [200, 0], [200, 160]], there + 200)
    const [team] = await patrols()
    expect(team!.stays.map(({ checkpoint, verdict }) => [checkpoint, verdict])).toEqual([[0, 'tooLong'], [1, 'tooShort']])
    await wall.until('the same board', () => wall.picture() === test.picture())
    expect(wall.replica?.board.patrols.get(unitId(0))?.stays).toEqual(team!.stays)
    await walk([[200, 160], [260, 160], [260, 260], [60, 260], [60, 200], [20, 200]], there + 400)
    expect((await patrols())[0]!.loop?.marks).toEqual(['reached', 'reached', 'skipped', 'open'])
    await walk([[20, 200], [0, 200], [0, 0], [140, 0]], there + 900)
    const ended = (await patrols())[0]!
    expect([ended.lastLoop?.outcome, ended.lastLoop?.skippedAt, ended.lastLoop?.stays.map(({ verdict }) => verdict).slice(0, 2)]).toEqual(['missed', [2], ['tooLong', 'tooShort']])
    const before = await patrols()
    await test.close()
    await start()
    expect((await patrols()).map(({ stays, lastLoop }) => ({ stays, lastLoop }))).toEqual(before.map(({ stays, lastLoop }) => ({ stays, lastLoop })))
  })
})

describe('ROUTE-10 a street walked out and back', () => {
  const OUT_AND_BACK: Site = {
    ...SITE,
    routes: SITE.routes.map((route) => ({ ...route, line: ([[0, 0], [300, 0], [0, 0]] as const).map(degreesAt), checkpoints: [] })),
  }

  it('given a team on its way back, when a wall joins or the server starts again, then both have it there', async () => {
    await test.close()
    place = new MemoryPlace()
    await start(OUT_AND_BACK)
    const end = await walk([[0, 0], [300, 0], [100, 0]], 0)
    const watch = watchOf(OUT_AND_BACK, OUT_AND_BACK.teams[0]!, thresholdsOf(OUT_AND_BACK, 'normal'))!
    const seen = (): number => {
      const { board, picture } = wall.replica!
      return alongTold(watch, board.patrols.get(unitId(0))!, fixOf(picture.positions[0]!))
    }
    wall = test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true && wall.replica.picture.positions[0] != null)
    const alongM = (await patrols())[0]!.alongM!
    expect(alongM).toBeGreaterThan(490)
    expect(Math.abs(seen() - alongM)).toBeLessThanOrEqual(TOLD_WITHIN_M)
    await test.close()
    await start(OUT_AND_BACK)
    await walk([[100, 0], [60, 0]], end)
    expect((await patrols())[0]!.alongM).toBeGreaterThan(530)
  })
})

describe('ROUTE-8 a team that works on an incident', () => {
  it('given an incident, then it is excused, and has 15 minutes to come back; then it is off its route', async () => {
    const end = await walk([[0, 0], [60, 0]], 0)
    const { body } = await test.post<{ incidentId: string }>('/api/v1/reports', reportBody())
    const stamps = `/api/v1/incidents/${body.incidentId}/stamps`
    expect((await test.post(stamps, stampBody('dispatch', { unit: unitId(0) }))).status).toBe(201)
    const there = await walk([[60, 0], [300, 300]], end)
    expect((await patrols())[0]).toMatchObject({ course: 'excused', alongM: null })
    expect((await types()).filter((type) => type === 'TeamExcused')).toHaveLength(1)
    expect((await test.post(stamps, stampBody('resolve', { unit: unitId(0) }))).status).toBe(201)
    const lastS = there - 5
    const last = { unit: unitId(0), lon: degreesAt([300, 300])[0], lat: degreesAt([300, 300])[1] }
    const stand = async (fromS: number): Promise<void> => {
      for (let s = fromS; s < fromS + 25; s += 5) {
        test.clock.set(MORNING + s * 1_000)
        await test.postReadings('/api/v1/positions', [{ ...last, fixAt: MORNING + s * 1_000 }])
      }
      await test.app.pipeline.lane.settled()
    }
    await stand(there)
    expect(await types()).not.toContain('TeamLeftRoute')
    await stand(lastS + RETURN_MS / 1_000 + 5)
    expect(await types()).toContain('TeamLeftRoute')
  })
})

describe('MODE-3 a team that the mode', () => {
  const switchTo = (to: string) => test.post('/api/v1/mode/switch', { commandId: `to-${to}`, to, reason: '研判需要' })
  const alarms = async (): Promise<(string | boolean)[][]> => {
    await test.app.pipeline.lane.settled()
    return [...test.app.pipeline.lane.board.alarms.byKey.values()].filter(({ kind }) => kind === 'patrolOffRoute')
      .map(({ kind, subject, standing }) => [kind, subject, standing])
  }

  it('given one the mode expects, when it leaves its route, then an alarm is raised, which returns with it', async () => {
    const end = await walk([[0, 0], [200, 0], [300, 0]], 0)
    await test.clock.advance(1_000)
    expect(await alarms()).toEqual([['patrolOffRoute', unitId(0), true]])
    await walk([[300, 0], [200, 0], [200, 130]], end)
    await test.clock.advance(1_000)
    expect(await alarms()).toEqual([['patrolOffRoute', unitId(0), false]])
  })

  it('given one the mode does not expect out, then it is excused, raises no alarm of its route, and the one that stood returns with the switch', async () => {
    const end = await walk([[0, 0], [200, 0], [300, 0]], 0)
    await test.clock.advance(1_000)
    expect((await switchTo('event')).status).toBe(201)
    await test.clock.advance(1_000)
    expect(await alarms()).toEqual([['patrolOffRoute', unitId(0), false]])
    await walk([[300, 0], [400, 0]], end + 2)
    expect((await patrols())[0]).toMatchObject({ course: 'excused' })
    expect(await types()).toContain('TeamExcused')
    expect((await alarms()).filter(([, , standing]) => standing)).toEqual([])
  })
})

describe('what could not be recorded', () => {
  it('is shown again from the board once it can', async () => {
    journal.failNext()
    const end = await walk([[0, 0], [12, 0]], 0)
    expect(await types()).toEqual([])
    await walk([[12, 0], [60, 0]], end)
    expect(await types()).toEqual(['TeamBackOnRoute'])
  })
})
