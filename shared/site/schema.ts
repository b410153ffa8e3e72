import { Type, type Static, type TOptional, type TProperties, type TSchema } from 'typebox'
import { STAGES } from '../clock/stages.ts'
import { INCIDENT_KINDS, LEVELS } from '../incident/kinds.ts'
import { LEADS, SEVERITIES } from '../incident/response.ts'
import { SCENES } from '../mode/expectation.ts'
import { MODES } from '../mode/types.ts'
import { POST_ROLES } from '../post/types.ts'
import { CAMERA_KINDS, COMPANY_KINDS, RESOURCE_KINDS, SCHEME_FORMS, UNIT_RANKS } from './types.ts'

/** The files of a site pack, as they lie on disk. Everything in WGS-84 degrees; unknown keys are refused. */
const closed = { additionalProperties: false } as const

/** Opaque, but printable and without space at either end. */
const Id = Type.String({ pattern: '^[^\\s\\p{C}](?:[^\\p{C}]{0,62}[^\\s\\p{C}])?$' })
const Words = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 })

const Point = Type.Object({ type: Type.Literal('Point'), coordinates: Position })
const LineString = Type.Object({ type: Type.Literal('LineString'), coordinates: Type.Array(Position, { minItems: 2 }) })
const Polygon = Type.Object({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(Position, { minItems: 4 }), { minItems: 1 }),
})

function collectionOf<P extends TProperties, G extends TSchema>(properties: P, geometry: G) {
  return Type.Object({
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(Type.Object({ type: Type.Literal('Feature'), properties: Type.Object(properties, closed), geometry })),
  })
}

/** An object with one value for each of `names`. */
function ofEach<N extends string, V extends TSchema>(names: readonly N[], value: V) {
  return Type.Object(Object.fromEntries(names.map((name) => [name, value])) as Record<N, V>, closed)
}

const LevelsBySeverity = ofEach(SEVERITIES, Type.Enum([...LEVELS]))
const LevelLeads = Type.Object({ lead: Type.Enum([...LEADS]), departments: Type.Array(Id) }, closed)

/** Which level a kind and severity have, and who leads at each level (SITE-9). */
export const ResponseSchema = Type.Object({
  levels: ofEach(INCIDENT_KINDS, LevelsBySeverity),
  leads: ofEach(LEVELS, LevelLeads),
}, closed)

const Chosen = Type.Union([Type.Literal('all'), Type.Array(Id)])

/** What is expected in each mode (SITE-10). */
export const ModesSchema = ofEach(MODES, Type.Object({
  posts: Chosen,
  teams: Chosen,
  thresholds: Type.Object({
    positionIntervalMs: Type.Integer({ minimum: 100 }),
    corridorM: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()]),
    dwellMs: Type.Integer({ minimum: 0 }),
    serviceabilityLine: Type.Number({ minimum: 0, maximum: 1 }),
    /** Without it a zone is an alarm at its capacity. */
    crowdLine: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  }, closed),
  roster: Type.Boolean(),
  scene: Type.Enum([...SCENES]),
}, closed))

const Day = Type.String({ minLength: 1 })

/** Public holidays by their days, first and last included, of the site (SITE-11). To be renewed each year. */
export const CalendarSchema = Type.Object({
  source: Type.String({ minLength: 1 }),
  note: Type.String({ minLength: 1 }),
  holidays: Type.Array(Type.Object({ name: Words, from: Day, to: Day }, closed)),
}, closed)

/** Time of the day at the site. */
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

/** Who staffs the posts on a day of these modes, in counts (SITE-15). A shift that ends at or before its start ends on the next day. */
const RostersSchema = Type.Array(Type.Object({
  modes: Type.Array(Type.Enum([...MODES]), { minItems: 1 }),
  shifts: Type.Array(
    Type.Object({ post: Id, from: ClockTime, to: ClockTime, role: Type.Enum([...POST_ROLES]), count: Type.Integer({ minimum: 1, maximum: 100 }) }, closed), { minItems: 1 },
  ),
}, closed))
const someLimits = Type.Object(optionalOf(STAGES, Type.Number({ exclusiveMinimum: 0 })), closed)

/** Each of `names`, which may be left out. */
function optionalOf<N extends string, S extends TSchema>(names: readonly N[], schema: S): Record<N, TOptional<S>> {
  return Object.fromEntries(names.map((name) => [name, Type.Optional(schema)])) as Record<N, TOptional<S>>
}

/** `site.json`. Limits in minutes, as the article says them; a site may be stricter, never looser (CLOCK-1). */
export const SiteManifestSchema = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }),
  name: Words,
  timeZone: Type.String({ minLength: 1 }),
  crs: Type.Literal('WGS84'),
  bounds: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  view: Type.Object({
    centre: Position,
    zoom: Type.Number({ minimum: 0, maximum: 24 }),
    pitch: Type.Number({ minimum: 0, maximum: 85 }),
    bearing: Type.Number({ minimum: -180, maximum: 360 }),
  }, closed),
  limitsMinutes: Type.Object({
    respond: Type.Number({ exclusiveMinimum: 0 }),
    dispatch: Type.Number({ exclusiveMinimum: 0 }),
    arrive: Type.Number({ exclusiveMinimum: 0 }),
    resolve: Type.Number({ exclusiveMinimum: 0 }),
  }, closed),
  /** Stricter ones by level or by the plan of a kind, of some stages; of each stage the strictest counts. */
  stricterLimitsMinutes: Type.Optional(Type.Object({
    levels: Type.Optional(Type.Object(optionalOf(LEVELS, someLimits), closed)),
    plans: Type.Optional(Type.Object(optionalOf(INCIDENT_KINDS, someLimits), closed)),
  }, closed)),
  /** Without these the product's own stand (`shared/incident/response.ts`). */
  response: Type.Optional(ResponseSchema),
  departments: Type.Optional(Type.Array(Type.Object({ id: Id, name: Words }, closed), { minItems: 1 })),
  /** The three guarantees of holidays by department (GUARANTEE-1). Without it there are none. */
  guarantees: Type.Optional(Type.Array(
    Type.Object({ department: Id, tasks: Type.Array(Type.Object({ id: Id, text: Words }, closed), { minItems: 1 }) }, closed))),
  /** Without it the product's own (`shared/mode/expectation.ts`). */
  modes: Type.Optional(ModesSchema),
  /** Without it the desk has none to apply. */
  rosters: Type.Optional(RostersSchema),
  /** Without it no mode is proposed by the calendar. */
  calendar: Type.Optional(CalendarSchema),
  serviceabilityLine: Type.Number({ minimum: 0, maximum: 1 }),
  positionIntervalMs: Type.Integer({ minimum: 100 }),
  farthestViewerM: Type.Number({ exclusiveMinimum: 0 }),
  source: Type.String({ minLength: 1 }),
  assumptions: Type.Array(Type.String({ minLength: 1 })),
  /** Is the base map drawn by hand rather than surveyed? Then every map says so. */
  schematic: Type.Boolean(),
  platforms: Type.Array(Type.Object({ id: Id, name: Words, heartbeatMs: Type.Integer({ minimum: 100 }) }, closed)),
  /** Circles in which crowds are counted, and how many each holds; without them none is. */
  zones: Type.Optional(Type.Array(Type.Object({
    id: Id, name: Words, centre: Position, radiusM: Type.Number({ exclusiveMinimum: 0 }), capacity: Type.Integer({ minimum: 1 }),
  }, closed))),
  /** Places known in two systems: what tells a pack in the wrong one even when all of it was moved (SITE-5). */
  controlPoints: Type.Optional(
    Type.Array(Type.Object({ name: Words, wgs84: Position, gcj02: Position, source: Type.String({ minLength: 1 }) }, closed)),
  ),
}, closed)
export type SiteManifest = Static<typeof SiteManifestSchema>

/** `grids.geojson`. `force` is the 1+1+N of the article: roles and counts, never people. */
export const GridsFileSchema = collectionOf({
  id: Id,
  name: Words,
  label: Position,
  force: Type.Object({
    police: Type.Integer({ minimum: 0 }),
    gridWorkers: Type.Integer({ minimum: 0 }),
    others: Type.Array(Type.Object({ role: Words, count: Type.Integer({ minimum: 0 }) }, closed)),
  }, closed),
}, Polygon)
export type GridsFile = Static<typeof GridsFileSchema>

/** `posts.geojson`. */
export const PostsFileSchema = collectionOf({ id: Id, name: Words, grid: Id }, Point)
export type PostsFile = Static<typeof PostsFileSchema>

/** Least and most stay at a checkpoint, s. */
const Dwell = Type.Object({ least: Type.Number({ minimum: 0 }), most: Type.Number({ exclusiveMinimum: 0 }) }, closed)

/** `routes.geojson`. A loop when the last point is the first. */
export const RoutesFileSchema = collectionOf({
  id: Id,
  name: Words,
  corridorM: Type.Number({ exclusiveMinimum: 0 }),
  /** The grids it is walked for: it leaves them by no more than its corridor (SITE-14); those of the whole pack where it names none. */
  grids: Type.Optional(Type.Array(Id, { minItems: 1 })),
  /** Time for one loop; without it nothing is late. */
  loopMinutes: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  checkpoints: Type.Array(Type.Object({ name: Words, position: Position, dwellSeconds: Type.Optional(Dwell) }, closed)),
}, LineString)
export type RoutesFile = Static<typeof RoutesFileSchema>

/** `teams.json`. `trackers` are names its devices go by elsewhere. */
export const TeamsFileSchema = Type.Array(Type.Object({
  id: Id,
  name: Words,
  route: Id,
  size: Type.Integer({ minimum: 1 }),
  trackers: Type.Array(Type.String({ minLength: 1 })),
}, closed))
export type TeamsFile = Static<typeof TeamsFileSchema>

const MultiLine = Type.Object({ type: Type.Literal('MultiLineString'), coordinates: Type.Array(Type.Array(Position, { minItems: 2 }), { minItems: 1 }) })

/** `schemes.geojson`: one feature a control scheme. */
export const SchemesFileSchema = collectionOf({ id: Id, name: Words, form: Type.Enum([...SCHEME_FORMS]), gates: Type.Array(Position) }, MultiLine)
export type SchemesFile = Static<typeof SchemesFileSchema>

/** `plans.json`: special plans. `owner` null is headquarters; kinds, departments and schemes are looked up by SITE-1's check. */
export const PlansFileSchema = Type.Object({
  /** What of it is known and what is assumed. */
  source: Type.String({ minLength: 1 }),
  plans: Type.Array(Type.Object({
    id: Id,
    name: Words,
    kind: Id,
    steps: Type.Array(
      Type.Object({ id: Id, text: Words, owner: Type.Union([Id, Type.Null()]), dueMinutes: Type.Number({ exclusiveMinimum: 0 }) }, closed), { minItems: 1 },
    ),
    resources: Type.Array(Id),
    schemes: Type.Array(Id),
  }, closed)),
}, closed)
export type PlansFile = Static<typeof PlansFileSchema>

/** One row of `resources.csv`, its two numbers read. */
export const ResourceRowSchema = Type.Object({
  id: Id, name: Type.String({ minLength: 1 }), kind: Type.Enum([...RESOURCE_KINDS]), grid: Id, lon: Type.Number(), lat: Type.Number(),
}, closed)
export type ResourceRow = Static<typeof ResourceRowSchema>
export const RESOURCE_COLUMNS = ['id', 'name', 'kind', 'grid', 'lon', 'lat'] as const
const Count = Type.Integer({ minimum: 0 })
const Weight = Type.Integer({ minimum: 0, maximum: 100 })

/** `committee.json`: the joint committee, in counts and roles, never people (COMMITTEE-1). `members` and `instructors` are the sums of its branches'. */
export const CommitteeFileSchema = Type.Object({
  /** What of it is known and what is assumed. */
  source: Type.String({ minLength: 1 }),
  members: Count,
  instructors: Count,
  branches: Type.Array(Type.Object({ id: Id, name: Words, grid: Id, members: Count, instructors: Count }, closed)),
  units: Type.Array(Type.Object({
    id: Id, name: Words, rank: Type.Enum([...UNIT_RANKS]),
    /** Its name is a placeholder: the source gives only the number. */
    assumed: Type.Optional(Type.Boolean()),
  }, closed)),
  /** How units are scored; without it the product's own (`shared/evaluation/rule.ts`). */
  rule: Type.Optional(Type.Object({
    keyWork: Weight, participation: Weight, attendance: Weight, latePercent: Type.Integer({ minimum: 0, maximum: 100 }),
  }, closed)),
}, closed)
export type CommitteeFile = Static<typeof CommitteeFileSchema>

/** `companies.json`: the companies of the alliance (ENTERPRISE-1). */
export const CompaniesFileSchema = Type.Object({
  /** What of it is known and what is assumed. */
  source: Type.String({ minLength: 1 }),
  companies: Type.Array(Type.Object({ id: Id, name: Words, kind: Type.Enum([...COMPANY_KINDS]), grid: Id }, closed)),
}, closed)
export type CompaniesFile = Static<typeof CompaniesFileSchema>

/** One row of `cameras.csv`, its two numbers read. */
export const CameraRowSchema = Type.Object({
  id: Id,
  name: Type.String({ minLength: 1 }),
  kind: Type.Enum([...CAMERA_KINDS]),
  grid: Id,
  platform: Id,
  lon: Type.Number(),
  lat: Type.Number(),
}, closed)
export type CameraRow = Static<typeof CameraRowSchema>
export const CAMERA_COLUMNS = ['id', 'name', 'kind', 'grid', 'platform', 'lon', 'lat'] as const

/**
 * Kinds of base-map features. ground, water, park, tower, landmark: areas; ring, radial, path: lines; metro, label: points.
 */
export const BASEMAP_KINDS = ['ground', 'water', 'park', 'ring', 'radial', 'path', 'tower', 'landmark', 'metro', 'label'] as const
export type BasemapKind = (typeof BASEMAP_KINDS)[number]

/** `basemap.geojson`, the hand-drawn ground under everything. Heights and widths in metres. */
export const BasemapFileSchema = collectionOf({
  kind: Type.Enum([...BASEMAP_KINDS]),
  name: Type.Optional(Words),
  height: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  width: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
  /** Drawn quieter, and left out first where there is no room. */
  minor: Type.Optional(Type.Boolean()),
  /** Of a label: the kind of thing it names. */
  of: Type.Optional(Type.Enum([...BASEMAP_KINDS])),
}, Type.Union([Point, LineString, Polygon]))
export type BasemapFile = Static<typeof BasemapFileSchema>
