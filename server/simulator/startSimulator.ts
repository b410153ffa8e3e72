import type { Site } from '../../shared/site/types.ts'
import type { Clock } from '../ports.ts'
import { createCaller, type Caller } from './caller.ts'
import { knownFrom, type Known } from './known.ts'
import { createMessenger, type Messenger } from './messenger.ts'
import { SIMULATOR_SOURCE } from './output.ts'
import { createTally, type Tally } from './tally.ts'
import { createWorker } from './headquarters/worker.ts'
import { advance, createWorld, dropIncident, tellAgain, type World } from './world.ts'

export interface SimulatorOptions {
  readonly site: Site
  /** Where the public API is, e.g. `http://127.0.0.1:8080`. */
  readonly baseUrl: string
  /** Its key, like any source's. */
  readonly key: string
  /** Keys of the departments' own accounts, by department; none for a source that only sends what a feed sends. */
  readonly departmentKeys?: ReadonlyMap<string, string>
  readonly seed: number
  /** 1 for an ordinary day; see `World` for what it scales. */
  readonly speed: number
  readonly clock: Clock
  readonly log: (line: string) => void
  readonly fetch?: typeof fetch
}

export interface Simulator {
  /** Ends at once, giving up the call that is under way. */
  stop(): Promise<void>
}

const TICK_MS = 250
const RETRY_MS = 1_000
/** With this many commands waiting the world stands still until some were taken. */
const MOST_WAITING = 400
const NOTHING_KNOWN: Known = { incidents: [], demo: false }

/**
 * Fills a server with a simulated district through its public API, like any other feed; in a demo's record its headquarters
 * works matters, posts and profiles as well, in any other it does not. A call that is refused or finds
 * nobody is counted and logged, never thrown; while the server is away nothing happens in the world that would pile up.
 * @throws RangeError for a speed that is not above zero
 */
export function startSimulator(options: SimulatorOptions): Simulator {
  if (!(options.speed > 0 && Number.isFinite(options.speed))) throw new RangeError(`simulator speed must be above 0, got ${options.speed}`)
  const stopping = new AbortController()
  const caller = createCaller(options.baseUrl, options.key, options.fetch ?? globalThis.fetch, stopping.signal)
  const departments = new Map([...(options.departmentKeys ?? [])].map(([id, key]) => (
    [id, createCaller(options.baseUrl, key, options.fetch ?? globalThis.fetch, stopping.signal)])))
  const running = run(options, caller, departments, stopping.signal).catch((error: unknown) => {
    options.log(`simulator: ended by a fault of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  })
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function run(options: SimulatorOptions, caller: Caller, departments: ReadonlyMap<string, Caller>, stopped: AbortSignal): Promise<void> {
  const { site, seed, speed, clock, log } = options
  const tally = createTally(log)
  const { incidents: known, demo } = await readKnown(caller, tally, clock, stopped)
  if (stopped.aborted) return
  const began = clock.now()
  const world = createWorld({ site, seed, speed, now: began, known })
  const worker = demo ? createWorker({ site, seed, speed, caller, departments, tally, run: `${SIMULATOR_SOURCE}-${began.toString(36)}-${seed}` }) : null
  const onReportRefused = (incident: string): void => dropIncident(world, incident)
  const messenger = createMessenger({ caller, tally, known: known.map(({ incidentId }) => incidentId), onReportRefused })
  const teams = world.walkers.length
  log(`simulator: seed ${seed}, speed ${speed}, ${teams} teams, ${site.cameras.length} cameras, ${known.length} earlier incidents`)
  if (!demo) log('simulator: this record is not a demo: no matters, posts or profiles are worked in it')
  while (!stopped.aborted) {
    const heard = await tick(world, messenger, clock.now())
    if (heard) await worker?.look(clock.now())
    if (stopped.aborted) return
    tally.report(clock.now())
    await pause(clock, TICK_MS, stopped)
    if (heard) continue
    tellAgain(world)
    await untilBack(caller, tally, clock, stopped)
  }
}

/** One moment of the world; false when its readings found nobody. Commands that did stay queued for the next. */
async function tick(world: World, messenger: Messenger, now: number): Promise<boolean> {
  if (messenger.waiting >= MOST_WAITING) {
    await messenger.sendCommands()
    return true
  }
  const output = advance(world, now)
  messenger.queue(output.commands)
  const heard = await messenger.sendReadings(output)
  if (heard) await messenger.sendCommands()
  return heard
}

async function readKnown(caller: Caller, tally: Tally, clock: Clock, stopped: AbortSignal): Promise<Known> {
  while (!stopped.aborted) {
    const outcome = await caller.get('/api/v1/board')
    if (outcome.kind !== 'away') {
      const known = outcome.kind === 'taken' ? knownFrom(outcome.body) : null
      if (known === null) tally.count(`board (${outcome.kind === 'refused' ? outcome.why : 'no board in the answer'})`)
      return known ?? NOTHING_KNOWN
    }
    if (stopped.aborted) break
    tally.count(`board (away ${outcome.why})`)
    tally.report(clock.now())
    await pause(clock, RETRY_MS, stopped)
  }
  return NOTHING_KNOWN
}

async function untilBack(caller: Caller, tally: Tally, clock: Clock, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const outcome = await caller.get('/healthz')
    if (outcome.kind !== 'away' || stopped.aborted) return
    tally.count(`health (away ${outcome.why})`)
    tally.report(clock.now())
    await pause(clock, RETRY_MS, stopped)
  }
}

/** Resolves after `ms` of the clock's time, or at once when the signal is given. */
function pause(clock: Clock, ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) {
      resolve()
      return
    }
    let callOff = (): void => {}
    const end = (): void => {
      callOff()
      stopped.removeEventListener('abort', end)
      resolve()
    }
    stopped.addEventListener('abort', end)
    callOff = clock.wakeAt(clock.now() + ms, end)
  })
}
