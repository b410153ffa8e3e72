import { DWELL_VERDICTS, type DwellVerdict, type Loop, type Stay } from './types.ts'

/** What is to be said of a checkpoint of the loop under way: skipped, or stayed at for too short or too long. */
export interface Remark {
  readonly checkpoint: number
  readonly wrong: Exclude<DwellVerdict, 'kept'> | 'skipped'
}

/** One stay more: in one loop one long enough makes good one too short, and one too long stands whatever comes after it (ROUTE-5). */
export function takeStay(stays: readonly Stay[], stay: Stay): readonly Stay[] {
  const held = stays.find(({ checkpoint }) => checkpoint === stay.checkpoint)
  if (held !== undefined && rank(held) > rank(stay)) return stays
  return [...stays.filter((each) => each !== held), stay]
}

function rank({ verdict }: Stay): number {
  return DWELL_VERDICTS.indexOf(verdict)
}

/** What is to be said of the checkpoints of a loop: stays first, the newest before the others, then those skipped (ROUTE-11). */
export function remarksOf(stays: readonly Stay[], skipped: readonly number[]): readonly Remark[] {
  const wrong = stays.flatMap(({ checkpoint, verdict }) => (verdict === 'kept' ? [] : [{ checkpoint, wrong: verdict }])).reverse()
  return [...wrong, ...skipped.map((checkpoint) => ({ checkpoint, wrong: 'skipped' as const }))]
}

/** Which checkpoints of a loop under way were skipped. */
export function skippedOf(loop: Pick<Loop, 'marks'> | null): readonly number[] {
  return loop?.marks.flatMap((mark, checkpoint) => (mark === 'skipped' ? [checkpoint] : [])) ?? []
}
