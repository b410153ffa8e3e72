import type { Site } from '../../../shared/site/types.ts'
import type { Caller } from '../caller.ts'
import type { Tally } from '../tally.ts'
import { dueWork } from './dueWork.ts'
import { workView } from './view.ts'

export interface WorkerDeps {
  readonly site: Site
  readonly seed: number
  readonly speed: number
  /** Headquarters' own. */
  readonly caller: Caller
  /** Each department's own, by its id: it ticks what it does itself. */
  readonly departments: ReadonlyMap<string, Caller>
  readonly tally: Tally
  /** Begins every command id, so that two runs never share one. */
  readonly run: string
}

/** What was refused is not asked for again for so long: the board has to have changed. */
export const REFUSED_FOR_MS = 10 * 60_000

/** Looks at the board now and then and does what is due. Never throws. */
export interface Worker {
  /** Does nothing when it looked a short while before `now` (epoch ms). */
  look(now: number): Promise<void>
}

export const LOOK_EVERY_MS = 5_000

export function createWorker({ site, seed, speed, caller, departments, tally, run }: WorkerDeps): Worker {
  let lookedAt = -Infinity
  let made = 0
  const refused = new Map<string, number>()

  async function work(now: number): Promise<void> {
    const answer = await caller.get('/api/v1/board')
    if (answer.kind !== 'taken') return tally.count(`work: board (${answer.kind} ${answer.why})`)
    const view = workView(answer.body)
    if (view === null) return tally.count('work: board (no board in the answer)')
    for (const [path, at] of refused) if (now - at >= REFUSED_FOR_MS) refused.delete(path)
    for (const { path, body, department } of dueWork({ view, site, seed, speed })) {
      if (refused.has(path)) continue
      made += 1
      const by = (department === null ? undefined : departments.get(department)) ?? caller
      const outcome = await by.post(`/api/v1/${path}`, { commandId: `${run}-w${made}`, ...body })
      if (outcome.kind !== 'taken') tally.count(`work: ${nameOf(path)} (${outcome.kind} ${outcome.why})`)
      if (outcome.kind === 'refused') refused.set(path, now)
      if (outcome.kind === 'away') return
    }
  }

  return {
    async look(now) {
      if (now - lookedAt < LOOK_EVERY_MS) return
      lookedAt = now
      await work(now)
    },
  }
}

/** The path without ids, as it is counted. */
function nameOf(path: string): string {
  const parts = path.split('/')
  return parts.length < 3 ? path : `${parts[0]}/${parts.at(-1)}`
}
