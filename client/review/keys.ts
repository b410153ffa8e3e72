/** What a key does to a replay. */
export type ReplayCommand =
  | { readonly do: 'toggle' | 'jump' | 'language' }
  | { readonly do: 'step' | 'rate'; readonly by: 1 | -1 }
  | { readonly do: 'move'; readonly ms: number }

const SECOND_MS = 1_000
const MINUTE_MS = 60_000

/** What of a `KeyboardEvent` decides. */
export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const COMMANDS: Readonly<Record<string, ReplayCommand>> = {
  ' ': { do: 'toggle' }, k: { do: 'toggle' }, '.': { do: 'step', by: 1 }, ',': { do: 'step', by: -1 }, '-': { do: 'rate', by: -1 },
  '=': { do: 'rate', by: 1 }, '+': { do: 'rate', by: 1 }, g: { do: 'jump' }, l: { do: 'language' },
}

/** The command of a key; null for none, while somebody writes, and for the browser's own. A focused button or link keeps its Space. */
export function commandOfKey(pressed: PressedKey, typing: boolean, onControl: boolean): ReplayCommand | null {
  if (typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null
  if (pressed.key === ' ' && onControl) return null
  if (pressed.key === 'ArrowRight' || pressed.key === 'ArrowLeft') {
    const ms = pressed.shiftKey ? MINUTE_MS : SECOND_MS
    return { do: 'move', ms: pressed.key === 'ArrowRight' ? ms : -ms }
  }
  return COMMANDS[pressed.key.toLowerCase()] ?? null
}
