import { Stage, type Pace, type Window } from '../load/offer.ts'
import type { BenchSite } from '../load/sitePack.ts'
import { Workload } from '../load/workload.ts'
import { OTHER_WORK_LIMIT } from '../measure/processCpu.ts'
import { percentile } from '../measure/figures.ts'
import { createProduct, createProductByMqtt } from '../systems/product.ts'
import type { Running, System } from '../systems/system.ts'
import { endWithUs } from '../../tests/support/endWithUs.ts'
import { createFlowfuse } from './flowfuse.ts'
import type { Peer } from './install.ts'
import type { Form } from './keys.ts'
import { createSignalk } from './signalk.ts'
import { createWorldmap } from './worldmap.ts'

/** A way of offering the same updates to all. */
export interface Offering {
  readonly name: string
  readonly says: string
  readonly updatesPerCall: number
  /** How peers are handed a call of many. */
  readonly form: Form
  /** Ours, by the door it is offered them at. */
  readonly ours: (site: BenchSite) => System
}

export const OFFERINGS: readonly Offering[] = [
  { name: 'many', says: '20 updates a call; peers take the call as one message that holds the list', updatesPerCall: 20, form: 'list', ours: createProduct },
  { name: 'each', says: '20 updates a call; peers take a message for each update', updatesPerCall: 20, form: 'each', ours: createProduct },
  { name: 'single', says: '1 update a call; peers take a message for each update', updatesPerCall: 1, form: 'each', ours: createProduct },
  { name: 'mqtt', says: 'a message for each update to everybody, ours by MQTT', updatesPerCall: 1, form: 'each', ours: createProductByMqtt },
]

export const PEERS = { worldmap: createWorldmap, flowfuse: createFlowfuse, signalk: createSignalk } as const satisfies Record<Peer, unknown>

export interface Measure {
  readonly rounds: number
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly screens: number
  readonly updatesPerSecond: number
}

/** One window on one system. Worth nothing when other work took too much of the machine or a screen did not get everything. */
export interface Round {
  readonly system: string
  readonly round: number
  readonly updatesPerSecond: number
  readonly offered: number
  readonly cpuUs: number
  readonly wireBytes: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly screensBehind: number
  readonly otherWork: number
  readonly valid: boolean
}

interface Placed {
  readonly system: System
  readonly stage: Stage
  readonly rates: readonly number[]
}

/** Steps the rate is lowered by for a system that a core is too little for. */
const RATE_STEPS = [1, 0.75, 0.5, 0.25, 0.1]
/** Of one core: a system of one thread that needs more than this falls behind. */
const CORE_SHARE = 0.95
const PROBE_SECONDS = 3

/**
 * Starts our product and the peers, warms each up alike, then loads them in turn, one at a time. Ours has some thousand calls
 * before that, so that its code too is compiled: where a call holds 20 updates a peer is given 20 times as many messages. A peer
 * that a core is too little for is loaded at a lower rate, and ours at that rate too, so that equals are compared.
 */
export async function measureOffering(
  site: BenchSite, folders: ReadonlyMap<Peer, string>, offering: Offering, measure: Measure,
): Promise<Round[]> {
  const stages: { system: System; stage: Stage }[] = []
  try {
    for (const system of [offering.ours(site), ...peersOf(site, folders, offering)]) {
      const stage = new Stage(guarded(await system.start()), measure.screens, new Workload(site.site))
      stages.push({ system, stage })
      await stage.open()
    }
    await stages[0]!.stage.warmUp()
    return await measureInTurn(await placesOf(stages, offering, measure), offering, measure)
  } finally {
    for (const { stage } of stages) await stage.close()
  }
}

/** A refused offer is told when the window ends, not as an unhandled one; whatever ends us ends the system too. */
function guarded(running: Running): Running {
  const forget = endWithUs(running.pids)
  return {
    ...running,
    offer: (updates) => {
      const taken = running.offer(updates)
      taken.catch(() => undefined)
      return taken
    },
    async stop() {
      await running.stop()
      forget()
    },
  }
}

function peersOf({ site }: BenchSite, folders: ReadonlyMap<Peer, string>, { form }: Offering): System[] {
  return [...folders].map(([peer, dir]) => PEERS[peer](dir, site, form))
}

async function placesOf(stages: readonly { system: System; stage: Stage }[], offering: Offering, measure: Measure): Promise<Placed[]> {
  const placed: Placed[] = []
  for (const { system, stage } of stages) {
    await stage.run(paceOf(offering, measure.updatesPerSecond, measure.warmUpSeconds))
    const { cpuUs } = await stage.run(paceOf(offering, measure.updatesPerSecond, PROBE_SECONDS))
    const cores = (cpuUs * measure.updatesPerSecond * measure.screens) / 1e6
    const step = RATE_STEPS.find((each) => cores * each <= CORE_SHARE) ?? RATE_STEPS.at(-1)!
    placed.push({ system, stage, rates: [step * measure.updatesPerSecond] })
  }
  const [ours, ...peers] = placed
  const rates = [...new Set([measure.updatesPerSecond, ...peers.flatMap((peer) => peer.rates)])].sort((a, b) => b - a)
  return [{ ...ours!, rates }, ...peers]
}

async function measureInTurn(placed: readonly Placed[], offering: Offering, { rounds, seconds }: Measure): Promise<Round[]> {
  const measured: Round[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const { system, stage, rates } of placed) {
      for (const rate of rates) {
        const window = await stage.run(paceOf(offering, rate, seconds))
        measured.push(roundOf(system.name, round, rate, window))
      }
    }
    console.log(`${offering.name}: round ${round} of ${rounds}`)
  }
  return measured
}

function paceOf({ updatesPerCall }: Offering, updatesPerSecond: number, seconds: number): Pace {
  return { updatesPerSecond, updatesPerCall, seconds }
}

function roundOf(system: string, round: number, updatesPerSecond: number, window: Window): Round {
  return {
    system, round, updatesPerSecond, offered: window.offered, cpuUs: window.cpuUs, wireBytes: window.wireBytes,
    p50Ms: percentile(window.latenciesMs, 0.5), p99Ms: percentile(window.latenciesMs, 0.99), screensBehind: window.behind,
    otherWork: window.otherWork, valid: window.otherWork <= OTHER_WORK_LIMIT && window.behind === 0,
  }
}
