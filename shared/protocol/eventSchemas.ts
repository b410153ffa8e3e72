import { Type } from 'typebox'
import type { BoardFact, BoardSnapshot, SpaceSnapshot } from '../board.ts'
import type { PlatformOutage } from '../camera/types.ts'
import { MODES } from '../mode/types.ts'
import { ALARM_FACTS, AlarmsSchema } from './alarmEventSchemas.ts'
import { At, describes, factOf, Ms, orNull, record, Seq } from './describe.ts'
import { DRILL_FACTS, DrillSchema } from './drillEventSchemas.ts'
import { GATHERING_FACTS, GatheringSchema } from './gatheringSchemas.ts'
import { INCIDENT_FACTS, IncidentSchema } from './incidentSchemas.ts'
import { MATTER_FACTS, MatterNumberingSchema, MatterSchema } from './matterEventSchemas.ts'
import { MODE_FACTS, ModeRecordSchema, POST_FACTS, PostDutySchema, SCENE_FACTS, TakenSceneSchema } from './modeEventSchemas.ts'
import {
  SOURCE_KINDS, type Beat, type Health, type JoinAnswer, type JoinRequest, type PlatformHealth, type SourceHealth,
} from './messages.ts'
import { GridProfileSchema, PROFILE_FACTS } from './profileSchemas.ts'
import { PATROL_FACTS, PatrolSchema } from './patrolSchemas.ts'
import { PERSON_ROLES } from '../access/roles.ts'
import type { Viewer } from '../presence/types.ts'
import { JoinRequestSchema } from './schemas.ts'

/*
 * What goes over the socket as JSON, as schemas: for the published description and for tests. Never imported by a page.
 */

const Reason = Type.Enum(['silent', 'reported'])

export const FactSchema = describes<BoardFact>()(
  Type.Union([
    ...INCIDENT_FACTS,
    ...PATROL_FACTS,
    factOf('PlatformLost', 'A camera platform fell silent, or its upstream says it is down (STALE-2)',
      record({ platform: Type.String(), lastHeardAt: At, reason: Reason, cameras: Type.Integer() })),
    factOf('PlatformRestored', 'It was heard again', record({ platform: Type.String() })),
    ...ALARM_FACTS,
    ...MODE_FACTS,
    ...POST_FACTS,
    ...MATTER_FACTS,
    ...DRILL_FACTS,
    ...SCENE_FACTS,
    ...GATHERING_FACTS,
    ...PROFILE_FACTS,
  ]),
)
/** What `presence:look` and `presence:changed` carry (PRESENCE-1). */
export const LookSchema = Type.Union([Type.String({ maxLength: 128 }), Type.Null()], { description: 'The incident on the screen; null for none' })
export const ViewersSchema = describes<readonly Viewer[]>()(
  Type.Array(record({ id: Type.String({ description: 'Of the account' }), role: Type.Enum([...PERSON_ROLES]), incidentId: Type.String() })),
)

/** What `facts:recorded` carries. */
export const FactsSchema = Type.Array(FactSchema)

const OutageSchema = describes<PlatformOutage>()(record({ platform: Type.String(), lostAt: At, lastHeardAt: At, reason: Reason }))

const Space = Type.Union([Type.Literal('live'), Type.TemplateLiteral('drill:${string}')])
const spaceBoard = {
  space: Space,
  seq: Seq,
  recordedAt: At,
  mode: Type.Enum([...MODES]),
  modeRecord: ModeRecordSchema,
  incidents: Type.Array(IncidentSchema),
  numbering: record({ day: Type.String(), ordinal: Type.Integer() }),
  outages: Type.Array(OutageSchema),
  alarms: AlarmsSchema,
  patrols: Type.Array(PatrolSchema),
  duty: PostDutySchema,
  matters: Type.Array(MatterSchema),
  matterNumbering: MatterNumberingSchema,
  gathering: GatheringSchema,
  profiles: Type.Array(GridProfileSchema),
  scene: orNull(TakenSceneSchema),
  sceneReleased: orNull(record({ by: Type.String(), at: At })),
  drill: orNull(DrillSchema),
}

const SpaceBoardSchema = describes<SpaceSnapshot>()(record(spaceBoard))

export const BoardSchema = describes<BoardSnapshot>()(
  record({ ...spaceBoard, drills: Type.Array(SpaceBoardSchema, { description: 'Beside the live board, apart from it: each drill (DRILL-2)' }) }),
)

const SourceSchema = describes<SourceHealth>()(
  record({
    id: Type.String(),
    kind: Type.Enum([...SOURCE_KINDS]),
    heardAt: At,
    intervalMs: Ms,
    connected: Type.Union([Type.Boolean(), Type.Null()]),
  }),
)

const PlatformSchema = describes<PlatformHealth>()(record({ id: Type.String(), heardAt: At, intervalMs: Ms }))

const HealthSchema = describes<Health>()(
  record({
    demo: Type.Boolean({ description: 'Does a simulator feed this server?' }),
    sources: Type.Array(SourceSchema, { description: 'Positions name their source by its place here' }),
    platforms: Type.Array(PlatformSchema),
    walls: Type.Integer({ description: 'Screens joined' }),
    journalWritable: Type.Boolean(),
    refused: Type.Integer({ description: 'Inputs refused since the start' }),
    startedAt: At,
  }),
)

/** What `link:sent` carries. */
export const BeatSchema = describes<Beat>()(
  record({
    now: Type.Integer({ description: "The server's time, epoch ms (CLOCK-3)" }),
    journal: Type.String(),
    site: Type.String({ description: 'Version of the site pack' }),
    seq: Seq,
    tick: Type.Integer({ description: 'Last tick of readings pushed to this screen or merged for it' }),
    health: HealthSchema,
  }),
)

/** What `board:joined` carries. */
export const JoinAnswerSchema = describes<JoinAnswer>()(
  Type.Union([
    record({ kind: Type.Literal('diff'), facts: Type.Array(FactSchema), beat: BeatSchema }, 'The facts after the last one the screen has'),
    record({ kind: Type.Literal('snapshot'), board: BoardSchema, beat: BeatSchema }, 'The whole board'),
    record(
      { kind: Type.Literal('refused'), code: Type.Enum(['protocol', 'malformed']), protocol: Type.Integer() },
      'No board for this screen',
    ),
  ]),
)

/** What `board:join` carries. */
export const JoinSchema = describes<JoinRequest>()(JoinRequestSchema)

/** What the answer to `clock:sample` carries. */
export const ClockSampleSchema = describes<number>()(Type.Integer({ description: "The server's time, epoch ms (CLOCK-3)" }))
