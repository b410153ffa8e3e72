import { isSameContent } from '../sameContent.ts'
import type { MatterCommand } from './decide.ts'
import type { MatterFact, MatterFactOf } from './facts.ts'
import type { MatterTables } from './table.ts'
import type { Matter, MatterValue, MatterValues } from './types.ts'

/** What tells the same command from another one, beside its fact: `matter` as it stands now, undefined once it has left the board. */
export interface AroundCommand {
  readonly tables: MatterTables
  readonly matter: Matter | undefined
}

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfMatter(command: MatterCommand, fact: MatterFact, around: AroundCommand): boolean {
  if (fact.by !== command.by) return false
  if (command.type === 'open') return fact.type === 'MatterOpened' && fact.data.kind === command.kind && isOpeningOf(command.values, fact, around.tables)
  if (fact.data.matterId !== command.matterId) return false
  switch (command.type) {
    case 'move': return fact.type === 'MatterMoved' && fact.data.command === command.command && isSameContent(command.values, givenOf(fact, around))
    case 'amend': return fact.type === 'MatterAmended' && isSameContent(command.reason, fact.data.reason) && isAmendmentOf(command.values, fact, around.matter)
    case 'tick': return fact.type === 'MatterStepTicked' && fact.data.step === command.step && fact.data.choice === command.choice && isSameContent(command.note, fact.data.note)
    case 'reopenStep': return fact.type === 'MatterStepReopened' && fact.data.step === command.step && isSameContent(command.reason, fact.data.reason)
  }
}

/** Of one that the server fills in, what was asked of it alone: the rest is of the moment it was opened. */
function isOpeningOf(asked: MatterValues, { data: { kind, values } }: MatterFactOf<'MatterOpened'>, tables: MatterTables): boolean {
  const said = tables[kind]?.opening.ownDoor?.asks
  return said === undefined ? isSameContent(asked, values) : said.every((id) => isSameContent(asked[id], values[id]))
}

/** What came with a move, without what the system found and what it emptied: nobody gives nothing as a value. */
function givenOf({ data: { command, values } }: MatterFactOf<'MatterMoved'>, { tables, matter }: AroundCommand): MatterValues {
  const adds = tables[matter?.kind ?? '']?.moves.find(({ id }) => id === command)?.adds?.fields ?? []
  return Object.fromEntries(Object.entries(values).filter(([id, value]) => value !== '' && !adds.some((field) => field.id === id)))
}

/** The fact has what changed; what was asked beside it is what the matter said before. */
function isAmendmentOf(asked: MatterValues, { seq, data: { values } }: MatterFactOf<'MatterAmended'>, matter: Matter | undefined): boolean {
  const names = Object.keys({ ...asked, ...values })
  return names.every((id) => (id in values ? isSameContent(asked[id], values[id]) : stoodBefore(asked[id], id, seq, matter)))
}

/** As far as the board knows: of a long history it has the newest lines alone. */
function stoodBefore(asked: MatterValue | undefined, id: string, seq: number, matter: Matter | undefined): boolean {
  if (matter === undefined) return true
  const { history } = matter
  const before = history.filter((line) => line.seq < seq && id in line.values).at(-1)
  return before === undefined ? history[0]?.act !== 'opened' : isSameContent(asked, before.values[id])
}
