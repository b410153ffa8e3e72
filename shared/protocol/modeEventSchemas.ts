import { Type } from 'typebox'
import { LEVELS } from '../incident/kinds.ts'
import type { ModeFact } from '../mode/facts.ts'
import { MODES, PROPOSAL_CAUSES, PROPOSAL_STATES, type ModeCause, type ModeRecord } from '../mode/types.ts'
import type { PostFact } from '../post/facts.ts'
import { SCENES } from '../mode/expectation.ts'
import { POST_ROLES, type PostDuty, type Shift } from '../post/types.ts'
import type { SceneFact } from '../scene/facts.ts'
import type { TakenScene } from '../scene/types.ts'
import { At, describes, factOf, Ms, orNull, record, Seq, WordsOrNull } from './describe.ts'

/*
 * Facts about the mode, the posts and the walls' scene, and what boards carry of them. Never imported by a page.
 */

const ModeName = Type.Enum([...MODES])
const LevelName = Type.Enum([...LEVELS])
const Reason = Type.String()

const Cause = describes<ModeCause>()(
  record({ why: Type.Enum([...PROPOSAL_CAUSES]), holiday: WordsOrNull, event: WordsOrNull, incident: WordsOrNull, level: orNull(LevelName) }),
)

export const MODE_FACTS = [
  factOf('ModeProposed', 'at: the time of its cause (MODE-2)', record({ from: ModeName, to: ModeName, cause: Cause, until: orNull(At) })),
  factOf('ModeProposalDeclined', 'A leader declined', record({ proposal: Seq, reason: Reason })),
  factOf('ModeSwitchPrepared', 'Another person has to confirm it within limitMs (MODE-2)',
    record({ from: ModeName, to: ModeName, reason: Reason, limitMs: Ms })),
  factOf('ModeSwitchLapsed', 'at: the limit itself; nobody confirmed', record({ prepared: Seq, limitMs: Ms })),
  factOf('ModeSwitched', 'One act, for every screen (MODE-1)',
    record({ from: ModeName, to: ModeName, reason: Reason, prepared: orNull(Seq), preparedBy: WordsOrNull })),
] as const
/** Every fact of the mode. */
export const ModeFactSchema = describes<ModeFact>()(Type.Union([...MODE_FACTS]))

/** As boards carry it. */
export const ModeRecordSchema = describes<ModeRecord>()(
  record({
    since: Type.Integer({ description: 'Epoch ms; 0 while nobody has switched' }),
    prepared: orNull(record({ seq: Seq, at: At, by: Type.String(), reason: Reason, confirmBy: At })),
    proposals: Type.Array(record({
      seq: Seq, at: At, to: ModeName, cause: Cause, until: orNull(At), state: Type.Enum([...PROPOSAL_STATES]),
      decided: orNull(record({ at: At, by: Type.String(), reason: Reason })),
    })),
    history: Type.Array(record({ seq: Seq, at: At, from: ModeName, to: ModeName, by: Type.String(), reason: Reason, preparedBy: WordsOrNull })),
    grave: Type.Array(record({ incident: Type.String(), level: LevelName, at: At, heardAt: At, proposed: Type.Boolean() })),
    calendarAt: At,
  }),
)

const ShiftSchema = describes<Shift>()(
  record({ post: Type.String(), startsAt: At, endsAt: At, unit: WordsOrNull, role: orNull(Type.Enum([...POST_ROLES])), count: Type.Integer() }),
)

export const POST_FACTS = [
  factOf('RosterSet', 'In place of the whole roster before (POST-1)', record({ shifts: Type.Array(ShiftSchema) })),
  factOf('PostCheckedIn', 'at: when they came', record({ post: Type.String(), unit: WordsOrNull, role: orNull(Type.Enum([...POST_ROLES])), count: orNull(Type.Integer()), relieves: Type.Array(Seq) })),
  factOf('PostCheckedOut', 'at: when they went', record({ post: Type.String(), unit: WordsOrNull, leaves: orNull(Type.Array(Seq)), left: orNull(Type.Integer({ minimum: 1 })) })),
] as const
/** Every fact of the posts. */
export const PostFactSchema = describes<PostFact>()(Type.Union([...POST_FACTS]))

/** As boards carry it. */
export const PostDutySchema = describes<PostDuty>()(
  record({
    roster: orNull(record({ seq: Seq, setAt: At, by: Type.String(), shifts: Type.Array(ShiftSchema) })),
    presences: Type.Array(record({ seq: Seq, post: Type.String(), unit: WordsOrNull, role: orNull(Type.Enum([...POST_ROLES])), count: orNull(Type.Integer()), by: Type.String(), from: At, to: orNull(At) })),
  }),
)

const SceneName = Type.Enum([...SCENES])

export const SCENE_FACTS = [
  factOf('SceneTaken', 'Every wall shows it until it is released (SCENE-2)', record({ scene: SceneName })),
  factOf('SceneReleased', "The mode's own scene again", record({ scene: SceneName })),
] as const
/** Every fact of the walls' scene. */
export const SceneFactSchema = describes<SceneFact>()(Type.Union([...SCENE_FACTS]))

/** As boards carry it. */
export const TakenSceneSchema = describes<TakenScene>()(record({ scene: SceneName, seq: Seq, at: At, by: Type.String() }))
