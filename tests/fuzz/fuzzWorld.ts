import { createHash } from 'node:crypto'
import { JournalUnavailable } from '../../server/ports.ts'
import { boardAt } from '../../server/review/past.ts'
import type { AdmittedReport, StampAnswer } from '../../server/admit/admit.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { toSnapshot, type Board } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { MINUTE_MS, STAGES } from '../../shared/clock/stages.ts'
import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import { canonical, stable } from '../../shared/protocol/canonical.ts'
import { originOf } from '../../shared/site/origin.ts'
import { positionBody, reportBody } from '../support/builders.ts'
import { MORNING, nextTurn } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import { cameraId, insideGrid, platformId, smallSite, unitId } from '../support/site.ts'
import { headquartersActs, type Headquarters } from './headquartersActs.ts'
import { FuzzScreen } from './fuzzScreen.ts'
import { brokenPromises, type Acknowledged } from './promises.ts'
import { startFuzzServer, type FuzzServer } from './fuzzServer.ts'
import { GOOD_WIRE, type WireTemper } from './fuzzWire.ts'

const SITE = smallSite({ grids: 2, cameras: 9, units: 4, platforms: 2 })
const STEPS = 70
const SCREENS = 3
/** Rounds of messages after which everything must have healed. */
const HEALING_ROUNDS = 12

const TEMPERS: readonly WireTemper[] = [
  GOOD_WIRE,
  { drop: 0.1, twice: 0.1, again: 0.05, takes: 1, weight: 1 },
  { drop: 0, twice: 0, again: 0, takes: 0.4, weight: 200 },
  { drop: 0.05, twice: 0.05, again: 0, takes: 0.3, weight: 4_000 },
  { drop: 0, twice: 0.3, again: 0.2, takes: 0.8, weight: 1 },
]

/** Something done in a world, and how often against the others. */
type Act = readonly [number, () => Promise<void> | void]
type Answered = AdmittedReport | StampAnswer | Refusal

/** What a run came to: hashes of what each end holds, and how much of each thing happened in it. */
export interface FuzzResult {
  readonly server: string
  /** Promises the record breaks, in words. */
  readonly broken: readonly string[]
  readonly screens: readonly string[]
  readonly facts: number
  readonly restarts: number
  readonly cuts: number
  readonly failures: number
}

/** Runs one seed: facts, readings, lost and doubled messages, slow wires, restarts, full disks; then lets all heal. */
export async function runSeed(seed: number): Promise<FuzzResult> {
  const world = new FuzzWorld(seeded(seed), new MemoryPlace())
  await world.start()
  for (let step = 0; step < STEPS; step += 1) await world.step()
  await world.heal()
  return world.result()
}

/** An instant at which boards were looked at, the live one with the drills beside it and each drill's own, and what replay makes of it: hashes by space. */
export interface ReplayedInstant {
  readonly t: number
  readonly live: Readonly<Record<string, string>>
  readonly replayed: Readonly<Record<string, string>>
}

/** What a run of replays came to; `types` counts its facts. */
export interface ReplayResult {
  readonly instants: readonly ReplayedInstant[]
  readonly types: ReadonlyMap<string, number>
  readonly restarts: number
}

/** Steps of a world in which everything is done that headquarters does. */
const BUSY_STEPS = 110
/** Instants replayed in each world. */
const REPLAYED = 5

/** Runs one seed, in which headquarters does all it can, and keeps boards on the way, now and then; then replays random instants and the last one from the journal. */
export async function replaySeed(seed: number): Promise<ReplayResult> {
  const chance = seeded(seed)
  const place = new MemoryPlace()
  const world = new FuzzWorld(chance, place, headquartersActs)
  await world.start()
  const looked = new Set(Array.from({ length: REPLAYED - 1 }, () => chance.below(BUSY_STEPS)).concat(BUSY_STEPS - 1))
  /** Boards at the end of an instant that is looked at, by its time. */
  const lived = new Map<number, Record<string, string>>()
  for (let step = 0; step < BUSY_STEPS; step += 1) {
    await world.step()
    const t = await world.now()
    if (looked.has(step) || lived.has(t)) lived.set(t, world.boards())
    if (chance.chance(0.05)) await world.keepSnapshot()
  }
  const journal = new MemoryJournal(place)
  const instants: ReplayedInstant[] = []
  for (const [t, live] of lived) instants.push({ t, live, replayed: await replayedBoards(journal, t, Object.keys(live) as Space[]) })
  const types = new Map<string, number>()
  for (const { type } of place.rows) types.set(type, (types.get(type) ?? 0) + 1)
  return { instants, types, restarts: world.restarted }
}

async function replayedBoards(journal: MemoryJournal, t: number, spaces: readonly Space[]): Promise<Record<string, string>> {
  const boards: Record<string, string> = {}
  for (const space of spaces) boards[space] = boardHash(await boardAt(journal, await journal.seqAt(t), space))
  return boards
}

function boardHash(board: Board): string {
  return digest(stable(toSnapshot(board)))
}

class FuzzWorld {
  private server!: FuzzServer
  private readonly screens: FuzzScreen[]
  private restarts = 0
  private cuts = 0
  private failures = 0
  private commands = 0
  /** Acts done besides its own. */
  private readonly also: readonly Act[]
  private readonly acknowledged: Acknowledged[] = []
  /** Commands that were not waited for. */
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(
    private readonly chance: Seeded,
    private readonly place: MemoryPlace,
    also: (hq: Headquarters) => readonly Act[] = () => [],
  ) {
    this.also = also({
      chance, pipeline: () => this.server.pipeline, commandId: () => this.commandId(), momentNear: (ms) => this.momentNear(ms), send: (answer) => this.send(answer),
    })
    const replicaSite = { version: SITE.version, cameras: SITE.cameras.length, units: SITE.teams.length, origin: originOf(SITE) }
    this.screens = Array.from({ length: SCREENS }, () => new FuzzScreen(replicaSite))
  }

  async start(now: number = MORNING): Promise<void> {
    this.server = await startFuzzServer(SITE, this.place, now)
  }

  async step(): Promise<void> {
    const acts: readonly Act[] = [
      [6, () => this.report()],
      [6, () => this.stamp()],
      [6, () => this.positions()],
      [5, () => this.cameras()],
      [2, () => this.heartbeats()],
      [6, () => this.timePasses()],
      [9, () => this.server.pipeline.push.flushReadings()],
      [6, () => this.beat()],
      [4, () => this.screenComesOrGoes()],
      [2, () => this.diskTrouble()],
      [1, () => this.restart()],
      ...this.also,
    ]
    let at = this.chance.below(acts.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, act] of acts) {
      if (at < weight) {
        await act()
        break
      }
      at -= weight
    }
    if (this.chance.chance(0.7)) this.exchange()
  }

  private report(): Promise<void> {
    const { chance } = this
    const [lon, lat] = insideGrid(chance.below(2), chance.chance(0.1) ? -3 : chance.next())
    const body = reportBody({
      commandId: this.commandId(), kind: chance.pick(INCIDENT_KINDS), position: { lon, lat }, reportedAt: this.momentNear(20 * MINUTE_MS),
      ...(chance.chance(0.3) ? { externalId: `external-${chance.below(5)}` } : {}),
    })
    return this.submit(this.server.pipeline.doors.report(body, 'tests'))
  }

  private stamp(): Promise<void> {
    const { chance } = this
    const ids = [...this.server.pipeline.lane.board.incidents.keys(), 'nobody']
    const unit = chance.chance(0.4) ? {} : { unit: unitId(chance.below(4)) }
    const body = { commandId: this.commandId(), stage: chance.pick(STAGES), at: this.momentNear(10 * MINUTE_MS), ...unit }
    return this.submit(this.server.pipeline.doors.stamp(chance.pick(ids), body, 'headquarters'))
  }

  private positions(): void {
    const { chance } = this
    const items = Array.from({ length: 1 + chance.below(5) }, () => {
      const [lon, lat] = insideGrid(chance.below(3), chance.next())
      return positionBody(
        chance.below(5), this.momentNear(20_000), { lon, lat, ...(chance.chance(0.5) ? { headingDeg: chance.below(361) } : {}) },
      )
    })
    this.server.pipeline.doors.positions({ source: chance.pick(['http', 'mqtt', 'gps']), sourceKey: 'tests' }, items)
  }

  private cameras(): void {
    const { chance } = this
    const items = Array.from({ length: 1 + chance.below(6) }, () => ({
      camera: cameraId(chance.below(10)), status: chance.pick(CAMERA_STATUSES), at: this.momentNear(20_000),
    }))
    this.server.pipeline.doors.cameraStatuses({ source: 'http', sourceKey: 'tests' }, items)
  }

  private heartbeats(): void {
    const { chance } = this
    const status = chance.chance(0.3) ? ('down' as const) : ('up' as const)
    this.server.pipeline.doors.heartbeats({ source: 'http', sourceKey: 'tests' }, [{ upstream: platformId(chance.below(2)), at: this.momentNear(3_000), status }])
  }

  private async timePasses(): Promise<void> {
    await this.server.clock.advance(this.chance.pick([1, 50, 1_000, 11_000, 3 * MINUTE_MS, 12 * MINUTE_MS, 26 * 60 * MINUTE_MS]))
  }

  private beat(): void {
    this.server.pipeline.push.beat()
    for (const screen of this.screens) screen.look()
  }

  private screenComesOrGoes(): void {
    const screen = this.chance.pick(this.screens)
    if (screen.wire === null) screen.connect(this.chance.pick(TEMPERS))
    else if (this.chance.chance(0.2)) screen.reload()
    else screen.disconnect(this.server.pipeline.push)
  }

  private async diskTrouble(): Promise<void> {
    const { journal } = this.server
    if (this.chance.chance(0.5)) {
      journal.failNext()
      return
    }
    journal.hold()
    if (this.chance.chance(0.3)) journal.failNext()
    for (let i = this.chance.below(4); i > 0; i -= 1) void (this.chance.chance(0.5) ? this.report() : this.stamp())
    await nextTurn()
    this.exchange()
    journal.release()
    await this.server.clock.settle()
  }

  /** Ends the server in good order or, as often, in the middle of everything; a while later another one starts. */
  private async restart(): Promise<void> {
    const { pipeline, clock, journal } = this.server
    if (this.chance.chance(0.5)) await pipeline.close()
    else journal.hold()
    for (const screen of this.screens) screen.disconnect(pipeline.push)
    this.restarts += 1
    await this.start(clock.now() + this.chance.pick([5, 1_000, 4 * MINUTE_MS, 40 * MINUTE_MS]))
  }

  private exchange(): void {
    for (const screen of this.screens) if (!screen.exchange(this.server.pipeline.push, this.chance)) this.cuts += 1
  }

  /** The server's time once all that was asked of it is done, epoch ms. */
  async now(): Promise<number> {
    await Promise.all(this.underWay)
    await this.server.clock.settle()
    return this.server.clock.now()
  }

  get restarted(): number {
    return this.restarts
  }

  /** Hashes of the live board and of each drill's, by space. */
  boards(): Record<string, string> {
    const { board } = this.server.pipeline.lane
    return Object.fromEntries([board, ...board.drills.values()].map((each) => [each.space, boardHash(each)]))
  }

  async keepSnapshot(): Promise<void> {
    await this.server.journal.saveSnapshot(toSnapshot(this.server.pipeline.lane.board))
  }

  async heal(): Promise<void> {
    this.server.journal.release()
    await this.server.clock.settle()
    for (const screen of this.screens) {
      if (screen.wire !== null) screen.wire.temper = GOOD_WIRE
    }
    for (let round = 0; round < HEALING_ROUNDS; round += 1) {
      for (const screen of this.screens) if (screen.wire === null) screen.connect(GOOD_WIRE)
      this.exchange()
      this.server.pipeline.push.flushReadings()
      this.beat()
      this.exchange()
    }
  }

  async result(): Promise<FuzzResult> {
    const { lane, readings } = this.server.pipeline
    return {
      server: digest(canonical(lane.board, readings.picture)),
      broken: await brokenPromises(this.place, lane.board, this.acknowledged),
      screens: this.screens.map((screen) => digest(screen.picture())),
      facts: this.place.head,
      restarts: this.restarts,
      cuts: this.cuts,
      failures: this.failures,
    }
  }

  private submit(command: Promise<Answered>): Promise<void> {
    const { journal } = this.server
    return this.send(command.then((answer) => 'refused' in answer || this.acknowledged.push({ ...('answer' in answer ? answer.answer : answer), recorded: journal.seq })))
  }

  private async send(command: Promise<unknown>): Promise<void> {
    const answered = command.then(
      () => undefined,
      (error: unknown) => {
        if (!(error instanceof JournalUnavailable)) throw error
        this.failures += 1
      },
    )
    this.underWay.add(answered)
    const done = answered.finally(() => this.underWay.delete(answered))
    if (this.chance.chance(0.7)) await Promise.race([done, nextTurn()])
  }

  private commandId(): string {
    return `command-${this.chance.chance(0.1) ? this.chance.below(this.commands + 1) : (this.commands += 1)}`
  }

  /** A moment mostly within `spreadMs` before now, seldom after it. */
  private momentNear(spreadMs: number): number {
    const now = this.server.clock.now()
    return this.chance.chance(0.1) ? now + this.chance.below(10_000) : now - this.chance.below(spreadMs)
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
