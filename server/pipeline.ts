import { toSnapshot, type Board } from '../shared/board.ts'
import { silentNamesOf } from '../shared/alarm/silenceConditions.ts'
import { decidePlatforms, nextSilenceAt } from '../shared/camera/decide.ts'
import { firstMissAt } from '../shared/incident/due.ts'
import { eventSpans } from '../shared/event/spans.ts'
import { decideMattersDue, firstMatterDueAt, nextMatterDueAt } from '../shared/matter/due.ts'
import { MATTER_TABLES } from '../shared/matter/tables.ts'
import { calendarOf } from '../shared/mode/calendar.ts'
import { decideModeDue, firstModeDueAt, nextModeDueAt, type ModeSources } from '../shared/mode/due.ts'
import type { Health } from '../shared/protocol/messages.ts'
import { originOf } from '../shared/site/origin.ts'
import type { Site } from '../shared/site/types.ts'
import { createAdmitAlarm } from './alarm/admitAlarm.ts'
import { createAlarms } from './alarm/alarms.ts'
import { createConditions } from './alarm/conditionsNow.ts'
import { createAdmission } from './admit/admit.ts'
import { createGatheringAdmission, type GatheringAdmission } from './admit/admitGathering.ts'
import { createMatterAdmission, type MatterAdmission } from './admit/admitMatter.ts'
import { createModeAdmission, type ModeAdmission } from './admit/admitMode.ts'
import { createDrillAdmission, type DrillAdmission } from './drill/admitDrill.ts'
import { createDrillRecords, type DrillRecords } from './drill/drillRecords.ts'
import { createDrills } from './drill/drills.ts'
import { createDeadlines, type Due } from './deadlines/deadlines.ts'
import type { ProfileAdmission } from './ingest/profileCommands.ts'
import { createDoors, type CountInput, type Doors } from './ingest/doors.ts'
import { createPatrols, type Patrols } from './patrol/patrols.ts'
import type { Clock, Ids, Journal, ReadingHistory } from './ports.ts'
import { createPush, type Push } from './push/push.ts'
import { createFactLane, type FactLane } from './state/factLane.ts'
import { createReadingLane, type ReadingLane } from './state/readingLane.ts'
import { rebuildBoard } from './state/rebuild.ts'
import { createSources, sourceKind, type Sources } from './state/sources.ts'

export interface PipelineDeps {
  readonly site: Site
  readonly journal: Journal
  readonly history: ReadingHistory
  readonly clock: Clock
  readonly ids: Ids
  /** Is a simulator feeding this server? */
  readonly demo: boolean
  readonly countInput: CountInput
  readonly refused: () => number
  readonly onError: (error: unknown) => void
  /** Readings changed: a frame is due. */
  readonly onReadings: () => void
  /** Was this key revoked? None is where nothing is said. */
  readonly isRevoked?: (sourceKey: string) => boolean
}

export interface Pipeline {
  readonly site: Site
  readonly clock: Clock
  readonly doors: Doors
  readonly modes: ModeAdmission
  readonly matters: MatterAdmission
  readonly drills: DrillAdmission
  readonly drillRecords: DrillRecords
  readonly gatherings: GatheringAdmission
  readonly profiles: ProfileAdmission
  readonly lane: FactLane
  readonly readings: ReadingLane
  readonly sources: Sources
  readonly patrols: Patrols
  readonly push: Push
  readonly health: () => Health
  /** A key was revoked: what came by it is looked at again. */
  keyRevoked(): void
  /** Answers what is under way, keeps a snapshot and the last readings. */
  close(): Promise<void>
}

/** A board is kept after this many facts, so that a start folds no more than these. */
const SNAPSHOT_EVERY_FACTS = 1_000

/**
 * The data's way, whole: doors → admit → decide → journal → fold → push for facts; doors → readings → push for what is
 * measured. Resolves once the board stands and the deadlines that passed meanwhile are facts (CLOCK-4).
 */
export async function startPipeline(deps: PipelineDeps): Promise<Pipeline> {
  const { site, journal, history, clock, isRevoked = () => false } = deps
  const startedAt = clock.now()
  const board = await rebuildBoard(journal)
  const sources = createSources(expectedIntervalMs(site), (sourceKey) => silentNamesOf(board.alarms, sourceKey))
  const lane = createFactLane({ journal, clock, board, onRecorded })
  const readings = createReadingLane({ site, clock, history, sources, onCamera, onUnit, onTaken, onPlatform: () => noticePlatforms() })
  readings.recall(await history.latest())
  const patrols = createPatrols({ site, lane, picture: readings.picture, onError: deps.onError })
  const push = createPush({
    board, picture: readings.picture, origin: originOf(site), journalId: journal.id, siteVersion: site.version, now: () => clock.now(), health,
  })
  const deadlines = createDeadlines({ lane, clock, platformSigns: () => readings.platformSigns(), also: [modeDue(site), MATTERS_DUE], onError: deps.onError })
  const conditions = createConditions({ site, readings, sources, watchedSince: startedAt, isRevoked })
  const alarms = createAlarms({ lane, clock, conditions, onError: deps.onError })
  const drillRecords = createDrillRecords(journal)
  const drills = createDrills({ lane, clock, site, onError: deps.onError })
  let snapshotSeq = board.seq
  /** The last board kept, or on its way to be. */
  let kept: Promise<void> = Promise.resolve()

  function onRecorded(facts: Parameters<Push['factsRecorded']>[0]): void {
    push.factsRecorded(facts)
    for (const fact of facts) {
      if (fact.space === 'live') deadlines.expect(Math.min(firstMissAt(fact) ?? Infinity, firstModeDueAt(fact) ?? Infinity, firstMatterDueAt(fact) ?? Infinity))
    }
    if (facts.some(({ space }) => space === 'live')) alarms.factsRecorded()
    drills.factsRecorded(facts)
    if (board.seq - snapshotSeq >= SNAPSHOT_EVERY_FACTS) keepSnapshot().catch(deps.onError)
  }

  function onCamera(camera: number): void {
    push.cameraChanged(camera)
  }

  function onUnit(unit: number): void {
    push.unitChanged(unit)
    patrols.unitMoved(unit)
  }

  function onTaken(): void {
    alarms.readingsChanged()
    deps.onReadings()
  }

  /** An outage begins or ends at once when a platform is heard; only silence waits for its time. */
  function noticePlatforms(): void {
    const signs = readings.platformSigns()
    if (decidePlatforms(board, signs, clock.now()).length > 0) deadlines.pass().catch(deps.onError)
    const silentAt = nextSilenceAt(board, signs)
    if (silentAt !== null) deadlines.expect(silentAt)
  }

  function health(): Health {
    const signs = readings.platformSigns()
    const platforms = site.platforms.map(({ id, heartbeatMs }, i) => ({ id, heardAt: signs[i]?.heardAt ?? 0, intervalMs: heartbeatMs }))
    return {
      demo: deps.demo || showsSimulated(board, sources), sources: expectedSources(), platforms, walls: push.screens, journalWritable: lane.writable, refused: deps.refused(), startedAt,
    }
  }

  /** What was retired, or came by a key that was revoked, is shown no more. */
  function expectedSources(): Health['sources'] {
    return sources.list()
      .filter(({ sourceKey, isRetired }) => !isRetired && (sourceKey === null || !isRevoked(sourceKey)))
      .map(({ sourceKey: _sourceKey, isRetired: _isRetired, ...source }) => source)
  }

  /** Keeps the board as it is now, once the one before it is. */
  function keepSnapshot(): Promise<void> {
    snapshotSeq = board.seq
    const snapshot = toSnapshot(board)
    const save = (): Promise<void> => journal.saveSnapshot(snapshot)
    kept = kept.then(save, save)
    return kept
  }

  await deadlines.pass()
  await alarms.pass()
  await drills.pass()
  return {
    site,
    clock,
    doors: createDoors(createAdmission(site, lane, deps.ids), createAdmitAlarm(lane, sources), readings, sources, deps.countInput),
    modes: createModeAdmission(site, lane, deps.countInput),
    matters: createMatterAdmission({ tables: MATTER_TABLES, site }, lane, deps.ids, deps.countInput),
    drills: createDrillAdmission(site, lane, drillRecords, deps.ids, deps.countInput),
    drillRecords,
    gatherings: createGatheringAdmission(site, lane, deps.countInput),
    profiles: { site, lane, count: deps.countInput },
    lane,
    readings,
    sources,
    patrols,
    push,
    health,
    keyRevoked: () => alarms.factsRecorded(),
    async close() {
      deadlines.stop()
      await alarms.stop()
      await drills.stop()
      await lane.settled()
      await readings.flush()
      await keepSnapshot()
    },
  }
}

/** A feed may carry positions, camera status or both: it is expected as often as the slower of them. */
function expectedIntervalMs({ positionIntervalMs, platforms }: Site): number {
  return Math.max(positionIntervalMs, ...platforms.map(({ heartbeatMs }) => heartbeatMs))
}

/** Does anything on the board come from a simulator, whoever runs it? Then the wall says demo. */
function showsSimulated(board: Board, sources: Sources): boolean {
  if (sources.list().some(({ kind }) => kind === 'simulator')) return true
  for (const { source } of board.incidents.values()) if (sourceKind(source) === 'simulator') return true
  return false
}

/** Limits of matters and due times of their steps (MATTER-3). */
const MATTERS_DUE: Due = { decide: (board, now) => decideMattersDue(board, now), next: nextMatterDueAt }

/** What calendar, approved events, grave incidents and an unconfirmed switch bring about (MODE-2, EVENT-2). */
function modeDue(site: Site): Due {
  const calendar = calendarOf(site.holidays, site.timeZone)
  const sourcesOf = (board: Board): ModeSources => ({ calendar, events: eventSpans(board) })
  return { decide: (board, now) => decideModeDue(board, sourcesOf(board), now), next: (board, now) => nextModeDueAt(board, sourcesOf(board), now) }
}
