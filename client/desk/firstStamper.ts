import type { Board } from '../../shared/board.ts'
import type { Stamp } from '../../shared/incident/types.ts'
import type { About } from './commands.ts'

/** The stamp that a refused one came after: of the same stage and unit or department, as the board knows it; null while it does not. */
export function firstStamper(board: Board, { incidentId, stage, unit, department }: Pick<About, 'incidentId' | 'stage' | 'unit' | 'department'>): Stamp | null {
  if (incidentId === null || stage === undefined) return null
  return board.incidents.get(incidentId)?.stamps[stage].find((stamp) => stamp.unit === (unit ?? null) && stamp.department === (department ?? null)) ?? null
}
