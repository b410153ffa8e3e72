import { fitCards } from '../panels/fitCards.ts'
import type { SizeInRem } from '../panels/useSizeInRem.ts'

/** So many incidents of drills have a row, and so many drills a part of their own; the rest is counted. */
export const ROWS = 4
export const DRILLS = 2

/** Heights of what a drill's part is made of, rem, as `DrillBeside.vue` has them: its frame with the heading, a row, a line of text. */
export const PART_REM = 3.1
export const ROW_REM = 1.75
export const TEXT_REM = 1.4
/** A line that stands for itself: what is real, how many drills more, a drill folded. */
export const LINE_REM = 1.8
/** The hairline between what stands below each other, generously, rem. */
const GAP_REM = 0.1

/** What a drill has to show. */
export interface BesideDrill {
  readonly incidents: number
  /** Lines of text below its incidents: what is silent, what was said. */
  readonly texts: number
}

export interface BesideForm {
  /** Drills shown, from the first; the rest is counted. */
  readonly drills: number
  /** Rows of incidents each may have; 0 where each is folded to a line. */
  readonly rows: number
}

/**
 * How `drills` stand below `real` incidents being worked, in a column that has `room` for both (null before it was measured):
 * they have what the queue leaves of it, so that it stands as it would without them; where that is not enough for a row each,
 * a line each; and one line at the least (DRILL-8).
 */
export function besideForm(room: SizeInRem | null, real: number, drills: readonly BesideDrill[]): BesideForm {
  const spareRem = room === null ? 0 : fitCards(real, room).spareRem
  const most = Math.min(DRILLS, drills.length)
  for (let rows = Math.floor(ROWS / Math.max(1, most)); rows >= 1; rows -= 1) {
    if (partsRem(drills, most, rows, real) <= spareRem) return { drills: most, rows }
  }
  const lines = Math.floor(spareRem / (LINE_REM + GAP_REM))
  return { drills: Math.max(1, Math.min(most, lines)), rows: 0 }
}

function partsRem(drills: readonly BesideDrill[], shown: number, rows: number, real: number): number {
  const lines = (real > 0 ? 1 : 0) + (drills.length > shown ? 1 : 0)
  const parts = drills.slice(0, shown).map((drill) => partRem(drill, rows) + GAP_REM)
  return parts.reduce((sum, rem) => sum + rem, lines * (LINE_REM + GAP_REM))
}

function partRem({ incidents, texts }: BesideDrill, rows: number): number {
  const counted = incidents === 0 || incidents > rows ? 1 : 0
  return PART_REM + Math.min(rows, incidents) * ROW_REM + (counted + texts) * TEXT_REM
}
