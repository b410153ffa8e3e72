/** How units of the joint committee are scored: weights of the three parts, and what finished late still counts, percent. */
export interface EvaluationRule {
  readonly keyWork: number
  readonly participation: number
  readonly attendance: number
  /** 0–100: what a key work counts that was finished after its due time, once it is accepted. */
  readonly latePercent: number
}

/** ASSUMPTION: the article names the three parts and no weights; a pack may say others (`rule` of `committee.json`). */
export const DEFAULT_RULE: EvaluationRule = { keyWork: 50, participation: 30, attendance: 20, latePercent: 50 }
