import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCaller } from '../../server/simulator/caller.ts'
import { simulatorKeys } from '../../server/simulator/keys.ts'
import { createTally } from '../../server/simulator/tally.ts'
import { createWorker, LOOK_EVERY_MS } from '../../server/simulator/headquarters/worker.ts'
import { activeSchemes, runningPlans } from '../../shared/emergency/runs.ts'
import { committeeNow } from '../../shared/evaluation/committeeNow.ts'
import { eventShown } from '../../shared/event/spans.ts'
import { hazardAges } from '../../shared/platforms/hazardAges.ts'
import { guaranteesOf } from '../../shared/platforms/guarantees.ts'
import { requestFigures } from '../../shared/platforms/requests.ts'
import { workLinkage } from '../../shared/platforms/workLinkage.ts'
import { postsNow } from '../../shared/post/state.ts'
import { reportBody } from '../support/builders.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const MINUTE_MS = 60_000
const STAGED_MS = 12 * MINUTE_MS
let test: TestApp
const lines: string[] = []
beforeAll(async () => (test = await startTestApp({ demo: true })))
afterAll(() => test.close())

it('SIM-6: given a demo with a grave fire, when its headquarters works for twelve minutes through the doors, then nothing is refused and every panel is fed, on server and wall', async () => {
  const { access, clock, site, url, app: { pipeline: { lane } } } = test
  const { key, departmentKeys } = simulatorKeys(access, site.departments.map(({ id }) => id))
  const callerOf = (own: string) => createCaller(url, own, fetch, new AbortController().signal)
  const tally = createTally((line) => lines.push(line))
  const worker = createWorker({
    site, seed: 7, speed: 1, caller: callerOf(key), departments: new Map([...departmentKeys].map(([id, own]) => [id, callerOf(own)])), tally, run: 'run',
  })
  const wall = test.openWall()
  await wall.until('joined', () => wall.replica !== null)
  expect((await test.post('/api/v1/reports', reportBody({ kind: 'fire', level: 'II', source: 'simulator', reportedAt: clock.now() }))).status).toBe(201)
  for (const end = clock.now() + STAGED_MS; clock.now() < end; await clock.advance(LOOK_EVERY_MS)) await worker.look(clock.now())
  tally.report(clock.now())
  expect(lines).toEqual([])

  await wall.until('the same board', () => wall.picture() === test.picture())
  const board = wall.replica!.board
  const matters = [...board.matters.values()]
  const now = clock.now()
  expect(new Set(matters.filter(({ kind }) => kind !== 'meetingProposal').map(({ openedBy }) => openedBy))).toEqual(new Set(['simulator']))
  expect(hazardAges(matters, site, now).some(({ oldestMs }) => oldestMs !== null)).toBe(true)
  expect(requestFigures(matters, now)[0]!.open).toBeGreaterThan(0)
  expect(workLinkage(matters, site, now).every(({ planned }) => planned > 0)).toBe(true)
  expect(guaranteesOf(matters, site, now).every(({ state }) => state !== null)).toBe(true)
  expect(committeeNow(board, now).next).not.toBeNull()
  expect(eventShown(board, now)?.state).toBe('prepared')
  expect(board.gathering.present.length).toBeGreaterThan(0)
  expect(board.profiles.size).toBe(site.grids.length)
  const [run] = runningPlans(matters, site.plans)
  expect(run?.of?.id).toBe('fire')
  expect(run?.matter.steps.find(({ id }) => id === 'go')?.ticked).toMatchObject({ department: 'fireRescue', onBehalf: false })
  expect(activeSchemes(matters, site.schemes)).toHaveLength(1)
  const states = postsNow(board.duty, site.posts, site.posts.map(({ id }) => id), now).map(({ state }) => state)
  expect(states).toContain('manned')
  expect(states).not.toContain('unrostered')
  expect(lane.board.drills.size).toBe(0)
}, 30_000)
