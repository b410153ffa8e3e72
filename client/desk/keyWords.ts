import { useText } from '../text/useText.ts'
import type { DeskCommand } from './keys.ts'

/** How a key is written on its cap. */
const CAPS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' }

/** Where a command's words stand, and the stage they name. */
export function wordsOfCommand(command: DeskCommand): { readonly key: string; readonly stageKey: string | null } {
  const [verb, object] = command.split('.')
  if (verb === 'stamp') return { key: 'desk.keys.stamp', stageKey: `stage.${object}` }
  return { key: verb === 'action' ? `desk.action.${object}` : `desk.keys.${command}`, stageKey: null }
}

export function useKeyWords() {
  const { t } = useText()
  return {
    keyLabel: (key: string): string => CAPS[key] ?? key.toUpperCase(),
    commandWords(command: DeskCommand): string {
      const { key, stageKey } = wordsOfCommand(command)
      return t(key, stageKey === null ? {} : { stage: t(stageKey) })
    },
  }
}
