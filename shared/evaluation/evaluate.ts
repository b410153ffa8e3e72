import { isSameParticipation, partOf as sameThing } from '../matter/kinds/sameParticipation.ts'
import { isLines } from '../matter/values.ts'
import type { MatterId } from '../matter/types.ts'
import type { EvaluatedKind, RecordedMatter } from './record.ts'
import type { EvaluationRule } from './rule.ts'

/** From `from` on and before `to`, epoch ms. */
export interface Period {
  readonly from: number
  readonly to: number
}

export const PARTS = ['keyWork', 'participation', 'attendance'] as const
export type Part = (typeof PARTS)[number]

/**
 * Why something counts, or counts for nothing, or does not count at all: `onTime` to `lateAwaitsAcceptance` of work, `taken` of
 * participation, `attended` and `absent` of meetings count; the rest is looked at and left out, `recordedTwice` because the same counts already (EVAL-10). `lateAwaitsAcceptance` gives nothing
 * until it is accepted: a report alone takes no missed due time back (EVAL-9).
 */
export const VERDICTS = [
  'onTime', 'late', 'notDone', 'lateAwaitsAcceptance', 'taken', 'attended', 'absent',
  'notDue', 'awaitsAcceptance', 'cancelled', 'awaitsConfirmation', 'struck', 'recordedTwice', 'notHeld',
] as const
export type Verdict = (typeof VERDICTS)[number]
const LEFT_OUT: ReadonlySet<Verdict> = new Set(['notDue', 'awaitsAcceptance', 'cancelled', 'awaitsConfirmation', 'struck', 'recordedTwice', 'notHeld'])
const NOTHING_GAINED: ReadonlySet<Verdict> = new Set(['notDone', 'lateAwaitsAcceptance', 'absent'])

/** One matter as it bears on one unit. */
export interface ScoredItem {
  readonly part: Part
  readonly matterId: string
  readonly kind: EvaluatedKind
  readonly number: string
  readonly title: string
  /** The moment that puts it into the period: due time, beginning of the meeting, time of the activity. Epoch ms. */
  readonly at: number
  readonly verdict: Verdict
  readonly counts: boolean
  /** What it gave of what it could give, in points of its part. */
  readonly gained: number
  readonly possible: number
  /** The facts it rests on. */
  readonly facts: RecordedMatter['facts']
}

/** `gained` of `possible`; `percent` null when nothing of it counted: then the part does not weigh. */
export interface PartScore {
  readonly gained: number
  readonly possible: number
  readonly percent: number | null
}

export interface UnitScore {
  readonly unit: string
  /** 1 is best, equal scores share it; null for one that is not ranked. */
  readonly rank: number | null
  /** 0–100 with two decimals; null for one that is not ranked. */
  readonly score: number | null
  /**
   * ASSUMPTION: where a meeting was held in the period, a unit without an invitation to any is not ranked; where none was, units are ranked
   * by the remaining parts, and one in which nothing counted is not.
   */
  readonly excluded: (typeof EXCLUSIONS)[number] | null
  readonly parts: Readonly<Record<Part, PartScore>>
  readonly items: readonly ScoredItem[]
}

/** Why a unit is not ranked. */
export const EXCLUSIONS = ['notInvited', 'nothingCounted'] as const

const PERCENT = 100
const HUNDREDTHS = 100

/**
 * Scores `units` by what the record says of the period, as it stands at `now` (epoch ms). Ranked ones first, best first, equal ones
 * in the order of `units` (EVAL-1 to EVAL-4, EVAL-9, EVAL-10). `matters` are all of the record, first opened first: also what lies outside
 * of the period may have counted before.
 */
export function evaluate(matters: Iterable<RecordedMatter>, units: readonly string[], rule: EvaluationRule, period: Period, now: number): UnitScore[] {
  const all = [...matters]
  const before = countedBefore(all)
  const inPeriod = all.filter((matter) => {
    const at = momentOf(matter)
    return at !== null && at >= period.from && at < period.to
  })
  const itemsOf = new Map(units.map((unit) => [unit, inPeriod.flatMap((matter) => itemOf(matter, unit, before.get(matter.id) ?? null, rule, now) ?? [])]))
  const most = Math.max(0, ...[...itemsOf.values()].map((items) => countedOf(items, 'participation').length))
  const anyHeld = inPeriod.some((matter) => matter.kind === 'meeting' && !LEFT_OUT.has(attendanceOf(matter, '')))
  const scored = units.map((unit) => scoreOf(unit, itemsOf.get(unit) ?? [], rule, { most, anyHeld }))
  return ranked(scored)
}

/** A work stays in the period of the due time that was missed, whatever its due time became. */
function momentOf({ kind, values, missedAt }: RecordedMatter): number | null {
  if (missedAt !== null) return missedAt
  const at = values[kind === 'keyWork' ? 'dueAt' : kind === 'meeting' ? 'startsAt' : 'takenAt']
  return typeof at === 'number' ? at : null
}

/** Of participation that was counted though the same was counted before: that first one, by the id of the second. */
function countedBefore(matters: readonly RecordedMatter[]): Map<MatterId, RecordedMatter> {
  const firsts = new Map<string, RecordedMatter[]>()
  const before = new Map<MatterId, RecordedMatter>()
  for (const matter of matters) {
    if (matter.kind !== 'participation' || matter.state !== 'counted') continue
    const thing = sameThing(matter.values)
    const known = firsts.get(thing) ?? []
    const first = known.find(({ values }) => isSameParticipation(values, matter.values))
    if (first === undefined) firsts.set(thing, [...known, matter])
    else before.set(matter.id, first)
  }
  return before
}

/** `first`: what of the same was counted before; null for nothing. */
function itemOf(matter: RecordedMatter, unit: string, first: RecordedMatter | null, rule: EvaluationRule, now: number): ScoredItem | null {
  const { kind, values, id: matterId, number } = matter
  const isOfUnit = kind === 'meeting' ? isLines(values['invited']) && values['invited'].includes(unit) : values['unit'] === unit
  if (!isOfUnit) return null
  const verdict = kind === 'meeting' ? attendanceOf(matter, unit) : kind === 'keyWork' ? workOf(matter, now) : first === null ? participationOf(matter) : 'recordedTwice'
  const counts = !LEFT_OUT.has(verdict)
  const possible = counts ? worthOf(matter) : 0
  return {
    part: kind === 'meeting' ? 'attendance' : kind, matterId, kind, number, verdict, counts, possible, facts: [...(first?.facts ?? []), ...matter.facts],
    title: String(values[kind === 'meeting' ? 'subject' : kind === 'keyWork' ? 'title' : 'about'] ?? ''), at: momentOf(matter) ?? 0,
    gained: gainOf(verdict, possible, rule),
  }
}

/** A work is worth a hundred times its weight, so that a share of it is still a whole number; anything else is worth one. */
function worthOf({ kind, values: { weight } }: RecordedMatter): number {
  return kind === 'keyWork' ? PERCENT * Math.round(Number(weight ?? 1)) : 1
}

function gainOf(verdict: Verdict, possible: number, { latePercent }: EvaluationRule): number {
  if (verdict === 'late') return (possible * latePercent) / PERCENT
  return NOTHING_GAINED.has(verdict) ? 0 : possible
}

/** Done at the due time itself is on time; not done one millisecond later it counts for nothing. One that was missed is late, also by a due time set since. */
function workOf({ state, doneAt, missedAt, values: { dueAt } }: RecordedMatter, now: number): Verdict {
  if (state === 'cancelled') return 'cancelled'
  const inTime = missedAt === null && (doneAt ?? Infinity) <= Number(dueAt)
  if (state === 'accepted') return inTime ? 'onTime' : 'late'
  if (state === 'done') return inTime ? 'awaitsAcceptance' : 'lateAwaitsAcceptance'
  return missedAt !== null || now > Number(dueAt) ? 'notDone' : 'notDue'
}

function participationOf({ state }: RecordedMatter): Verdict {
  return state === 'counted' ? 'taken' : state === 'struck' ? 'struck' : 'awaitsConfirmation'
}

function attendanceOf({ state, values: { attended } }: RecordedMatter, unit: string): Verdict {
  if (state === 'cancelled') return 'cancelled'
  if (state === 'called') return 'notHeld'
  return isLines(attended) && attended.includes(unit) ? 'attended' : 'absent'
}

function countedOf(items: readonly ScoredItem[], part: Part): readonly ScoredItem[] {
  return items.filter((item) => item.part === part && item.counts)
}

function scoreOf(
  unit: string, items: readonly ScoredItem[], rule: EvaluationRule, { most, anyHeld }: { readonly most: number; readonly anyHeld: boolean },
): UnitScore {
  const sum = (part: Part, key: 'gained' | 'possible'): number => countedOf(items, part).reduce((total, item) => total + item[key], 0)
  const parts = {
    keyWork: partOf(sum('keyWork', 'gained'), sum('keyWork', 'possible')),
    participation: partOf(sum('participation', 'gained'), most),
    attendance: partOf(sum('attendance', 'gained'), sum('attendance', 'possible')),
  }
  const nothing = PARTS.every((part) => parts[part].possible === 0 || rule[part] === 0)
  const excluded = anyHeld && parts.attendance.possible === 0 ? 'notInvited' : nothing ? 'nothingCounted' : null
  return { unit, rank: null, score: excluded === null ? weighed(parts, rule) : null, excluded, parts, items }
}

function partOf(gained: number, possible: number): PartScore {
  return { gained, possible, percent: possible === 0 ? null : Math.round((gained * PERCENT * HUNDREDTHS) / possible) / HUNDREDTHS }
}

/** Weighted mean of the parts in which something counted, in whole numbers, so that what is equal comes out equal. */
function weighed(parts: UnitScore['parts'], rule: EvaluationRule): number {
  const there = PARTS.filter((part) => parts[part].possible > 0 && rule[part] > 0)
  const product = there.reduce((total, part) => total * BigInt(parts[part].possible), 1n)
  const gained = there.reduce((total, part) => total + (BigInt(rule[part]) * BigInt(parts[part].gained) * product) / BigInt(parts[part].possible), 0n)
  const possible = there.reduce((total, part) => total + BigInt(rule[part]), 0n) * product
  if (possible === 0n) return 0
  return Number((2n * gained * BigInt(PERCENT * HUNDREDTHS) + possible) / (2n * possible)) / HUNDREDTHS
}

function ranked(scores: readonly UnitScore[]): UnitScore[] {
  const rankOf = (score: number | null): number | null => (score === null ? null : 1 + scores.filter((other) => other.score !== null && other.score > score).length)
  return scores.map((score) => ({ ...score, rank: rankOf(score.score) })).sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0)
}
