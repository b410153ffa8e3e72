import { Type } from 'typebox'
import type { MatterFact } from '../matter/facts.ts'
import { MATTER_ACTS, type Matter, type MatterLine, type MatterNumbering, type MatterStep, type MatterValues, type StepDue } from '../matter/types.ts'
import { At, describes, factOf, orNull, record, Seq, WordsOrNull } from './describe.ts'

/*
 * Matters and their facts as they go over the socket, as schemas. Never imported by a page.
 */

const Name = Type.String()
const ValuesSchema = describes<MatterValues>()(
  Type.Record(
    Type.String(),
    Type.Union([
      Type.String(), Type.Number(), record({ lon: Type.Number(), lat: Type.Number() }, 'WGS-84 degrees'), Type.Array(Type.String()),
      Type.Array(record({ lon: Type.Number(), lat: Type.Number(), name: Type.String(), radiusM: Type.Number() }, 'A circle, WGS-84 degrees and m')),
    ]),
    { description: 'By the id of the field; moments as epoch ms' },
  ),
)

const Offset = Type.Integer({ description: 'ms; negative before a moment of a field' })
const DueSchema = describes<StepDue>()(
  Type.Union([
    record({ after: Type.Literal('opening'), ms: Offset }),
    record({ after: Type.Literal('state'), state: Name, ms: Offset }),
    record({ after: Type.Literal('field'), field: Name, ms: Offset }),
  ]),
)

const row = {
  id: Name,
  text: Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false }),
  owner: Type.Union([Type.String(), Type.Null()], { description: 'The department that does it; null for headquarters' }),
  ownerField: WordsOrNull,
  due: orNull(DueSchema),
  asks: Type.Optional(record({
    choices: Type.Array(record({ id: Name, name: Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false }) })), state: Name,
  }, 'Ticked by choosing one, while its matter is in that state')),
}

export const MATTER_FACTS = [
  factOf('MatterOpened', 'Something headquarters runs by states begins (MATTER-1)', record({
    matterId: Name, kind: Name, number: Name, day: Name, ordinal: Type.Integer(), state: Name, until: orNull(At), values: ValuesSchema,
    steps: Type.Array(record(row)),
  })),
  factOf('MatterMoved', 'A command took it to another state', record({
    matterId: Name, command: Name, from: Name, to: Name, until: orNull(At), leavesAt: orNull(At), values: ValuesSchema,
  })),
  factOf('MatterAmended', 'Values were corrected', record({ matterId: Name, values: ValuesSchema, until: orNull(At), reason: Type.String() })),
  factOf('MatterStepTicked', 'by: who ticked; department: for whom; onBehalf: headquarters for a department (MATTER-4)', record({
    matterId: Name, step: Name, department: WordsOrNull, onBehalf: Type.Boolean(), note: WordsOrNull, choice: Type.Optional(Name),
  })),
  factOf('MatterStepReopened', 'A tick was a mistake', record({ matterId: Name, step: Name, reason: Type.String() })),
  factOf('MatterOverdue', 'at: the limit of the state itself (MATTER-3)', record({ matterId: Name, state: Name, since: At })),
  factOf('MatterStepOverdue', 'at: the due time of the step itself (MATTER-3)', record({ matterId: Name, step: Name, department: WordsOrNull })),
] as const
/** Every fact of a matter. */
export const MatterFactSchema = describes<MatterFact>()(Type.Union([...MATTER_FACTS]))

const StepSchema = describes<MatterStep>()(
  record({
    ...row,
    dueAt: orNull(At),
    overdueAt: orNull(At),
    ticked: orNull(record({ at: At, by: Name, department: WordsOrNull, onBehalf: Type.Boolean(), note: WordsOrNull, choice: Type.Optional(Name) })),
  }),
)

const LineSchema = describes<MatterLine>()(
  record({
    seq: Seq, at: At, by: Name, act: Type.Enum([...MATTER_ACTS]), command: WordsOrNull, state: Name, step: WordsOrNull,
    department: WordsOrNull, note: WordsOrNull, choice: Type.Optional(Name), values: ValuesSchema,
  }),
)

/** A matter on the board. */
export const MatterSchema = describes<Matter>()(
  record({
    id: Name, kind: Name, number: Name, seq: Seq, openedAt: At, openedBy: Name, state: Name, since: At,
    until: Type.Union([At, Type.Null()], { description: "The state's own limit" }),
    overdueAt: Type.Union([At, Type.Null()], { description: 'The limit that was told to have passed' }),
    overdues: Type.Integer(), values: ValuesSchema, steps: Type.Array(StepSchema), endedAt: orNull(At), leavesAt: orNull(At),
    history: Type.Array(LineSchema),
  }),
)

export const MatterNumberingSchema = describes<MatterNumbering>()(
  Type.Record(Type.String(), record({ day: Type.String(), ordinal: Type.Integer() })),
)
