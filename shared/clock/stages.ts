/** The four stages of the promise, in order (article: 响应, 出动, 上报, 联动处置). */
export const STAGES = ['respond', 'dispatch', 'arrive', 'resolve'] as const
export type Stage = (typeof STAGES)[number]

/** Limit of each stage, ms after the report (CLOCK-1). */
export type StageLimits = Readonly<Record<Stage, number>>

export const MINUTE_MS = 60_000

/** Source: article, “3分钟内…5分钟内…10分钟内…30分钟内”. A site may be stricter, never looser (CLOCK-1). */
export const ARTICLE_LIMITS_MS: StageLimits = {
  respond: 3 * MINUTE_MS,
  dispatch: 5 * MINUTE_MS,
  arrive: 10 * MINUTE_MS,
  resolve: 30 * MINUTE_MS,
}

/** A stage is due soon from this share of its limit on (CLOCK-2). */
export const DUE_SOON_SHARE = 0.8
