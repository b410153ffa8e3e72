import type { GridId } from '../ids.ts'
import type { Level } from './kinds.ts'
import { highestLevel, isOverdue, type QueuedIncident } from './queue.ts'

/** What a grid has to carry now. */
export interface GridLoad {
  readonly active: number
  readonly overdue: number
  readonly highest: Level | null
}

export const NO_LOAD: GridLoad = { active: 0, overdue: 0, highest: null }

/** Load by grid; incidents outside every grid stand under null. Grids without one are left out. */
export function gridLoad(queue: readonly QueuedIncident[]): Map<GridId | null, GridLoad> {
  const byGrid = new Map<GridId | null, QueuedIncident[]>()
  for (const queued of queue) {
    const others = byGrid.get(queued.incident.grid)
    if (others === undefined) byGrid.set(queued.incident.grid, [queued])
    else others.push(queued)
  }
  return new Map([...byGrid].map(([grid, queued]) => [grid, loadOf(queued)]))
}

function loadOf(queued: readonly QueuedIncident[]): GridLoad {
  return {
    active: queued.length,
    overdue: queued.filter(isOverdue).length,
    highest: highestLevel(queued.map(({ incident }) => incident)),
  }
}
