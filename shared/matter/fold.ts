import type { Board } from '../board.ts'
import type { MatterFact, MatterFactOf } from './facts.ts'
import { KEPT_LINES, type Matter, type MatterLine, type MatterStep, type MatterValues, type StepRow } from './types.ts'

/** Takes a fact into the board's matters. A fact of a matter that has left changes nothing. */
export function foldMatterFact(board: Pick<Board, 'matters' | 'matterNumbering'>, fact: MatterFact): void {
  if (fact.type === 'MatterOpened') {
    const { kind, day, ordinal, matterId } = fact.data
    board.matterNumbering = { ...board.matterNumbering, [kind]: { day, ordinal } }
    board.matters.set(matterId, opened(fact))
    return
  }
  const matter = board.matters.get(fact.data.matterId)
  if (matter !== undefined) board.matters.set(matter.id, withLine(evolveMatter(matter, fact), fact))
}

/** Ended ones leave once their time on the board is over. */
export function leaveEnded({ matters }: Pick<Board, 'matters'>, recordedAt: number): void {
  for (const { id, leavesAt } of matters.values()) if (leavesAt !== null && leavesAt <= recordedAt) matters.delete(id)
}

function opened(fact: MatterFactOf<'MatterOpened'>): Matter {
  const { matterId, kind, number, state, until, values, steps } = fact.data
  const at = fact.at
  return withLine({
    id: matterId, kind, number, seq: fact.seq, openedAt: at, openedBy: fact.by, state, since: at, until, overdueAt: null, overdues: 0, values,
    steps: steps.map((row) => withOwner(values, { ...row, dueAt: firstDue(row, at, state, values), overdueAt: null, ticked: null })),
    endedAt: null, leavesAt: null, history: [],
  }, fact)
}

type LaterFact = Exclude<MatterFact, { readonly type: 'MatterOpened' }>

function evolveMatter(matter: Matter, fact: LaterFact): Matter {
  switch (fact.type) {
    case 'MatterMoved': return moved(matter, fact)
    case 'MatterAmended': {
      const { until } = fact.data
      const values = { ...matter.values, ...fact.data.values }
      return { ...matter, values, until, steps: matter.steps.map((step) => withFields(step, values, matter.openedAt)) }
    }
    case 'MatterStepTicked': {
      const { step: id, department, onBehalf, note } = fact.data
      return withStep(matter, id, (step) => ({ ...step, ticked: { at: fact.at, by: fact.by, department, onBehalf, note, ...choiceOf(fact.data) } }))
    }
    case 'MatterStepReopened': return withStep(matter, fact.data.step, (step) => ({ ...step, ticked: null }))
    case 'MatterOverdue': {
      const isOfNow = matter.state === fact.data.state && matter.since === fact.data.since
      return { ...matter, overdues: matter.overdues + 1, overdueAt: isOfNow ? fact.at : matter.overdueAt }
    }
    case 'MatterStepOverdue':
      return withStep(matter, fact.data.step, (step) => (step.dueAt === duringMatter(fact.at, matter.openedAt) ? { ...step, overdueAt: step.dueAt } : step))
  }
}

/** Nothing is due before its matter is there: what would have been, or was told so in a record of before, is due with the opening, epoch ms. */
function duringMatter(at: number, openedAt: number): number {
  return Math.max(at, openedAt)
}

function moved(matter: Matter, { at, data }: MatterFactOf<'MatterMoved'>): Matter {
  const values = { ...matter.values, ...data.values }
  const runsOn = data.until !== null && data.until === matter.until
  return {
    ...matter, values, state: data.to, since: at, until: data.until, overdueAt: runsOn ? matter.overdueAt : null,
    endedAt: data.leavesAt === null ? null : at, leavesAt: data.leavesAt,
    steps: matter.steps.map((step) => {
      const { due } = step
      const entered = due?.after === 'state' && due.state === data.to && !(runsOn && data.from === data.to) ? { ...step, dueAt: at + due.ms } : step
      return withFields(entered, values, matter.openedAt)
    }),
  }
}

function firstDue({ due }: StepRow, at: number, state: string, values: MatterValues): number | null {
  if (due === null) return null
  if (due.after === 'field') return atField(due, values, at)
  return due.after === 'opening' || due.state === state ? at + due.ms : null
}

function atField({ field, ms }: { readonly field: string; readonly ms: number }, values: MatterValues, openedAt: number): number | null {
  const moment = values[field]
  return typeof moment === 'number' ? duringMatter(moment + ms, openedAt) : null
}

/** What of a step follows from fields: when it is due and whose it is. */
function withFields(step: MatterStep, values: MatterValues, openedAt: number): MatterStep {
  const owned = withOwner(values, step)
  return step.due?.after === 'field' ? { ...owned, dueAt: atField(step.due, values, openedAt) } : owned
}

function withOwner(values: MatterValues, step: MatterStep): MatterStep {
  const named = step.ownerField === null ? undefined : values[step.ownerField]
  return typeof named === 'string' ? { ...step, owner: named === '' ? null : named } : step
}

function withStep(matter: Matter, id: string, change: (step: MatterStep) => MatterStep): Matter {
  return { ...matter, steps: matter.steps.map((step) => (step.id === id ? change(step) : step)) }
}

const ACTS = {
  MatterOpened: 'opened', MatterMoved: 'moved', MatterAmended: 'amended', MatterStepTicked: 'ticked', MatterStepReopened: 'stepReopened',
  MatterOverdue: 'overdue', MatterStepOverdue: 'stepOverdue',
} as const

interface Told {
  readonly command?: string
  readonly state?: string
  readonly step?: string
  readonly department?: string | null
  readonly reason?: string
  readonly note?: string | null
  readonly choice?: string
  readonly values?: MatterValues
}

/** Not there where nothing was chosen: old boards have none. */
function choiceOf({ choice }: Pick<Told, 'choice'>): Pick<Told, 'choice'> {
  return choice === undefined ? {} : { choice }
}

function withLine(matter: Matter, { seq, at, by, type, data }: MatterFact): Matter {
  const told: Told = data
  const line: MatterLine = {
    seq, at, by, act: ACTS[type], command: told.command ?? null, state: type === 'MatterOverdue' ? data.state : matter.state,
    step: told.step ?? null, department: told.department ?? null, note: told.reason ?? told.note ?? null, ...choiceOf(told), values: told.values ?? {},
  }
  return { ...matter, history: [...matter.history, line].slice(-KEPT_LINES) }
}
