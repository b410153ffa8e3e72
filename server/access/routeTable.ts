import type { Permission } from '../../shared/access/roles.ts'
import { ROUTES, type RouteTable } from '../../shared/access/routes.ts'
import type { MatterTables } from '../../shared/matter/table.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'

/** A move or a correction that is a department's own is given by its account or its key, too. */
const OF_DEPARTMENT: readonly Permission[] = ['tickOwn', 'tickStep']

/**
 * What the tables of matters say of their routes: who opens a kind, who gives a move of that name to one of the kinds that have it
 * (which of them, the route itself looks up), and who amends.
 */
function matterRoutes(tables: MatterTables): RouteTable {
  const rows = new Map<string, Set<Permission>>()
  const add = (path: string, permission: Permission, own?: unknown): void => {
    const row = rows.get(path) ?? new Set<Permission>()
    for (const each of [permission, ...(own === undefined ? [] : OF_DEPARTMENT)]) row.add(each)
    rows.set(path, row)
  }
  for (const { kind, opening, moves, amending } of Object.values(tables)) {
    if (opening.ownDoor === undefined) add(kind, opening.permission)
    for (const move of moves) add(`:id/${move.id}`, move.permission, move.own)
    if (amending !== null) add(':id/amend', amending.permission, amending.own)
  }
  return Object.fromEntries([...rows].map(([path, permissions]) => [`POST /api/v1/matters/${path}`, [...permissions]]))
}

/** Every route of this server with what it asks for (ACCESS-3). */
export const ROUTE_TABLE: RouteTable = { ...matterRoutes(MATTER_TABLES), ...ROUTES }
