import { EVENT } from './kinds/event.ts'
import { HAZARD } from './kinds/hazard.ts'
import type { MatterTable, MatterTables } from './table.ts'

/** Every kind of matter headquarters runs, in the order lists show them. */
const ALL: readonly MatterTable[] = [
  HAZARD,
  EVENT,
]

export const MATTER_TABLES: MatterTables = Object.fromEntries(ALL.map((table) => [table.kind, table]))
