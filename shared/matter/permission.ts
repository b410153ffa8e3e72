import { mayDo, type Caller } from '../access/roles.ts'
import { amendable, type MatterField, type MatterMove, type MatterTable } from './table.ts'
import type { MatterValues } from './types.ts'

/** Whoever gives a command about a matter: an account or a key. */
export type Giver = Pick<Caller, 'permissions' | 'department'>

/** May they do what their department's own account may? */
const actsForDepartment = (giver: Giver): boolean => giver.department !== null && mayDo(giver, ['tickOwn', 'tickStep'])

/** May they give the move: by its permission, or as the department whose it is (MATTER-11)? */
export function mayMove(giver: Giver, { permission, own }: Pick<MatterMove, 'permission' | 'own'>, values: MatterValues): boolean {
  return mayDo(giver, [permission]) || (own !== undefined && actsForDepartment(giver) && own(values) === giver.department)
}

/** Fields of the opening they may amend of a matter in `state`; none where it is not theirs (MATTER-11, EVENT-10). */
export function amendableBy(giver: Giver, table: MatterTable, state: string): readonly MatterField[] {
  const { amending } = table
  if (amending === null) return []
  const own = actsForDepartment(giver) ? (amending.own?.[giver.department ?? ''] ?? []) : []
  const theirs = amendable(table).filter(({ id }) => mayDo(giver, [amending.permission]) || own.includes(id))
  const { settled } = amending
  if (settled === undefined || !settled.states.includes(state) || mayDo(giver, [settled.permission])) return theirs
  return theirs.filter(({ id }) => !settled.fields.includes(id))
}
