import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore, type OpenStore } from '../../server/journal/openStore.ts'
import { loadSite } from '../../server/site/loadSite.ts'
import type { NewBoardFact } from '../../shared/board.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import type { Space } from '../../shared/fact.ts'
import { placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { playedTo } from '../../tests/support/drillBuilders.ts'
import { createHeldClock } from '../../tests/support/heldClock.ts'
import { cookieOf, letIn } from '../../tests/support/people.ts'
import { dataFolder } from '../../tests/support/serverProcess.ts'
import { startAppOn } from '../../tests/support/testApp.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { percentile } from '../measure/figures.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const START = 1_800_000_000_000 - (1_800_000_000_000 % DAY_MS)
/** 24 days of 500 incidents with their four stages: 60,000 facts. */
const DAYS = 24
const A_DAY = 500
const SPACE: Space = 'drill:d1'
/** In the middle of it a drill of two hours with 100 incidents. */
const DRILL_FROM = START + (DAYS / 2) * DAY_MS
const DRILL_MS = 120 * MINUTE_MS
const DRILL_INCIDENTS = 100
const APPENDED_AT_ONCE = 1_000
const JUMPS = 100
const JUMP_WITHIN_MS = 500

/** Jumps in a drill that lies in the middle of a long record of which no board is kept, asked over HTTP of the real store. */
export async function benchDrillReplay(): Promise<Figure[]> {
  const { site } = await loadSite(PACK)
  const folder = await dataFolder()
  const store = await openStore(join(folder.dir, 'journal'), { report: () => undefined })
  const facts = await writeFacts(store)
  const app = await startAppOn({ clock: createHeldClock(START + DAYS * DAY_MS), site, journal: store.journal, history: store.history })
  const headers = cookieOf(letIn(app.access, 'supervisor', 'bench'))
  const jump = async (t: number): Promise<number> => {
    const startedAt = performance.now()
    const response = await fetch(`${app.url}/api/v1/review/moment?t=${t}&space=${SPACE}`, { headers })
    const { board } = (await response.json()) as { board?: { drill: unknown } }
    if (board?.drill == null) throw new Error(`the drill was not shown: ${response.status}`)
    return performance.now() - startedAt
  }
  const first = await jump(DRILL_FROM + DRILL_MS / 2)
  const jumps: number[] = []
  for (let i = 0; i < JUMPS; i += 1) jumps.push(await jump(DRILL_FROM + ((i * 54_773) % DRILL_MS)))
  await app.close()
  await store.close()
  await folder.remove()
  const among = `a drill among ${facts} facts`
  return [
    atMost(`replay: first jump in ${among}`, first, JUMP_WITHIN_MS, 'ms'),
    atMost(`replay: jump in ${among}, p99`, percentile(jumps, 0.99), JUMP_WITHIN_MS, 'ms'),
    told(`replay: jump in ${among}, median`, percentile(jumps, 0.5), 'ms'),
  ]
}

/** Answers how many there are. */
async function writeFacts({ journal }: OpenStore): Promise<number> {
  const news = Array.from({ length: DAYS * A_DAY }, (_, i) => handled(i, START + Math.floor((i * DAY_MS) / A_DAY), 'live')).flat()
  const drill = Array.from({ length: DRILL_INCIDENTS }, (_, i) => handled(i, DRILL_FROM + 1 + Math.floor((i * DRILL_MS) / DRILL_INCIDENTS), SPACE)).flat()
  const [prepared, started] = playedTo('running', DRILL_FROM).facts
  const facts = placed([...news, prepared as NewBoardFact, started as NewBoardFact, ...drill].sort((a, b) => a.at - b.at))
  for (let from = 0; from < facts.length; from += APPENDED_AT_ONCE) await journal.append(facts.slice(from, from + APPENDED_AT_ONCE))
  return facts.length
}

/** An incident with its stages, a second apart. */
function handled(i: number, at: number, space: Space): NewBoardFact[] {
  const incidentId = `${space}-${i}`
  const own = [reportedFact(at, { incidentId, ordinal: i + 1, number: incidentId }), ...STAGES.map((stage, place) => stampedFact(stage, at + (place + 1) * 1_000, { incidentId }))]
  return own.map((fact) => ({ ...fact, space }))
}
