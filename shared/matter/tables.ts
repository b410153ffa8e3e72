import { EVENT } from './kinds/event.ts'
import { EVALUATION_RESULT } from './kinds/evaluationResult.ts'
import { FIELD_COMMAND } from './kinds/fieldCommand.ts'
import { HAZARD } from './kinds/hazard.ts'
import { PLAN_RUN } from './kinds/planRun.ts'
import { SCHEME_RUN } from './kinds/schemeRun.ts'
import { KEY_WORK } from './kinds/keyWork.ts'
import { MEETING } from './kinds/meeting.ts'
import { MEETING_PROPOSAL } from './kinds/meetingProposal.ts'
import { PARTICIPATION } from './kinds/participation.ts'
import { GUARANTEE_TASK } from './kinds/guaranteeTask.ts'
import { REQUEST } from './kinds/request.ts'
import { AREA_PATROL, DRILL_PLAN, TRAINING } from './kinds/workLinkage.ts'
import type { MatterTable, MatterTables } from './table.ts'

/** Every kind of matter headquarters runs, in the order lists show them. */
const ALL: readonly MatterTable[] = [
  HAZARD,
  EVENT,
  PLAN_RUN,
  SCHEME_RUN,
  FIELD_COMMAND,
  MEETING,
  MEETING_PROPOSAL,
  KEY_WORK,
  PARTICIPATION,
  EVALUATION_RESULT,
  GUARANTEE_TASK,
  REQUEST,
  TRAINING,
  AREA_PATROL,
  DRILL_PLAN,
]

export const MATTER_TABLES: MatterTables = Object.fromEntries(ALL.map((table) => [table.kind, table]))
