import { FLOOD_WINDOW_MS } from './flood.ts'
import { ALARM_PRIORITIES, type AlarmBoard, type AlarmPriority, type RaisedSpan } from './types.ts'

/** Alarms are counted by spans of the clock of this length, ms: that of the flood's limit, so that both read alike. */
export const SPAN_MS = FLOOD_WINDOW_MS
/** Spans shown: one day, the one under way with them. */
export const SPANS = 144

/** What a good alarm system brings, as shares of its new alarms (ALARM-3). */
export const MIX_AIMED_AT: Readonly<Record<AlarmPriority, number>> = { high: 0.05, medium: 0.15, low: 0.8 }
/** ASSUMPTION: shares of fewer alarms than these say nothing about the mix. */
export const FEWEST_FOR_MIX = 20

/** The rate of new alarms over the last day, as far as there is a record of it. */
export interface AlarmRates {
  /** What the figures are of, epoch ms: from the start of the record, or of the oldest span shown, to now. */
  readonly from: number
  readonly to: number
  /** Every span that reaches into that time, oldest first, those without alarms too; the last one is under way. */
  readonly spans: readonly RaisedSpan[]
  readonly total: number
  /** Most new alarms of one span. */
  readonly most: number
  readonly byPriority: Readonly<Record<AlarmPriority, number>>
  /** Shares by priority, 0–1; null while too few alarms came to speak of a mix. */
  readonly mix: Readonly<Record<AlarmPriority, number>> | null
}

/** The spans after one alarm more, recorded at `recordedAt` (epoch ms); those older than a day are left. */
export function withRaised(spans: readonly RaisedSpan[], priority: AlarmPriority, recordedAt: number): readonly RaisedSpan[] {
  const from = startOf(recordedAt)
  const kept = spans.filter((span) => from - span.from < SPANS * SPAN_MS && span.from !== from)
  const same = spans.find((span) => span.from === from) ?? emptySpan(from)
  return [...kept, { ...same, [priority]: same[priority] + 1 }]
}

/** The spans after an alarm that was raised at `raisedAt` (epoch ms) has become graver: it moves within the span it was counted in. */
export function withGraver(spans: readonly RaisedSpan[], raisedAt: number, from: AlarmPriority, to: AlarmPriority): readonly RaisedSpan[] {
  const counted = startOf(raisedAt)
  return spans.map((span) => (span.from === counted && span[from] > 0 ? { ...span, [from]: span[from] - 1, [to]: span[to] + 1 } : span))
}

/** How many alarms came in a span. */
export function countOf(span: Readonly<Record<AlarmPriority, number>>): number {
  return ALARM_PRIORITIES.reduce((sum, priority) => sum + span[priority], 0)
}

/** Rates at `now`, epoch ms (ALARM-13). */
export function alarmRates({ spans, countedSince }: Pick<AlarmBoard, 'spans' | 'countedSince'>, now: number): AlarmRates {
  const last = startOf(now)
  const from = Math.min(now, Math.max(last - (SPANS - 1) * SPAN_MS, countedSince ?? now))
  const known = new Map(spans.map((span) => [span.from, span]))
  const shown: RaisedSpan[] = []
  for (let at = startOf(from); at <= last; at += SPAN_MS) shown.push(known.get(at) ?? emptySpan(at))
  const byPriority = { high: 0, medium: 0, low: 0 }
  for (const span of shown) for (const priority of ALARM_PRIORITIES) byPriority[priority] += span[priority]
  const total = countOf(byPriority)
  const share = (priority: AlarmPriority): number => byPriority[priority] / total
  return {
    from, to: now, spans: shown, total, most: Math.max(...shown.map(countOf)), byPriority,
    mix: total < FEWEST_FOR_MIX ? null : { high: share('high'), medium: share('medium'), low: share('low') },
  }
}

function startOf(at: number): number {
  return Math.floor(at / SPAN_MS) * SPAN_MS
}

function emptySpan(from: number): RaisedSpan {
  return { from, high: 0, medium: 0, low: 0 }
}
