import { computed } from 'vue'
import { alsoLive } from '../../shared/event/spans.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useText } from '../text/useText.ts'
import { linesOf } from './incidentWords.ts'

/** Lines that the name of a single other event may take; several share one. */
const MOST_LINES = 2

/** What the event's panel says of the others that are live (EVENT-12): how many, and as many names as have room in `widthRem`. */
export function useOtherEvents(widthRem: () => number) {
  const board = useBoardStore()
  const clock = useClockStore()
  const { t } = useText()
  const names = computed(() => alsoLive(board.board, clock.second).map(({ values }) => String(values['eventName'])))
  const linesIn = (text: string): number => linesOf([text], widthRem(), 0)
  /** For where there is no room for a line. */
  const short = computed(() => t('event.othersShort', { n: names.value.length }))
  const words = computed(() => {
    const n = names.value.length
    for (let named = n; named > 0; named -= 1) {
      const text = t(named < n ? 'event.othersSome' : 'event.othersNamed', { n, names: names.value.slice(0, named).join(t('focus.and')) })
      if (linesIn(text) <= (named === 1 ? MOST_LINES : 1)) return text
    }
    return n === 0 ? '' : t('event.others', { n })
  })
  const lines = computed(() => (words.value === '' ? 0 : linesIn(words.value)))
  return { short, words, lines }
}
