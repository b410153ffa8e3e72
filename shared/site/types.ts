import type { StageLimits } from '../clock/stages.ts'
import type { IncidentKind } from '../incident/kinds.ts'
import type { EvaluationRule } from '../evaluation/rule.ts'
import type { StricterLimits } from '../incident/limits.ts'
import type { ResponseTable } from '../incident/response.ts'
import type { ModeTable } from '../mode/expectation.ts'
import type { Mode } from '../mode/types.ts'
import type { PostRole } from '../post/types.ts'
import type { CameraId, GridId, PlatformId, PostId, RouteId, UnitId } from '../ids.ts'

/** WGS-84 degrees: longitude, latitude. */
export type LonLatPair = readonly [number, number]

/** What a screen shows, in both languages. */
export interface Text {
  readonly zh: string
  readonly en: string
}

/** One of the dedicated grids: a combat unit of 1 police officer + 1 grid worker + N (article). Roles and counts only. */
export interface Grid {
  readonly id: GridId
  readonly name: Text
  /** Outer ring first, closed. */
  readonly polygon: readonly (readonly LonLatPair[])[]
  /** Where its name stands. */
  readonly label: LonLatPair
  readonly force: {
    readonly police: number
    readonly gridWorkers: number
    readonly others: readonly { readonly role: Text; readonly count: number }[]
  }
}

export interface Post {
  readonly id: PostId
  readonly name: Text
  readonly grid: GridId
  readonly position: LonLatPair
}

export interface Checkpoint {
  readonly name: Text
  readonly position: LonLatPair
  /** How long a team stays there, ms; without it nothing is said of its stay. */
  readonly dwell?: { readonly leastMs: number; readonly mostMs: number }
}

export interface Route {
  readonly id: RouteId
  readonly name: Text
  /** A loop when the last point is the first. */
  readonly line: readonly LonLatPair[]
  readonly checkpoints: readonly Checkpoint[]
  /** Metres to either side that still count as on the route. */
  readonly corridorM: number
  /** Time for one loop, or from one end to the other, ms; without it nothing is late. */
  readonly loopMs?: number
}

export interface Team {
  readonly id: UnitId
  readonly name: Text
  readonly route: RouteId
  readonly size: number
  /** Names its devices go by elsewhere, e.g. an OwnTracks `user/device`. */
  readonly trackers: readonly string[]
}

/** An upstream video platform (ASSUMPTION: GB/T 28181 style cascades; the article names only the operations centre). */
export interface Platform {
  readonly id: PlatformId
  readonly name: Text
  /** How often a sign of life is expected, ms. */
  readonly heartbeatMs: number
}

export const CAMERA_KINDS = ['road', 'crossing', 'entrance', 'waterside', 'plaza', 'other'] as const
export type CameraKind = (typeof CAMERA_KINDS)[number]

export interface Camera {
  readonly id: CameraId
  readonly name: string
  readonly kind: CameraKind
  readonly grid: GridId
  readonly platform: PlatformId
  readonly lon: number
  readonly lat: number
}

/** Public holidays as the site pack dates them. Days are `YYYY-MM-DD` of the site, both included. */
export interface Holiday {
  readonly name: Text
  readonly from: string
  readonly to: string
}

/** A place where a crowd is counted: a circle, with how many it holds. */
export interface Zone {
  readonly id: string
  readonly name: Text
  readonly centre: LonLatPair
  readonly radiusM: number
  readonly capacity: number
}

/** A department that joins in handling. */
export interface Department {
  readonly id: string
  readonly name: Text
}

export const RESOURCE_KINDS = [
  'hydrant', 'fireStation', 'aed', 'firstAid', 'shelter', 'parking', 'boat', 'lifebuoy', 'barriers', 'supplies',
] as const
export type ResourceKind = (typeof RESOURCE_KINDS)[number]

/** One item of the public resources (公共资源信息): something that stands somewhere and can be used. */
export interface Resource {
  readonly id: string
  readonly name: string
  readonly kind: ResourceKind
  readonly grid: GridId
  readonly lon: number
  readonly lat: number
}

/** What a scheme does along its lines. */
export const SCHEME_FORMS = ['closedRoad', 'oneWayWalk'] as const
export type SchemeForm = (typeof SCHEME_FORMS)[number]

/** A vehicle and people control scheme (车辆、人员管控方案), drawn on the map while it is active. */
export interface Scheme {
  readonly id: string
  readonly name: Text
  readonly form: SchemeForm
  /** A one-way walk goes the way its points go. */
  readonly lines: readonly (readonly LonLatPair[])[]
  /** Where somebody stands and lets in or not. */
  readonly gates: readonly LonLatPair[]
}

export interface PlanStep {
  readonly id: string
  readonly text: Text
  /** The department that does it; null for headquarters. */
  readonly owner: string | null
  /** From the plan's start, ms. */
  readonly dueMs: number
}

/** A special plan (专项预案) for one kind of incident. */
export interface Plan {
  readonly id: string
  readonly name: Text
  readonly kind: IncidentKind
  readonly steps: readonly PlanStep[]
  /** Resources that are looked for first. */
  readonly resources: readonly ResourceKind[]
  /** Ids of schemes it proposes. */
  readonly schemes: readonly string[]
}

export const UNIT_RANKS = ['deputy', 'member'] as const

/** A unit of the joint committee: its head is a deputy secretary or a member of it. */
export interface MemberUnit {
  readonly id: string
  readonly name: Text
  readonly rank: (typeof UNIT_RANKS)[number]
  /** Its name is a placeholder: the source gives only the number. */
  readonly assumed?: boolean
}

/** A party branch of one grid, in counts. */
export interface Branch {
  readonly id: string
  readonly name: Text
  readonly grid: GridId
  readonly members: number
  /** Instructors sent to it. */
  readonly instructors: number
}

/** The joint committee (联合党委): sums, branches and the rule its units are scored by. */
export interface Committee {
  readonly members: number
  readonly instructors: number
  readonly branches: readonly Branch[]
  readonly rule: EvaluationRule
  readonly source: string
}

/** What a department does for the three guarantees (三保) of a holiday. */
export interface Guarantee {
  readonly department: string
  readonly tasks: readonly { readonly id: string; readonly text: Text }[]
}

/** ASSUMPTION: the article speaks of enterprises and names no kinds; these are what a CBD of culture and exhibitions has. */
export const COMPANY_KINDS = ['finance', 'commerce', 'culture', 'professional', 'technology', 'property'] as const
export type CompanyKind = (typeof COMPANY_KINDS)[number]

/** A company of the alliance (红如意企业发展联盟). */
export interface Company {
  readonly id: string
  readonly name: Text
  readonly kind: CompanyKind
  readonly grid: GridId
}

/** A shift of each day of a mode: a post staffed by so many of a role from a time of the day (`HH:MM`) to another, on the next day when that is not later. */
export interface DailyShift {
  readonly post: PostId
  readonly from: string
  readonly to: string
  readonly role: PostRole
  readonly count: number
}

/** The roster a pack has ready for some modes. */
export interface PackRoster {
  readonly modes: readonly Mode[]
  readonly shifts: readonly DailyShift[]
}

/** A whole site pack as server, walls and simulator use it. Lists keep the pack's order: readings go by place in it. */
export interface Site {
  readonly id: string
  /** Digest of the pack's content; two ends that disagree on it fetch again. */
  readonly version: string
  readonly name: Text
  /** IANA name, e.g. Asia/Shanghai. */
  readonly timeZone: string
  /** West, south, east, north: what lies outside is not ours. */
  readonly bounds: readonly [number, number, number, number]
  readonly view: { readonly centre: LonLatPair; readonly zoom: number; readonly pitch: number; readonly bearing: number }
  /** Stage limits in force here, ms; never looser than the article's. */
  readonly limits: StageLimits
  /** Stricter ones by level and by plan; without them none. */
  readonly stricterLimits?: StricterLimits
  /** Levels by kind and severity, and who leads at each. */
  readonly response: ResponseTable
  readonly departments: readonly Department[]
  /** What is expected in each mode (MODE-1). */
  readonly modes: ModeTable
  /** Public holidays the pack knows, which propose holiday mode (MODE-2). */
  readonly holidays: readonly Holiday[]
  /** Share of cameras that must be online, 0–1. */
  readonly serviceabilityLine: number
  /** How often a unit is expected to report its position, ms. */
  readonly positionIntervalMs: number
  /** Distance of the farthest viewer from the wall, m. */
  readonly farthestViewerM: number
  /** Where the pack's figures come from. */
  readonly source?: string
  /** Is the base map drawn by hand rather than surveyed? Then every map says so. */
  readonly schematic?: boolean
  /** What the pack assumes beyond its source. */
  readonly assumptions: readonly string[]
  readonly platforms: readonly Platform[]
  readonly grids: readonly Grid[]
  readonly posts: readonly Post[]
  /** Where crowds are counted. */
  readonly zones: readonly Zone[]
  readonly routes: readonly Route[]
  readonly teams: readonly Team[]
  readonly cameras: readonly Camera[]
  readonly plans: readonly Plan[]
  readonly schemes: readonly Scheme[]
  readonly resources: readonly Resource[]
  /** Units of the joint committee; empty where the pack has none. */
  readonly memberUnits: readonly MemberUnit[]
  readonly committee: Committee
  /** Rosters ready to be applied; empty where the pack has none. */
  readonly rosters: readonly PackRoster[]
  /** By department; empty where the pack names none. */
  readonly guarantees: readonly Guarantee[]
  readonly companies: readonly Company[]
}
