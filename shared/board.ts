import type { AlarmFact, NewAlarmFact } from './alarm/facts.ts'
import { emptyAlarms, fromAlarmSnapshot, toAlarmSnapshot, type AlarmBoard, type AlarmSnapshot } from './alarm/types.ts'
import type { CameraFact, NewCameraFact } from './camera/facts.ts'
import type { PlatformOutage } from './camera/types.ts'
import type { GridId, PlatformId, IncidentId, UnitId } from './ids.ts'
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

export type BoardFact = IncidentFact | CameraFact | AlarmFact | PatrolFact | ModeFact | PostFact | MatterFact | ProfileFact
export type NewBoardFact = NewIncidentFact | NewCameraFact | NewAlarmFact | NewPatrolFact | NewModeFact | NewPostFact | NewMatterFact | NewProfileFact

/**
 * The picture that facts make, at one instant. Server, walls and replay hold the same one because they run the same
 * `foldFact`. Containers are changed in place by the fold that owns the board; what they hold is never changed.
 */
export interface Board {
  /** Last fact folded; 0 before the first. */
  seq: number
  /** When that fact was recorded, epoch ms. */
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
  /** Counts of the grids somebody told of. */
  profiles: Map<GridId, GridProfile>
}

/** A board as JSON: what snapshots and `GET /api/v1/board` carry. */
export interface BoardSnapshot {
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
  readonly profiles: readonly GridProfile[]
}

export function emptyBoard(): Board {
  return {
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
    profiles: new Map(),
  }
}

export function toSnapshot(board: Board): BoardSnapshot {
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

export function fromSnapshot(snapshot: BoardSnapshot): Board {
  return {
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
    profiles: new Map(snapshot.profiles.map((profile) => [profile.grid, profile])),
  }
}
