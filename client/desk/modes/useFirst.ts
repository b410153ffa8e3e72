import { computed, type ComputedRef } from 'vue'
import { useBoardStore } from '../../stores/board.ts'
import { useText } from '../../text/useText.ts'
import type { SentCommand } from '../commands.ts'
import { useNames } from '../useNames.ts'

/** Who was first, when a command about the mode was refused because somebody else had given it already; null otherwise. */
export function useFirst(sent: ComputedRef<SentCommand | null>): ComputedRef<string | null> {
  const board = useBoardStore()
  const { t } = useText()
  const { byName, time } = useNames()
  return computed(() => {
    const { state } = sent.value ?? {}
    if (state?.phase !== 'refused') return null
    const { prepared, history } = board.board.modeRecord
    if (state.code === 'alreadyPrepared' && prepared !== null) return t('desk.modes.firstAsked', { by: byName(prepared.by), time: time(prepared.at) })
    const last = history.at(-1)
    const late = state.code === 'unchanged' || state.code === 'notPrepared' || state.code === 'otherMode'
    return late && last !== undefined ? t('desk.modes.first', { by: byName(last.by), time: time(last.at), mode: t(`mode.${last.to}`) }) : null
  })
}
