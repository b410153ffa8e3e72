import { STAGES, type Stage } from '../../shared/clock/stages.ts'
import type { ActionId } from './actions.ts'

/** What a key does at the desk. */
export type DeskCommand =
  | 'next' | 'previous' | 'nextSection' | 'previousSection' | 'report' | 'search' | 'unit' | 'stampTime' | 'startPlan' | 'help' | 'leave' | 'language'
  | 'zoomIn' | 'zoomOut' | 'zoomReset' | `stamp.${Stage}` | `action.${ActionId}`

/** A command and the keys that give it, as `KeyboardEvent.key` names them. */
export interface DeskKey {
  readonly command: DeskCommand
  readonly keys: readonly string[]
  /** Also while writing: only what leads out of it. */
  readonly whileTyping?: true
}

const ACTION_KEYS: Readonly<Record<ActionId, string>> = {
  note: 'm', take: 't', leave: 'y', level: 'v', decide: 'e', acknowledge: 'a', measure: 's', department: 'd', correct: 'r', withdraw: 'w', close: 'c',
  cancel: 'x', merge: 'g', reopen: 'o',
}

/** The keys of the desk, in the order the help tells them (DESK-4). Stages have the digits of their order. */
export const DESK_KEYS: readonly DeskKey[] = [
  { command: 'next', keys: ['j', 'ArrowDown'] },
  { command: 'previous', keys: ['k', 'ArrowUp'] },
  { command: 'nextSection', keys: [']'] },
  { command: 'previousSection', keys: ['['] },
  ...STAGES.map((stage, i) => ({ command: `stamp.${stage}` as const, keys: [String(i + 1)] })),
  { command: 'unit', keys: ['u'] },
  { command: 'stampTime', keys: ['h'] },
  { command: 'startPlan', keys: ['p'] },
  { command: 'report', keys: ['n'] },
  ...Object.entries(ACTION_KEYS).map(([id, key]) => ({ command: `action.${id as ActionId}` as const, keys: [key] })),
  { command: 'zoomIn', keys: ['+', '='] },
  { command: 'zoomOut', keys: ['-'] },
  { command: 'zoomReset', keys: ['0'] },
  { command: 'search', keys: ['/'] },
  { command: 'language', keys: ['l'] },
  { command: 'help', keys: ['?'] },
  { command: 'leave', keys: ['Escape'], whileTyping: true },
]

/** What of a `KeyboardEvent` decides. */
export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Held down: a stamp is pressed once. */
  readonly repeat: boolean
  readonly typing: boolean
}

/** Commands that a key held down may give again and again. */
const REPEATED: readonly DeskCommand[] = ['next', 'previous', 'zoomIn', 'zoomOut']

/** The command of a key, null for none: with Ctrl, Alt or Meta it is the browser's, while writing only `Escape` is ours. */
export function commandOfKey({ key, ctrlKey, metaKey, altKey, repeat, typing }: PressedKey): DeskCommand | null {
  if (ctrlKey || metaKey || altKey) return null
  const name = key.length === 1 ? key.toLowerCase() : key
  const found = DESK_KEYS.find(({ keys, whileTyping }) => keys.includes(name) && (!typing || whileTyping === true))
  if (found === undefined || (repeat && !REPEATED.includes(found.command))) return null
  return found.command
}
