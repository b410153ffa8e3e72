import { GUARANTEE_TASK } from './kinds/guaranteeTask.ts'
import { HAZARD } from './kinds/hazard.ts'
import { REQUEST } from './kinds/request.ts'
import { AREA_PATROL, DRILL_PLAN, TRAINING } from './kinds/workLinkage.ts'
import type { MatterTable, MatterTables } from './table.ts'

/** Every kind of matter headquarters runs, in the order lists show them. */
const ALL: readonly MatterTable[] = [
  HAZARD,
  GUARANTEE_TASK,
  REQUEST,
  TRAINING,
  AREA_PATROL,
  DRILL_PLAN,
]

export const MATTER_TABLES: MatterTables = Object.fromEntries(ALL.map((table) => [table.kind, table]))
