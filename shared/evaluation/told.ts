import { refuse, type Refusal } from '../refusal.ts'
import type { Site } from '../site/types.ts'
import { localTime } from '../timing/localTime.ts'
import type { MatterValues } from '../matter/types.ts'
import { PARTS, type Period, type UnitScore } from './evaluate.ts'
import { PERIOD_KINDS, periodAt } from './period.ts'

/** A unit's result as it was told: what of its score is null was not ranked, or did not weigh. */
export interface ToldResult {
  readonly unit: string
  readonly rank: number | null
  readonly score: number | null
  /** Percent of key work, participation and attendance, in that order. */
  readonly percents: readonly (number | null)[]
}

const NOTHING = '-'
const DECIMALS = 2

/** One line for a unit: its id, rank, score and the percent of each part, `-` for none. */
export function resultLine({ unit, rank, score, parts }: Pick<UnitScore, 'unit' | 'rank' | 'score' | 'parts'>): string {
  const figures = [score, ...PARTS.map((part) => parts[part].percent)].map((figure) => figure?.toFixed(DECIMALS) ?? NOTHING)
  return [unit, rank ?? NOTHING, ...figures].join(' ')
}

/** What such a line says; null where it is none. */
export function readResult(line: string): ToldResult | null {
  const [unit = '', ...figures] = line.split(' ')
  if (figures.length !== 2 + PARTS.length) return null
  const [rank = null, score = null, ...percents] = figures.map((figure) => (figure === NOTHING ? null : Number(figure)))
  return [rank, score, ...percents].some(Number.isNaN) ? null : { unit, rank, score, percents }
}

/** What is told of a period: month, quarter or year by its name, any other by its first and last day at the site. */
export function periodName({ from, to }: Period, timeZone: string): string {
  const named = PERIOD_KINDS.map((kind) => periodAt(kind, from, timeZone)).find((each) => each.from === from && each.to === to)
  return named?.name ?? `${localTime(from, timeZone).day}–${localTime(to - 1, timeZone).day}`
}

/**
 * The ranking of a period as it is sealed for telling the units: of one that is over at `now` (epoch ms), with somebody ranked (EVAL-8).
 * `seq`: the last fact of the record it was made from.
 */
export function tellingOf(scores: readonly UnitScore[], period: Period, { site, seq, now }: { readonly site: Site; readonly seq: number; readonly now: number }): { readonly values: MatterValues } | Refusal {
  if (period.to > now) return refuse('future', 'to', 'the period is not over')
  if (scores.every(({ rank }) => rank === null)) return refuse('missing', 'from', 'nobody is ranked in this period')
  const { keyWork, participation, attendance, latePercent } = site.committee.rule
  const values = {
    period: periodName(period, site.timeZone), from: period.from, to: period.to, recordSeq: seq,
    rule: `${keyWork}/${participation}/${attendance}, ${latePercent}%`, results: scores.map(resultLine),
  }
  return { values }
}
