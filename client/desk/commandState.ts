import type { First } from '../../shared/refusal.ts'

/**
 * What became of a command (DESK-2). `sending`: no answer yet. `journaled`: recorded, as fact `seq`. `refused`: nothing has
 * changed; `again` says that nothing was wrong with the command itself, so it may be sent again. `unanswered`: the link was lost,
 * it may have been recorded or not, and sending it again with its id finds out.
 */
export type CommandState =
  | { readonly phase: 'sending'; readonly tries: number }
  | { readonly phase: 'journaled'; readonly tries: number; readonly seq: number }
  | { readonly phase: 'refused'; readonly tries: number; readonly code: string; readonly field: string; readonly reason: string; readonly again: boolean; readonly first: First | null }
  | { readonly phase: 'unanswered'; readonly tries: number }

/** What happens to a command on its way. `lost`: no answer came, or none that could be read. */
export type CommandEvent =
  | { readonly type: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly type: 'lost' }
  | { readonly type: 'sentAgain' }

export const PRESSED: CommandState = { phase: 'sending', tries: 1 }

const SIGN_IN_AGAIN = 401
const SERVER_ERRORS = 500

/** The state after an event. Recorded is recorded and refused is refused, whatever an earlier try may still bring. */
export function afterEvent(state: CommandState, event: CommandEvent): CommandState {
  if (isSettled(state)) return state
  switch (event.type) {
    case 'sentAgain': return state.phase === 'sending' ? state : { phase: 'sending', tries: state.tries + 1 }
    case 'lost': return state.phase === 'sending' ? { phase: 'unanswered', tries: state.tries } : state
    case 'answered': return answered(state.tries, event.status, event.body)
  }
}

/** Can nothing change it any more? */
export function isSettled(state: CommandState): boolean {
  return state.phase === 'journaled' || (state.phase === 'refused' && !state.again)
}

/** Is it on its way, or not known to have arrived? */
export function isPending({ phase }: CommandState): boolean {
  return phase === 'sending' || phase === 'unanswered'
}

/** May it be sent again, with the id it has? */
export function canSendAgain(state: CommandState): boolean {
  return state.phase === 'unanswered' || (state.phase === 'refused' && state.again)
}

function answered(tries: number, status: number, body: unknown): CommandState {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  const { seq } = told
  const taken = status >= 200 && status < 300
  if (taken && typeof seq === 'number') return { phase: 'journaled', tries, seq }
  if (taken) return { phase: 'unanswered', tries }
  const again = status >= SERVER_ERRORS || status === SIGN_IN_AGAIN
  return { phase: 'refused', tries, code: words(told['code'], 'refused'), field: words(told['field'], ''), reason: words(told['message'], String(status)), again, first: firstIn(told['first']) }
}

/** Who was first, as the answer says. */
function firstIn(told: unknown): First | null {
  const { by, at } = (typeof told === 'object' && told !== null ? told : {}) as Partial<First>
  return typeof by === 'string' && typeof at === 'number' ? { by, at } : null
}

function words(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}
