import { mayDo, type Caller } from '../access/roles.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { amendable, type MatterField, type MatterMove, type MatterTable } from './table.ts'
import type { Matter, MatterValues } from './types.ts'

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

/** Why a move is not theirs to give of a matter as it stands; null where it is. */
export function refusedMover(giver: Giver, move: MatterMove, { values }: Pick<Matter, 'values'>): Refusal | null {
  return mayMove(giver, move, values) ? null : notTheirs()
}

/** Why these fields are not theirs to amend of a matter as it stands, by the first that is not; null where all are, or are no fields of an amendment at all. */
export function refusedAmender(giver: Giver, table: MatterTable, { state }: Pick<Matter, 'state'>, values: MatterValues): Refusal | null {
  if (table.amending === null) return null
  const own = amendableBy(giver, table, state)
  if (own.length === 0) return notTheirs()
  const stray = Object.keys(values).find((id) => amendable(table).some((field) => field.id === id) && !own.some((field) => field.id === id))
  return stray === undefined ? null : notTheirs(stray)
}

/** One address may stand for moves of several kinds, which different people may give. */
function notTheirs(field = ''): Refusal {
  return refuse('notAllowed', field, 'this account or key may not do that')
}
