import { Type, type Static } from 'typebox'
import { OUTCOMES } from '../clock/stageStatistics.ts'
import { STAGES } from '../clock/stages.ts'
import { DRILL_STATES } from '../drill/types.ts'
import { INCIDENT_KINDS } from '../incident/kinds.ts'
import { DIMENSIONS, ROWS } from '../timing/dimensions.ts'

const closed = { additionalProperties: false } as const
const MomentText = Type.String({ anyOf: [{ pattern: '^\\d{1,16}$' }, { format: 'date-time' }], maxLength: 40, description: 'RFC 3339 with its offset, or whole milliseconds since the epoch' })
const Truth = Type.Enum(['true', 'false'])

/** What a figure counts: spaces, stretch, group, stage and outcomes. */
export const TimingQuerySchema = Type.Object(
  {
    space: Type.Optional(Type.String({ maxLength: 4_000, pattern: '^[A-Za-z0-9:_,.-]+$', description: 'live, drill:… or import:…, several with commas between, or drills for all of them; live when absent' })),
    from: Type.Optional(MomentText),
    to: Type.Optional(MomentText),
    by: Type.Optional(Type.Enum([...DIMENSIONS], { description: 'What figures are told apart by' })),
    key: Type.Optional(Type.String({ maxLength: 128, description: 'The group, by its key' })),
    noKey: Type.Optional(Truth),
    stage: Type.Optional(Type.Enum([...STAGES])),
    outcome: Type.Optional(Type.String({ maxLength: 200, description: `Of the stage: ${OUTCOMES.join(', ')}; several with commas between` })),
    bin: Type.Optional(Type.String({ pattern: '^(1?\\d|20)$', description: 'Of the stage: the bar of the distribution, 0 to 20' })),
    corrected: Type.Optional(Truth),
    rows: Type.Optional(Type.Enum([...ROWS], { description: 'Of an import: all records, those that count, those left out as a whole, those without a readable report (in no stretch), false alarms' })),
    incident: Type.Optional(Type.String({ maxLength: 128, description: 'Facts of one incident alone (export.json)' })),
    skip: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
    language: Type.Optional(Type.Enum(['zh-CN', 'en-US'])),
  },
  closed,
)

const Count = Type.Integer({ minimum: 0 })
const Ms = Type.Number({ description: 'Milliseconds' })
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const EXCLUDED = Type.Object({ unrecorded: Count, invalid: Count, cancelled: Count, merged: Count, faulty: Count, unmapped: Count })

const Mark = OrNull(Type.String({ description: 'Of what is not the real thing: 演练 DRILL, 导入 IMPORTED, 模拟数据 DEMO; null for the real thing' }))

const StageFiguresSchema = Type.Object({
  stage: Type.Enum([...STAGES]),
  n: Count, met: Count, late: Count, missed: Count, open: Count, excluded: EXCLUDED,
  medianMs: OrNull(Ms), p90Ms: OrNull(Ms), within: OrNull(Type.Number({ minimum: 0, maximum: 1 })),
  limitMs: OrNull(Type.Object({ least: Ms, most: Ms })),
  corrected: Count,
  original: OrNull(Type.Object({ n: Count, met: Count, late: Count, missed: Count, medianMs: OrNull(Ms), p90Ms: OrNull(Ms) })),
  bins: Type.Array(Count, { description: 'Stamped ones by tenths of their limit up to twice the limit, then all beyond' }),
})

const TimingGroupSchema = Type.Object({ key: OrNull(Type.String()), handlings: Count, stages: Type.Array(StageFiguresSchema) })

export const TimingAnswerSchema = Type.Object({
  now: Ms, mark: Mark, spaces: Type.Array(Type.String(), { description: 'What the figures are of; drills in order of their start' }),
  demo: Type.Boolean({ description: 'Does anything of the real thing come from a simulator?' }), by: Type.Enum([...DIMENSIONS]), total: TimingGroupSchema, groups: Type.Array(TimingGroupSchema),
  records: Type.Array(Type.Object({ chain: Type.String(), seq: Count, hash: Type.String(), told: Type.Array(Type.Object({ space: Type.String(), facts: Count })) }), {
    description: 'The last fact of each chain the figures rest on, and its hash: the journal, or an imported space’s own. What a printed report is checked by, with how many facts each space has up to it (told)',
  }),
  undated: Type.Integer({ minimum: 0, description: 'Records of other systems without a report that can be read: in no stretch' }),
})
export type TimingAnswerBody = Static<typeof TimingAnswerSchema>

const DrillClock = OrNull(Type.Number({ description: 'Of a drill: ms its clock had run since the start, pauses not counted; durations are by it. The moment beside it is by the clocks of the place' }))
const StageRowSchema = Type.Object({
  stage: Type.Enum([...STAGES]), outcome: Type.Enum([...OUTCOMES]), limitMs: Ms, at: OrNull(Ms), drillClockMs: DrillClock, tookMs: OrNull(Ms),
  original: OrNull(Type.Object({ at: Ms, tookMs: Ms })), withdrawn: Count,
})

export const ReviewIncidentsSchema = Type.Object({
  now: Ms, mark: Mark,
  count: Type.Integer({ minimum: 0, description: 'All behind the figure; the answer may hold fewer' }),
  incidents: Type.Array(Type.Object({
    space: Type.String(), mark: Mark, incidentId: Type.String(), number: Type.String(), handling: Count, startedAt: OrNull(Ms), drillClockMs: DrillClock, recordedAt: OrNull(Ms), timeZone: Type.String(),
    kind: OrNull(Type.String()), level: OrNull(Type.String()), grid: OrNull(Type.String()), teams: Type.Array(Type.String()), plans: Type.Array(Type.String()), mode: OrNull(Type.String()),
    end: OrNull(Type.Object({ how: Type.String(), at: Ms })),
    notes: Type.Array(Type.Object({ class: Type.String(), column: OrNull(Type.String()), written: OrNull(Type.String({ description: 'What was written there, of a record without a readable report' })) })),
    stages: Type.Array(StageRowSchema),
  })),
})
export type ReviewIncidentsBody = Static<typeof ReviewIncidentsSchema>

export const ReviewSpacesSchema = Type.Object({
  spaces: Type.Array(Type.Object({
    space: Type.String(), mark: Mark,
    drill: OrNull(Type.Object({
      name: Type.String(), plan: Type.Enum([...INCIDENT_KINDS]), state: Type.Enum([...DRILL_STATES]), startedAt: OrNull(Ms), endedAt: OrNull(Ms), from: OrNull(Ms), to: OrNull(Ms),
    }, { description: 'Started and ended by the drill’s own clock; from and to by the record, as its replay goes; epoch ms' })),
    imported: OrNull(Type.Object({
      file: Type.String(), made: Type.String(), timeZone: Type.String(), lines: Count, emptyLines: Count, furtherLines: Count, rows: Count, records: Count, counted: Count, faulty: Count, undated: Count, cancelled: Count,
      classes: Type.Array(Type.Object({ class: Type.String(), column: OrNull(Type.String()), rows: Count })),
    })),
  })),
})
export type ReviewSpacesBody = Static<typeof ReviewSpacesSchema>
