import type { Board } from '../board.ts'
import type { CommandId } from '../ids.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Decision } from '../refusal.ts'
import { isSameContent } from '../sameContent.ts'
import { modeFact, type ModeFact, type NewModeFact } from './facts.ts'
import { isStanding, type Mode } from './types.ts'

/** ASSUMPTION: a switch into emergency lapses when nobody else confirms it within this time, ms. */
export const CONFIRM_WITHIN_MS = 120_000

interface CommandBase<T extends string> {
  readonly type: T
  readonly commandId: CommandId
  /** Who gives it: an account or headquarters; never a person's name. */
  readonly by: string
}

export interface SwitchMode extends CommandBase<'switchMode'> {
  readonly to: Mode
  /** The mode whose preview was read (MODE-8); without it whatever is in force is left. */
  readonly from?: Mode
  readonly reason: string
}

/** The second confirmation. `prepared` is the `seq` of the first. */
export interface ConfirmSwitch extends CommandBase<'confirmSwitch'> {
  readonly prepared: number
}

export interface DeclineProposal extends CommandBase<'declineProposal'> {
  /** `seq` of the proposal. */
  readonly proposal: number
  readonly reason: string
}

export type ModeCommand = SwitchMode | ConfirmSwitch | DeclineProposal

/** Decides any command about the mode (MODE-1, MODE-2). */
export function decideMode(board: Board, command: ModeCommand, now: number): Decision<NewModeFact> {
  switch (command.type) {
    case 'switchMode': return decideSwitch(board, command, now)
    case 'confirmSwitch': return decideConfirmation(board, command, now)
    case 'declineProposal': return decideDecline(board, command, now)
  }
}

/**
 * One `ModeSwitched`; into emergency one `ModeSwitchPrepared` that another person has to confirm (MODE-2). While that waits nobody but
 * who asked for it switches otherwise: an emergency somebody asked for does not vanish by another's ordinary switch (MODE-7). Where it says
 * of which mode the preview was, another one in force is not left by it (MODE-8).
 */
function decideSwitch({ mode, modeRecord }: Board, command: SwitchMode, now: number): Decision<NewModeFact> {
  if (command.to === mode) return refuse('unchanged', 'to', `the mode is ${mode} already`)
  const last = modeRecord.history.at(-1)
  if (command.from !== undefined && command.from !== mode) {
    return refuse('otherMode', 'from', `the mode is ${mode}${last === undefined ? '' : ` since ${new Date(last.at).toISOString()}, by ${last.by}`}: read what would change`, last)
  }
  const { prepared } = modeRecord
  const waits = prepared !== null && now <= prepared.confirmBy
  if (waits && (command.to === 'emergency' || command.by !== prepared.by)) {
    return refuse('alreadyPrepared', 'to', `${prepared.by} asked for emergency at ${new Date(prepared.at).toISOString()}: confirm that (${prepared.seq}), or wait until it lapses`)
  }
  const change = { from: mode, to: command.to, reason: maskPersonal(command.reason) }
  const stamp = { ...command, at: now }
  if (command.to !== 'emergency') return [modeFact('ModeSwitched', stamp, { ...change, prepared: null, preparedBy: null })]
  return [modeFact('ModeSwitchPrepared', stamp, { ...change, limitMs: CONFIRM_WITHIN_MS })]
}

function decideConfirmation({ mode, modeRecord }: Board, command: ConfirmSwitch, now: number): Decision<NewModeFact> {
  const { prepared } = modeRecord
  if (prepared === null || prepared.seq !== command.prepared) return refuse('notPrepared', 'prepared', 'no such switch waits to be confirmed')
  if (now > prepared.confirmBy) return refuse('lapsed', 'prepared', `lapsed at ${new Date(prepared.confirmBy).toISOString()}; ask for it again`)
  if (command.by === prepared.by) return refuse('samePerson', 'prepared', `${prepared.by} asked for it: another person confirms`)
  const { seq, by, reason } = prepared
  return [modeFact('ModeSwitched', { ...command, at: now }, { from: mode, to: 'emergency', reason, prepared: seq, preparedBy: by })]
}

function decideDecline({ modeRecord }: Board, command: DeclineProposal, now: number): Decision<NewModeFact> {
  const proposal = modeRecord.proposals.find(({ seq }) => seq === command.proposal)
  if (proposal === undefined) return refuse('unknown', 'id', 'no such proposal on the board')
  const { state, decided } = proposal
  if (decided !== null) return refuse('alreadyDecided', 'id', `was ${state} by ${decided.by} at ${new Date(decided.at).toISOString()}`)
  if (!isStanding(proposal, now)) return refuse('lapsed', 'id', 'there is nothing to decide any more: its cause has passed')
  return [modeFact('ModeProposalDeclined', { ...command, at: now }, { proposal: proposal.seq, reason: maskPersonal(command.reason) })]
}

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfMode(command: ModeCommand, fact: ModeFact): boolean {
  if (fact.by !== command.by) return false
  switch (command.type) {
    case 'declineProposal': return fact.type === 'ModeProposalDeclined' && fact.data.proposal === command.proposal && isSameContent(command.reason, fact.data.reason)
    case 'confirmSwitch': return fact.type === 'ModeSwitched' && fact.data.prepared === command.prepared
    case 'switchMode':
      return isSwitch(command, fact) && fact.data.to === command.to && (command.from === undefined || fact.data.from === command.from) &&
        isSameContent(command.reason, fact.data.reason)
  }
}

function isSwitch({ to }: SwitchMode, fact: ModeFact): fact is Extract<ModeFact, { readonly type: 'ModeSwitchPrepared' | 'ModeSwitched' }> {
  return to === 'emergency' ? fact.type === 'ModeSwitchPrepared' : fact.type === 'ModeSwitched' && fact.data.prepared === null
}
