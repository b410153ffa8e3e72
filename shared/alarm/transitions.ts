import { refuse, type Refusal, type RefusalCode } from '../refusal.ts'
import type { AlarmState } from './types.ts'

/**
 * What can happen to an alarm. `raise`: its condition comes; `reraise`: it comes again while the alarm is on the board;
 * `settle`: it goes and leaves nothing to acknowledge; `shelfEnd`: the time on the shelf is up.
 */
export const ALARM_ACTIONS = [
  'raise', 'reraise', 'return', 'settle', 'priorityUp', 'acknowledge', 'shelve', 'unshelve', 'shelfEnd',
] as const
export type AlarmAction = (typeof ALARM_ACTIONS)[number]

type RefusedFor = Extract<
  RefusalCode, 'unknown' | 'alreadyRaised' | 'notRaised' | 'alreadyAcknowledged' | 'alreadyShelved' | 'notShelved' | 'onShelf'
>

/** `gone`: the next state where the condition does not stand, which differs on a shelf alone. */
type Cell = { readonly to: AlarmState; readonly gone: AlarmState } | { readonly refused: RefusedFor }

const to = (state: AlarmState, gone: AlarmState = state): Cell => ({ to: state, gone })
const no = (refused: RefusedFor): Cell => ({ refused })

/** ALARM-1, ALARM-5: every state and action, each with its next state or the code it is refused for. */
export const TRANSITIONS: Readonly<Record<AlarmState, Readonly<Record<AlarmAction, Cell>>>> = {
  normal: {
    raise: to('unacknowledged'), reraise: no('notRaised'), return: no('notRaised'), settle: no('notRaised'), priorityUp: no('notRaised'),
    acknowledge: no('unknown'), shelve: no('unknown'), unshelve: no('unknown'), shelfEnd: no('notShelved'),
  },
  unacknowledged: {
    raise: no('alreadyRaised'), reraise: to('unacknowledged'), return: to('returnedUnacknowledged'), settle: to('normal'),
    priorityUp: to('unacknowledged'),
    acknowledge: to('acknowledged'), shelve: to('shelved'), unshelve: no('notShelved'), shelfEnd: no('notShelved'),
  },
  acknowledged: {
    raise: no('alreadyRaised'), reraise: to('unacknowledged'), return: to('normal'), settle: to('normal'), priorityUp: to('unacknowledged'),
    acknowledge: no('alreadyAcknowledged'), shelve: to('shelved'), unshelve: no('notShelved'), shelfEnd: no('notShelved'),
  },
  returnedUnacknowledged: {
    raise: no('alreadyRaised'), reraise: to('unacknowledged'), return: no('notRaised'), settle: to('normal'), priorityUp: no('notRaised'),
    acknowledge: to('normal'), shelve: to('shelved'), unshelve: no('notShelved'), shelfEnd: no('notShelved'),
  },
  shelved: {
    raise: to('shelved'), reraise: to('shelved'), return: to('shelved'), settle: to('normal'), priorityUp: to('unacknowledged', 'shelved'),
    acknowledge: no('onShelf'), shelve: no('alreadyShelved'), unshelve: to('unacknowledged', 'normal'), shelfEnd: to('unacknowledged', 'normal'),
  },
}

/** The state after `action`, or why it is refused. `standing`: does the condition stand? It matters on a shelf alone. */
export function nextState(state: AlarmState, action: AlarmAction, standing: boolean): AlarmState | Refusal {
  const cell = TRANSITIONS[state][action]
  if ('refused' in cell) return refuse(cell.refused, 'id', REASONS[cell.refused])
  return standing ? cell.to : cell.gone
}

const REASONS: Readonly<Record<RefusedFor, string>> = {
  unknown: 'no such alarm on the board',
  alreadyRaised: 'is raised already',
  notRaised: 'its condition does not stand',
  alreadyAcknowledged: 'is already acknowledged',
  alreadyShelved: 'is already on the shelf',
  notShelved: 'is not on the shelf',
  onShelf: 'is on the shelf: take it off first',
}
