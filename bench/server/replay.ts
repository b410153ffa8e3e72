import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { openStore, type OpenStore } from '../../server/journal/openStore.ts'
import { loadSite } from '../../server/site/loadSite.ts'
import { emptyBoard, toSnapshot, type NewBoardFact } from '../../shared/board.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { foldFact } from '../../shared/fold.ts'
import { toE7 } from '../../shared/reading/picture.ts'
import type { Site } from '../../shared/site/types.ts'
import { placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { createHeldClock } from '../../tests/support/heldClock.ts'
import { cookieOf, letIn } from '../../tests/support/people.ts'
import { dataFolder } from '../../tests/support/serverProcess.ts'
import { startAppOn } from '../../tests/support/testApp.ts'
import { atMost, told, unless, type Figure } from '../measure/figure.ts'
import { percentile } from '../measure/figures.ts'
import { otherWork, sampleMachine, tooBusy } from '../measure/processCpu.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const SECOND_MS = 1_000
const DAY_MS = 86_400_000
const START = 1_800_000_000_000 - (1_800_000_000_000 % DAY_MS)
/** Every camera says how it is once a minute, every team where it is every five seconds. */
const CAMERA_EVERY_S = 60
const POSITION_EVERY_S = 5
const INCIDENTS = 500
const SNAPSHOT_EVERY = 1_000
const JUMPS = 300
const JUMP_WITHIN_MS = 500
const NANO_IN_MS = 1e6

/** A jump to any second of a day of the site's 2,197 cameras and 10 teams, asked over HTTP of the real store. */
export async function benchReplay(): Promise<Figure[]> {
  const { site } = await loadSite(PACK)
  const folder = await dataFolder()
  const store = await openStore(join(folder.dir, 'journal'), { report: () => undefined })
  const facts = await writeFacts(store)
  await writeReadings(store, site)
  const app = await startAppOn({ clock: createHeldClock(START + DAY_MS), site, journal: store.journal, history: store.history })
  const headers = cookieOf(letIn(app.access, 'supervisor', 'bench'))
  const ask = async (path: string): Promise<number> => {
    const startedAt = performance.now()
    const response = await fetch(`${app.url}/api/v1/review/${path}`, { headers })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`)
    return performance.now() - startedAt
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const jumps: number[] = []
  const before = sampleMachine([process.pid])
  for (let i = 0; i < JUMPS; i += 1) jumps.push(await ask(`moment?t=${START + ((i * 54_773) % (DAY_MS / SECOND_MS)) * SECOND_MS}`))
  delay.disable()
  const other = otherWork(before, sampleMachine([process.pid]))
  const busy = tooBusy(other)
  const readingsMs = await ask(`stretch/readings?from=${START + DAY_MS / 2}&to=${START + DAY_MS / 2 + 900_000}`)
  const marksMs = await ask(`stretch/marks?from=${START}&to=${START + DAY_MS}`)
  await app.close()
  await store.close()
  await folder.remove()
  return [
    unless(busy, atMost('replay: jump to any second of a day, p99', percentile(jumps, 0.99), JUMP_WITHIN_MS, 'ms')),
    unless(busy, told('replay: jump, median', percentile(jumps, 0.5), 'ms')),
    unless(busy, told('replay: jump, longest', Math.max(...jumps), 'ms')),
    told('replay: other work on this machine', other * 100, '%'),
    told('replay: longest the thread was kept meanwhile', delay.max / NANO_IN_MS, 'ms'),
    told('replay: 15 minutes of readings', readingsMs, 'ms'),
    told('replay: what is missing of a day', marksMs, 'ms'),
    told('replay: facts of that day', facts, ''),
  ]
}

/** Incidents all through the day, each with its four stages, and boards kept as the server keeps them. Answers how many facts. */
async function writeFacts({ journal }: OpenStore): Promise<number> {
  const news: NewBoardFact[] = []
  for (let i = 0; i < INCIDENTS; i += 1) {
    const at = START + Math.floor((i * DAY_MS) / INCIDENTS)
    const incidentId = `incident-${i}`
    news.push(reportedFact(at, { incidentId, ordinal: i + 1, number: `bench-${i}` }))
    STAGES.forEach((stage, place) => news.push(stampedFact(stage, at + (place + 1) * SECOND_MS, { incidentId })))
  }
  const facts = placed(news.sort((a, b) => a.at - b.at))
  const board = emptyBoard()
  for (let from = 0; from < facts.length; from += SNAPSHOT_EVERY) {
    const group = facts.slice(from, from + SNAPSHOT_EVERY)
    await journal.append(group)
    for (const fact of group) foldFact(board, fact)
    await journal.saveSnapshot(toSnapshot(board))
  }
  return facts.length
}

/** A day second by second, as the server writes it. */
async function writeReadings({ history }: OpenStore, { cameras, teams, view }: Site): Promise<void> {
  const [lon, lat] = view.centre
  for (let second = 0; second < DAY_MS / SECOND_MS; second += 1) {
    const at = START + second * SECOND_MS
    const states = cameras
      .filter((_, place) => place % CAMERA_EVERY_S === second % CAMERA_EVERY_S)
      .map(({ id }, place) => ({ camera: id, status: (place + second) % 97 === 0 ? 2 : 1, at, recordedAt: at }))
    const positions = teams
      .filter((_, place) => place % POSITION_EVERY_S === second % POSITION_EVERY_S)
      .map(({ id }, place) => ({
        unit: id, lonE7: toE7(lon) + second, latE7: toE7(lat) + place, fixAt: at, accuracyDm: 50, speedCmps: 120, headingDeg: second % 360, source: 'gps', recordedAt: at,
      }))
    await history.write(states, positions)
  }
}
