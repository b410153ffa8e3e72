import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type OpenStore } from '../../server/journal/openStore.ts'
import { startPipeline, type Pipeline } from '../../server/pipeline.ts'
import { boardAt, pictureAt } from '../../server/review/past.ts'
import { toSnapshot } from '../../shared/board.ts'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { MINUTE_MS, STAGES } from '../../shared/clock/stages.ts'
import type { Space } from '../../shared/fact.ts'
import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import type { Picture } from '../../shared/reading/picture.ts'
import { positionBody, reportBody } from '../support/builders.ts'
import { createHeldClock, MORNING, nextTurn, type HeldClock } from '../support/heldClock.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import { cameraId, insideGrid, platformId, smallSite, unitId } from '../support/site.ts'
import { drillAct, drillText, drillTexts } from './fuzzDrills.ts'

const SITE = smallSite({ grids: 2, cameras: 9, units: 4, platforms: 2 })
const STEPS = 45
const REPLAYED = 6

/** What stood at an instant, as text. */
interface Lived {
  readonly board: string
  readonly drills: ReadonlyMap<Space, string>
  readonly picture: string
}

/** What replay makes of one instant that was lived, in words where it differs. */
export interface StoredResult {
  readonly differs: readonly string[]
  readonly instants: number
  readonly drills: number
  readonly facts: number
  readonly restarts: number
}

/** Runs one seed over the real store (SQLite, its snapshots, its history of readings) and replays random instants of it from there. */
export async function replayStored(seed: number): Promise<StoredResult> {
  const dir = await mkdtemp(join(tmpdir(), 'replay-'))
  const world = new StoredWorld(seeded(seed), dir)
  try {
    await world.start(MORNING)
    for (let step = 0; step < STEPS; step += 1) await world.step()
    return await world.replay(seed)
  } finally {
    await world.stop()
    await rm(dir, { recursive: true })
  }
}

class StoredWorld {
  private store!: OpenStore
  private pipeline!: Pipeline
  private clock!: HeldClock
  private restarts = 0
  private commands = 0
  private readonly lived = new Map<number, Lived>()

  constructor(private readonly chance: Seeded, private readonly dir: string) {}

  async start(now: number): Promise<void> {
    this.store = await openStore(this.dir, { report: () => undefined })
    this.clock = createHeldClock(now)
    const { journal, history } = this.store
    let last = 0
    this.pipeline = await startPipeline({
      site: SITE, journal, history, clock: this.clock, demo: false, ids: { next: () => `id-${journal.seq}-${(last += 1)}` },
      countInput: () => undefined, refused: () => 0, onReadings: () => undefined,
      onError: (error) => {
        throw error
      },
    })
    this.clock.settle = () => this.pipeline.lane.settled()
  }

  async stop(): Promise<void> {
    await this.pipeline.close()
    await this.store.close()
  }

  async step(): Promise<void> {
    const { chance, pipeline: { doors } } = this
    const [lon, lat] = insideGrid(chance.below(2), chance.next())
    const act = chance.below(20)
    if (act < 3) await doors.report(reportBody({ commandId: this.commandId(), kind: chance.pick(INCIDENT_KINDS), position: { lon, lat } }), 'tests')
    else if (act < 6) await doors.stamp(chance.pick([...this.pipeline.lane.board.incidents.keys(), 'nobody']), { commandId: this.commandId(), stage: chance.pick(STAGES), unit: unitId(chance.below(4)) }, 'headquarters')
    else if (act < 9) doors.positions({ source: chance.pick(['http', 'gps']), sourceKey: 'tests' }, [positionBody(chance.below(4), this.near(20_000), { lon, lat })])
    else if (act < 11) doors.cameraStatuses({ source: 'http', sourceKey: 'tests' }, [{ camera: cameraId(chance.below(9)), status: chance.pick(CAMERA_STATUSES), at: this.near(20_000) }])
    else if (act < 12) doors.heartbeats({ source: 'http', sourceKey: 'tests' }, [{ upstream: platformId(chance.below(2)), at: this.clock.now(), status: 'up' }])
    else if (act < 16) await drillAct(this.pipeline, chance, () => this.commandId())
    else if (act < 18) await this.clock.advance(chance.pick([1, 1_000, 11_000, 3 * MINUTE_MS, 12 * MINUTE_MS]))
    else if (act < 19) await this.store.journal.saveSnapshot(toSnapshot(this.pipeline.lane.board))
    else await this.restart()
    await this.quiet()
    await this.pipeline.readings.flush()
    const { lane: { board }, readings: { picture } } = this.pipeline
    this.lived.set(this.clock.now(), { board: stable(toSnapshot(board)), drills: drillTexts(board), picture: pictureText(picture) })
    await this.clock.advance(1)
  }

  /** Resolves once what is due at this instant, and what that brings about, is recorded. */
  private async quiet(): Promise<void> {
    for (let seq = -1; seq !== this.store.journal.seq; ) {
      seq = this.store.journal.seq
      await this.pipeline.lane.settled()
      await nextTurn()
      await this.pipeline.lane.settled()
    }
  }

  async replay(seed: number): Promise<StoredResult> {
    const { chance, store: { journal, history } } = this
    const differs: string[] = []
    let drills = 0
    for (let i = 0; i < REPLAYED; i += 1) {
      const [t, lived] = chance.pick([...this.lived])
      const seq = await journal.seqAt(t)
      if (stable(toSnapshot(await boardAt(journal, seq, 'live'))) !== lived.board) differs.push(`seed ${seed}: at ${t} the replay shows another board`)
      if (pictureText((await pictureAt(SITE, history, t)).picture) !== lived.picture) differs.push(`seed ${seed}: at ${t} the replay shows another picture`)
      for (const [space, text] of lived.drills) {
        drills += 1
        if (drillText(await boardAt(journal, seq, space)) !== text) differs.push(`seed ${seed}: at ${t} the replay shows another ${space}`)
      }
    }
    return { differs, instants: REPLAYED, drills, facts: journal.seq, restarts: this.restarts }
  }

  private async restart(): Promise<void> {
    await this.stop()
    this.restarts += 1
    await this.start(this.clock.now() + this.chance.pick([5, 1_000, 4 * MINUTE_MS]))
  }

  private commandId(): string {
    return `command-${(this.commands += 1)}`
  }

  private near(spreadMs: number): number {
    return this.clock.now() - this.chance.below(spreadMs)
  }
}

/** Where each team and how each camera was; by which feed it came is numbered anew by each start. */
function pictureText({ positions, cameraStatus, cameraAt }: Picture): string {
  return stable({ positions: positions.map((position) => (position === null ? null : { ...position, source: 0 })), status: [...cameraStatus], at: [...cameraAt] })
}
