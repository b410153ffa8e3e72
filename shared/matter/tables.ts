import { HAZARD } from './kinds/hazard.ts'
import { KEY_WORK } from './kinds/keyWork.ts'
import { MEETING } from './kinds/meeting.ts'
import { PARTICIPATION } from './kinds/participation.ts'
import type { MatterTable, MatterTables } from './table.ts'

/** Every kind of matter headquarters runs, in the order lists show them. */
const ALL: readonly MatterTable[] = [
  HAZARD,
  MEETING,
  KEY_WORK,
  PARTICIPATION,
]

export const MATTER_TABLES: MatterTables = Object.fromEntries(ALL.map((table) => [table.kind, table]))
