import { setTimeout as delay } from 'node:timers/promises'
import { cpuNsOf, otherWork, sampleMachine } from '../measure/processCpu.ts'
import type { Running, Screens } from '../systems/system.ts'
import { Latency } from './latency.ts'
import type { Workload } from './workload.ts'

/** How updates are offered. */
export interface Pace {
  readonly updatesPerSecond: number
  readonly updatesPerCall: number
  readonly seconds: number
}

/** One window of load on one system. */
export interface Window {
  readonly offered: number
  /** CPU of the system per update and screen, µs. */
  readonly cpuUs: number
  /** Bytes on the wire per update and screen. */
  readonly wireBytes: number
  /** Until a screen was as new as the update, ms. */
  readonly latenciesMs: readonly number[]
  /** Screens whose state at the end was not the newest, or not the server's own: of a system that loses nothing, none. */
  readonly behind: number
  readonly otherWork: number
}

/** A system with its screens, under one workload. */
export class Stage {
  #latency: Latency
  #screens: Screens | null = null
  readonly #last: Float64Array

  constructor(readonly running: Running, readonly count: number, private readonly workload: Workload) {
    this.#latency = new Latency(count, workload.keys)
    this.#last = new Float64Array(workload.keys)
  }

  /** Tells everything there is once, then opens the screens. */
  async open(): Promise<void> {
    await this.#offer(this.workload.everything(Date.now()))
    this.#screens = await this.running.connect(this.count, (screen, key, at) => this.#latency.heard(screen, key, at, performance.now()))
    await this.#current()
    this.#latency.take()
  }

  /**
   * Runs the program's own code until it is compiled as on a server that has run for a while: `calls` close behind one another,
   * after a few of every other kind that comes in a window. What V8 has compiled for one kind of call alone it throws away at
   * the first of another kind, and then it takes some thousand calls until it has compiled anew.
   */
  async warmUp(calls = WARM_UP_CALLS): Promise<void> {
    for (let call = 0; call < WARM_UP_OTHERS; call++) {
      await this.#offer(this.workload.next(WARM_UP_MOST_UPDATES, Date.now()))
      await this.#screens!.different?.()
    }
    for (let round = 0; round < calls / WARM_UP_AT_ONCE; round++) {
      await Promise.all(Array.from({ length: WARM_UP_AT_ONCE }, () => this.#offer(this.workload.next(WARM_UP_UPDATES, Date.now()))))
    }
    await this.#current()
    this.#latency.take()
  }

  async run(pace: Pace): Promise<Window> {
    const pids = [...this.running.pids, process.pid]
    const before = { machine: sampleMachine(pids), cpu: this.#cpu(), bytes: this.#screens!.bytes() }
    const offered = await this.#offerFor(pace)
    const late = await this.#current()
    const deliveries = offered * this.count
    const window = {
      offered,
      cpuUs: (this.#cpu() - before.cpu) / 1_000 / deliveries,
      wireBytes: (this.#screens!.bytes() - before.bytes) / deliveries,
      latenciesMs: this.#latency.take(),
      otherWork: otherWork(before.machine, sampleMachine(pids)),
    }
    return { ...window, behind: late + ((await this.#screens!.different?.()) ?? 0) }
  }

  async close(): Promise<void> {
    await this.#screens?.close()
    await this.running.stop()
  }

  #cpu(): number {
    return this.running.pids.reduce((sum, pid) => sum + cpuNsOf(pid), 0)
  }

  async #offerFor({ updatesPerSecond, updatesPerCall, seconds }: Pace): Promise<number> {
    const calls = Math.round((updatesPerSecond * seconds) / updatesPerCall)
    const everyMs = (updatesPerCall / updatesPerSecond) * 1_000
    const start = performance.now()
    const answers: Promise<void>[] = []
    for (let call = 0; call < calls; call++) {
      const wait = start + call * everyMs - performance.now()
      if (wait > 0) await delay(wait)
      answers.push(this.#offer(this.workload.next(updatesPerCall, Date.now())))
    }
    await Promise.all(answers)
    return calls * updatesPerCall
  }

  #offer(updates: ReturnType<Workload['next']>): Promise<void> {
    const now = performance.now()
    for (const { key, at } of updates) {
      this.#last[key] = at
      this.#latency.offered(key, at, now)
    }
    return this.running.offer(updates)
  }

  /** Waits until every screen is as new as what was offered last; answers how many are not after a while. */
  async #current(): Promise<number> {
    const deadline = performance.now() + CURRENT_WITHIN_MS
    for (;;) {
      const behind = this.#behind()
      if (behind === 0 || performance.now() > deadline) return behind
      await delay(LOOK_EVERY_MS)
    }
  }

  #behind(): number {
    let behind = 0
    for (let screen = 0; screen < this.count; screen++) {
      const newest = this.#screens!.newest(screen)
      if (this.#last.some((at, key) => at > newest[key]!)) behind += 1
    }
    return behind
  }
}

const WARM_UP_CALLS = 6_000
const WARM_UP_AT_ONCE = 8
const WARM_UP_UPDATES = 10
const WARM_UP_OTHERS = 10
const WARM_UP_MOST_UPDATES = 400
const CURRENT_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 20

