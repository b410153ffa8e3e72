import type { AlarmFact, NewAlarmFact } from './alarm/facts.ts'
import { emptyAlarms, fromAlarmSnapshot, toAlarmSnapshot, type AlarmBoard, type AlarmSnapshot } from './alarm/types.ts'
import type { CameraFact, NewCameraFact } from './camera/facts.ts'
import type { PlatformOutage } from './camera/types.ts'
import type { DrillFact, NewDrillFact } from './drill/facts.ts'
import type { Drill } from './drill/types.ts'
import type { Space } from './fact.ts'
import type { GridId, PlatformId, IncidentId, UnitId } from './ids.ts'
import type { GatheringFact, NewGatheringFact } from './event/facts.ts'
import { emptyGathering, type Gathering } from './event/types.ts'
import type { IncidentFact, NewIncidentFact } from './incident/facts.ts'
import type { Incident } from './incident/types.ts'
import type { MatterFact, NewMatterFact } from './matter/facts.ts'
import type { Matter, MatterId, MatterNumbering } from './matter/types.ts'
import type { ModeFact, NewModeFact } from './mode/facts.ts'
import { emptyModeRecord, type Mode, type ModeRecord } from './mode/types.ts'
import type { NewPatrolFact, PatrolFact } from './patrol/facts.ts'
import type { Patrol } from './patrol/types.ts'
import type { NewProfileFact, ProfileFact } from './profile/facts.ts'
import type { GridProfile } from './profile/types.ts'
import type { NewPostFact, PostFact } from './post/facts.ts'
import { emptyPostDuty, type PostDuty } from './post/types.ts'
import type { NewSceneFact, SceneFact } from './scene/facts.ts'
import type { First } from './refusal.ts'
import type { TakenScene } from './scene/types.ts'

export type BoardFact = IncidentFact | CameraFact | AlarmFact | PatrolFact | ModeFact | PostFact | SceneFact | MatterFact | GatheringFact | ProfileFact | DrillFact
export type NewBoardFact =
  | NewIncidentFact | NewCameraFact | NewAlarmFact | NewPatrolFact | NewModeFact | NewPostFact | NewSceneFact | NewMatterFact | NewGatheringFact | NewProfileFact | NewDrillFact

/**
 * The picture that facts make, at one instant. Server, walls and replay hold the same one because they run the same
 * `foldFact`. Containers are changed in place by the fold that owns the board; what they hold is never changed.
 */
export interface Board {
  /** The one space whose facts it folds (DRILL-1). */
  readonly space: Space
  /** Last fact folded, or passed over because it is of another space; 0 before the first. */
  seq: number
  /** When the last fact of its own space was recorded, epoch ms of the server's clock. */
  recordedAt: number
  mode: Mode
  modeRecord: ModeRecord
  /** In order of their reports. Resolved and ended ones leave a day later. */
  incidents: Map<IncidentId, Incident>
  /** The last number given: its site day and place in it. */
  numbering: { readonly day: string; readonly ordinal: number }
  outages: Map<PlatformId, PlatformOutage>
  readonly alarms: AlarmBoard
  patrols: Map<UnitId, Patrol>
  duty: PostDuty
  /** What headquarters runs by states, in order of opening; ended ones leave when their kind says. */
  matters: Map<MatterId, Matter>
  matterNumbering: MatterNumbering
  /** What is rehearsed; null on the live board. */
  drill: Drill | null
  /** Beside the live board, apart from it: a board for each drill, folding its space alone. Empty on a drill's own board. */
  drills: Map<Space, Board>
  /** The scene a leader took for every wall; null leaves each mode its own. */
  scene: TakenScene | null
  /** Who released the scene last taken, epoch ms; null while one is taken and before any was. */
  sceneReleased: First | null
  gathering: Gathering
  /** Counts of the grids somebody told of. */
  profiles: Map<GridId, GridProfile>
}

/** A board of one space as JSON. */
export interface SpaceSnapshot {
  readonly space: Space
  readonly seq: number
  readonly recordedAt: number
  readonly mode: Mode
  readonly modeRecord: ModeRecord
  readonly incidents: readonly Incident[]
  readonly numbering: { readonly day: string; readonly ordinal: number }
  readonly outages: readonly PlatformOutage[]
  readonly alarms: AlarmSnapshot
  readonly patrols: readonly Patrol[]
  readonly duty: PostDuty
  readonly matters: readonly Matter[]
  readonly matterNumbering: MatterNumbering
  readonly drill: Drill | null
  readonly scene: TakenScene | null
  readonly sceneReleased: First | null
  readonly gathering: Gathering
  readonly profiles: readonly GridProfile[]
}

/** A board as JSON, with those of the drills beside it: what snapshots carry. */
export interface BoardSnapshot extends SpaceSnapshot {
  readonly drills: readonly SpaceSnapshot[]
}

export function emptyBoard(space: Space = 'live'): Board {
  return {
    space,
    seq: 0,
    recordedAt: 0,
    mode: 'normal',
    modeRecord: emptyModeRecord(),
    incidents: new Map(),
    numbering: { day: '', ordinal: 0 },
    outages: new Map(),
    alarms: emptyAlarms(),
    patrols: new Map(),
    duty: emptyPostDuty(),
    matters: new Map(),
    matterNumbering: {},
    drill: null,
    drills: new Map(),
    scene: null,
    sceneReleased: null,
    gathering: emptyGathering(),
    profiles: new Map(),
  }
}

export function toSnapshot(board: Board): BoardSnapshot {
  return { ...toSpaceSnapshot(board), drills: [...board.drills.values()].map(toSpaceSnapshot) }
}

/** The board of its own space alone. */
export function toSpaceSnapshot({ drills: _drills, ...board }: Board): SpaceSnapshot {
  return {
    ...board,
    incidents: [...board.incidents.values()],
    outages: [...board.outages.values()],
    alarms: toAlarmSnapshot(board.alarms),
    patrols: [...board.patrols.values()],
    matters: [...board.matters.values()],
    profiles: [...board.profiles.values()],
  }
}

export function fromSnapshot({ drills, ...snapshot }: BoardSnapshot): Board {
  return { ...fromSpaceSnapshot(snapshot), drills: new Map(drills.map((drill) => [drill.space, fromSpaceSnapshot(drill)])) }
}

function fromSpaceSnapshot(snapshot: SpaceSnapshot): Board {
  return {
    space: snapshot.space,
    seq: snapshot.seq,
    recordedAt: snapshot.recordedAt,
    mode: snapshot.mode,
    modeRecord: snapshot.modeRecord,
    numbering: snapshot.numbering,
    incidents: new Map(snapshot.incidents.map((incident) => [incident.id, incident])),
    outages: new Map(snapshot.outages.map((outage) => [outage.platform, outage])),
    alarms: fromAlarmSnapshot(snapshot.alarms),
    patrols: new Map(snapshot.patrols.map((patrol) => [patrol.unit, patrol])),
    duty: snapshot.duty,
    matters: new Map(snapshot.matters.map((matter) => [matter.id, matter])),
    matterNumbering: snapshot.matterNumbering,
    drill: snapshot.drill,
    drills: new Map(),
    scene: snapshot.scene,
    sceneReleased: snapshot.sceneReleased,
    gathering: snapshot.gathering,
    profiles: new Map(snapshot.profiles.map((profile) => [profile.grid, profile])),
  }
}

/** The board of a space, on the board that has all of them; undefined for a drill that is not kept. */
export function boardOfSpace(board: Board, space: Space): Board | undefined {
  return board.space === space ? board : board.drills.get(space)
}

/** Is an incident on the board, or on that of a drill beside it, which is looked at and worked until it leaves? */
export function isOnABoard({ incidents, drills }: Board, id: IncidentId): boolean {
  return incidents.has(id) || [...drills.values()].some((drill) => drill.incidents.has(id))
}
