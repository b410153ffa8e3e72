import type { Board } from '../board.ts'
import { BY_SYSTEM, type Space } from '../fact.ts'
import type { CommandId } from '../ids.ts'
import { incidentFact, type NewIncidentFactOf } from '../incident/facts.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import { siteDay } from '../site/day.ts'
import type { Site } from '../site/types.ts'
import { untoldOf } from './due.ts'
import { matterFact, type NewMatterFact } from './facts.ts'
import { maskedValues, refusedValues } from './fields.ts'
import { refusedAmender, refusedMover, type Giver } from './permission.ts'
import { amendable, askedWith, changing, limitOf, stepsOf, type MatterCheck, type MatterMove, type MatterTable, type MatterTables } from './table.ts'
import type { Matter, MatterId, MatterNumbering, MatterStep, MatterValues } from './types.ts'

interface CommandBase<T extends string> {
  readonly type: T
  readonly commandId: CommandId
  readonly matterId: MatterId
  /** Who gives it: an account or headquarters; never a person's name. */
  readonly by: string
  readonly space?: Space
}

export interface OpenMatter extends CommandBase<'open'> {
  readonly kind: string
  readonly values: MatterValues
}

/** What is theirs to do of a matter depends on how it stands, so it is asked where it is decided (MATTER-13). */
interface GivenBy {
  /** What whoever gives it may do; null for headquarters' own doing. */
  readonly giver: Giver | null
}

/** `command`: the id of a move of its table. */
export interface MoveMatter extends CommandBase<'move'>, GivenBy {
  readonly command: string
  readonly values: MatterValues
}

export interface AmendMatter extends CommandBase<'amend'>, GivenBy {
  /** Those that change. */
  readonly values: MatterValues
  readonly reason: string
}

/** `department`: whose account it is; null for headquarters, who may tick for any department that reported. */
export interface TickStep extends CommandBase<'tick'> {
  readonly step: string
  readonly department: string | null
  readonly note: string | null
  /** What is chosen, of a step that asks. */
  readonly choice?: string
}

export interface ReopenStep extends CommandBase<'reopenStep'> {
  readonly step: string
  readonly department: string | null
  readonly reason: string
}

export type MatterCommand = OpenMatter | MoveMatter | AmendMatter | TickStep | ReopenStep

/** What deciding needs besides the board. */
export interface MatterRules {
  readonly tables: MatterTables
  readonly site: Site
}

/** What a command about a matter leads to: of an incident, a measure that its opening takes. */
export type NewFactByMatter = NewMatterFact | NewIncidentFactOf<'MeasureTaken'>

/**
 * Decides any command about a matter (MATTER-1…6). The first fact is the command's own; limits that passed unnoticed just
 * before it follow, so that a move does not hide them.
 */
export function decideMatter(board: Board, command: MatterCommand, rules: MatterRules, now: number): Decision<NewFactByMatter> {
  if (command.type === 'open') return decideOpening(board, command, rules, now)
  const matter = board.matters.get(command.matterId)
  const table = rules.tables[matter?.kind ?? '']
  if (matter === undefined || table === undefined) return refuse('unknown', 'id', 'no such matter on the board')
  const decision = decideLater(board, { matter, table }, command, rules, now)
  return 'refused' in decision ? decision : [decision, ...untoldOf(matter, now, command.space), ...followed(board, { matter, table }, command, rules, now)]
}

/** What a move brings about: a matter opened by the system, named after the one it follows, with the move as one record (SERIES-1, MEETING-1). */
function followed(board: Board, { matter, table }: Known, command: MatterCommand, rules: MatterRules, now: number): NewMatterFact[] {
  if (command.type !== 'move') return []
  const move = table.moves.find(({ id }) => id === command.command)
  const values = { ...matter.values, ...maskedValues(command.values, move?.fields ?? []) }
  const next = move?.follow?.({ matter, values, given: command.values, board, site: rules.site, now }) ?? null
  return next === null ? [] : openedBySystem(board, { ...next, id: nextId(matter.id) }, rules, now, command.space)
}

/** The matter the system opens for itself; none of a kind that is not among the tables. */
export function openedBySystem(
  board: Board, { id, kind, values }: { readonly id: MatterId; readonly kind: string; readonly values: MatterValues }, rules: MatterRules, now: number, space?: Space,
): NewMatterFact[] {
  const table = rules.tables[kind]
  return table === undefined ? [] : [openingFact(board, table, { matterId: id, values, by: BY_SYSTEM, commandId: null, space }, rules.site, now)]
}

/** `id~1`, `id~2`…: of one chain of matters none twice. */
function nextId(id: MatterId): MatterId {
  const [root = id, count = '0'] = id.split('~')
  return `${root}~${Number(count) + 1}`
}

interface Known {
  readonly matter: Matter
  readonly table: MatterTable
}

function decideLater(
  board: Board, known: Known, command: Exclude<MatterCommand, OpenMatter>, rules: MatterRules, now: number,
): NewMatterFact | Refusal {
  const stranger = refusedGiver(known, command)
  if (stranger !== null) return stranger
  if (command.type === 'move') return decideMove(board, known, command, rules, now)
  if (known.matter.endedAt !== null) return refuse('ended', 'id', `has ended: it is ${known.matter.state}`)
  switch (command.type) {
    case 'amend': return decideAmendment(board, known, command, rules, now)
    case 'tick': return decideTick(known, command, now)
    case 'reopenStep': return decideReopening(known.matter, command, now)
  }
}

/** Is it theirs, of the matter as it is by now? A move no kind knows is nobody's: it is refused as unknown. */
function refusedGiver({ matter, table }: Known, command: Exclude<MatterCommand, OpenMatter>): Refusal | null {
  if (!('giver' in command) || command.giver === null) return null
  if (command.type === 'amend') return refusedAmender(command.giver, table, matter, command.values)
  const move = table.moves.find(({ id }) => id === command.command)
  return move === undefined ? null : refusedMover(command.giver, move, matter)
}

function decideOpening(board: Board, command: OpenMatter, { tables, site }: MatterRules, now: number): Decision<NewFactByMatter> {
  const table = tables[command.kind]
  if (table === undefined) return refuse('unknown', 'kind', 'no such kind of matter')
  const { opening } = table
  const values = maskedValues(command.values, opening.fields)
  const refusal = refusedValues(opening.fields, values, { site, board, now }) ?? (opening.check?.({ matter: null, values, given: values, board, site, now }) ?? null)
  if (refusal !== null) return refusal
  return [openingFact(board, table, { ...command, values }, site, now), ...measureTaken(board, table, { ...command, values }, now)]
}

/** The measure of its incident that the opening takes, as the same act of the same person (COMMAND-2). */
function measureTaken({ incidents }: Board, { opening: { takes } }: MatterTable, { values, by, space }: OpenMatter, now: number): NewIncidentFactOf<'MeasureTaken'>[] {
  const incident = incidents.get(String(values['incident']))
  if (takes === undefined || incident === undefined || !incident.measures.some(({ measure, taken }) => measure === takes && taken === null)) return []
  return [{ ...incidentFact('MeasureTaken', { at: now, by, commandId: null }, { incidentId: incident.id, measure: takes, note: null }), space: space ?? 'live' }]
}

interface Opening {
  readonly matterId: MatterId
  readonly values: MatterValues
  readonly by: string
  readonly commandId: CommandId | null
  readonly space?: Space | undefined
}

function openingFact(board: Board, table: MatterTable, opening: Opening, site: Site, now: number): NewMatterFact {
  const { kind, prefix, start } = table
  const { matterId, values } = opening
  const next = nextNumber(board.matterNumbering, kind, siteDay(now, site.timeZone))
  return matterFact('MatterOpened', { ...opening, at: now }, {
    matterId, kind, number: `${prefix}${next.day}-${String(next.ordinal).padStart(3, '0')}`, ...next, state: start,
    until: limitOf(table, start, now, values), values, steps: stepsOf(table, values, site),
  }, opening.space)
}

/** Numbers of a kind count by the day of the site; a clock set back does not give one twice. */
function nextNumber(numbering: MatterNumbering, kind: string, day: string): { readonly day: string; readonly ordinal: number } {
  const last = numbering[kind] ?? { day: '', ordinal: 0 }
  return day > last.day ? { day, ordinal: 1 } : { day: last.day, ordinal: last.ordinal + 1 }
}

function decideMove(board: Board, { matter, table }: Known, command: MoveMatter, { site }: MatterRules, now: number): NewMatterFact | Refusal {
  const move = table.moves.find(({ id }) => id === command.command)
  if (move === undefined) return refuse('unknown', 'command', `a ${table.kind} knows no ${command.command}`)
  const refusal = refusedHere(matter, move)
  if (refusal !== null) return refusal
  const values = maskedValues(command.values, move.fields)
  const whole = { ...matter.values, ...values }
  const wrong = refusedValues(move.fields, values, { site, board, now }) ?? checked(move.check, matter, { values: whole, given: values }, { board, site, now })
  if (wrong !== null) return wrong
  const keeps = move.keepsLimit?.({ matter, values: whole, given: values, board, site, now }) === true
  return matterFact('MatterMoved', { ...command, at: now }, {
    matterId: matter.id, command: move.id, from: matter.state, to: move.to, until: keeps ? matter.until : limitOf(table, move.to, now, whole),
    leavesAt: table.states[move.to]?.ended === true ? now + table.keptMs : null, values: { ...values, ...emptied(move, matter, whole), ...move.adds?.values(matter) },
  }, command.space)
}

/** What was said of a field that is asked no more with what is said now holds no longer: who rectifies, once it is no department (HAZARD-4). */
function emptied({ fields }: MatterMove, { values }: Matter, whole: MatterValues): MatterValues {
  const asked = askedWith(fields, whole)
  return Object.fromEntries(fields.filter((field) => !asked.includes(field) && values[field.id] !== undefined).map(({ id }) => [id, '']))
}

/** Why a move is not for the state a matter is in; null when it is: what the desk offers, before its form is filled in. */
export function refusedHere(matter: Matter, move: MatterMove): Refusal | null {
  return move.from.includes(matter.state) ? null : refuse('notInState', 'command', `is ${matter.state}, not ${move.from.join(' or ')}`)
}

function checked(
  check: MatterCheck | undefined, matter: Matter, said: { readonly values: MatterValues; readonly given: MatterValues }, around: { readonly board: Board; readonly site: Site; readonly now: number },
): Refusal | null {
  return check?.({ matter, ...said, ...around }) ?? null
}

function decideAmendment(
  board: Board, { matter, table }: Known, command: AmendMatter, { site }: MatterRules, now: number,
): NewMatterFact | Refusal {
  const fields = changing(amendable(table))
  const values = maskedValues(command.values, fields)
  const whole = { ...matter.values, ...values }
  const refusal = refusedValues(fields, values, { site, board, now }) ?? checked(table.amending?.check, matter, { values: whole, given: values }, { board, site, now })
  if (refusal !== null) return refusal
  const changed = Object.entries(values).filter(([id, value]) => JSON.stringify(value) !== JSON.stringify(matter.values[id]))
  if (changed.length === 0) return refuse('unchanged', '', 'nothing of it is new')
  return matterFact('MatterAmended', { ...command, at: now }, {
    matterId: matter.id, values: Object.fromEntries(changed), until: amendedLimit(table, matter, whole),
    reason: maskPersonal(command.reason),
  }, command.space)
}

/** A correction that does not set the limit's own moment leaves it as it is, also where it ran on through a move or another choice has a length of its own (MATTER-10). */
function amendedLimit(table: MatterTable, matter: Matter, values: MatterValues): number | null {
  const field = table.states[matter.state]?.limit?.field
  return field === undefined || values[field] === matter.values[field] ? matter.until : limitOf(table, matter.state, matter.since, values)
}

function decideTick({ matter, table }: Known, command: TickStep, now: number): NewMatterFact | Refusal {
  const step = ownStep(matter, command)
  if ('refused' in step) return step
  if (step.ticked !== null) return refuse('alreadyTicked', 'step', `was ticked by ${step.ticked.by} at ${new Date(step.ticked.at).toISOString()}`)
  const { note, choice } = command
  const refusal = refusedAsked(matter, step) ?? refusedChoice(step, choice) ?? table.tickCheck?.({ step, note, choice: choice ?? null, values: matter.values }) ?? null
  if (refusal !== null) return refusal
  return matterFact('MatterStepTicked', { ...command, at: now }, {
    matterId: matter.id, step: step.id, department: step.owner, onBehalf: step.owner !== command.department,
    note: note === null ? null : maskPersonal(note), ...(choice === undefined ? {} : { choice }),
  }, command.space)
}

/** What a step asks is said, and taken back, while its matter is in the state it asks in. */
function refusedAsked({ state }: Matter, { asks }: MatterStep): Refusal | null {
  return asks === undefined || asks.state === state ? null : refuse('notInState', 'step', `is said while it is ${asks.state}, it is ${state}`)
}

function refusedChoice({ asks }: MatterStep, choice: string | undefined): Refusal | null {
  if (asks === undefined) return choice === undefined ? null : refuse('unknown', 'choice', 'is not asked for here')
  const ids = asks.choices.map(({ id }) => id)
  if (choice === undefined) return refuse('missing', 'choice', `is one of ${ids.join(', ')}`)
  return ids.includes(choice) ? null : refuse('unknown', 'choice', `is one of ${ids.join(', ')}`)
}

function decideReopening(matter: Matter, command: ReopenStep, now: number): NewMatterFact | Refusal {
  const step = ownStep(matter, command)
  if ('refused' in step) return step
  if (step.ticked === null) return refuse('notTicked', 'step', 'is not ticked')
  const refusal = refusedAsked(matter, step)
  if (refusal !== null) return refusal
  return matterFact('MatterStepReopened', { ...command, at: now }, {
    matterId: matter.id, step: step.id, reason: maskPersonal(command.reason),
  }, command.space)
}

/** A department ticks its own steps only; headquarters any. */
function ownStep(matter: Matter, { step: id, department }: TickStep | ReopenStep): MatterStep | Refusal {
  const step = matter.steps.find((each) => each.id === id)
  if (step === undefined) return refuse('unknown', 'step', 'has no such step')
  if (department !== null && step.owner !== department) {
    return refuse('notOwner', 'step', step.owner === null ? 'is done by headquarters' : `is done by ${step.owner}`)
  }
  return step
}
