import { linesOf } from './incidentWords.ts'

/** Heights as `IncidentFocus.vue` sets them, rem: mark with figure and the kind below; a line of the place; of other words; the clock without its limits, and those. */
const HEAD_REM = 4.75
const PLACE_REM = 1.72
const LINE_REM = 1.3
const CLOCK_REM = 4.9
const LIMITS_REM = 1.15
/** The place is set so much larger than other words. */
const PLACE_SCALE = 1.32
/** Words of several lines break before a line's end, which takes so much more. */
const BROKEN = 1.15
const MOST_SUMMARY = 4

export interface FocusWords {
  /** The place, whole and short. */
  readonly places: readonly [whole: string, short: string]
  readonly summary: string
  /** Other words, the most important first; empty ones are left out. */
  readonly details: readonly string[]
}

export interface FocusRoom {
  readonly place: string
  /** Lines of the summary; 0 for none. */
  readonly summary: number
  /** Which of the details stand there, whole. */
  readonly details: readonly string[]
  /** Are the limits said below the clock, beside their marks on it? */
  readonly limits: boolean
}

/**
 * What of an incident stands in a place of this size, rem: always its level, figure, kind, place (in short, where all else has no room beside it whole) and clock; then a line of what happened, each of
 * the details, more of what happened and the limits, as far as there is room, each in whole lines (LOOK-4).
 */
export function focusRoom({ places: [whole, short], summary, details }: FocusWords, widthRem: number, heightRem: number): FocusRoom {
  const lines = (words: string, scale = 1): number => (linesOf([words], widthRem / scale, 0) === 1 ? 1 : linesOf([words], widthRem / scale / BROKEN, 0))
  const wanted = summary === '' ? 0 : Math.min(MOST_SUMMARY, lines(summary))
  let room = heightRem - HEAD_REM - CLOCK_REM
  const take = (rem: number): boolean => {
    if (rem > room) return false
    room -= rem
    return true
  }
  const happened = wanted > 0 ? 1 : 0
  const others = details.filter((words) => words !== '')
  const needed = others.reduce((sum, words) => sum + lines(words), happened) * LINE_REM
  const place = lines(whole, PLACE_SCALE) * PLACE_REM + needed > room ? short : whole
  room -= lines(place, PLACE_SCALE) * PLACE_REM
  let shown = happened === 1 && take(LINE_REM) ? 1 : 0
  const told = others.filter((words) => take(lines(words) * LINE_REM))
  while (shown > 0 && shown < wanted && take(LINE_REM)) shown += 1
  return { place, summary: shown, details: told, limits: take(LIMITS_REM) }
}
