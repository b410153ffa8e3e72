import type { ReviewSpacesBody } from '../../shared/protocol/timingSchemas.ts'
import type { Span } from '../../shared/review/spans.ts'
import type { ReviewAddress } from './address.ts'

/** Longest stretch the server replays at once, ms: two days. */
const LONGEST_MS = 48 * 3_600_000
const DAY_MS = 24 * 3_600_000
/** What is shown before an incident's first fact and after its last one, ms. */
const AROUND_MS = 60_000

/** A drill that can be replayed, and when it went on by the record, epoch ms. */
export interface ReplayedDrill extends Span {
  readonly space: string
  readonly name: string
}

/** The drills of the record that were started, the newest first; one that goes on ends `now`. */
export function replayedDrills(spaces: ReviewSpacesBody['spaces'], now: number): ReplayedDrill[] {
  return spaces
    .flatMap(({ space, drill }) => (drill?.from == null ? [] : [{ space, name: drill.name, from: drill.from, to: Math.min(drill.to ?? now, drill.from + LONGEST_MS) }]))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => b.from - a.from)
}

/** Opens a space from the start: a drill as long as it or the one beside it went on, of the real thing the last hour. */
export function openSpace(address: ReviewAddress, space: string, drills: readonly ReplayedDrill[], now: number): Partial<ReviewAddress> {
  const drill = find(drills, space)
  const alone = address.beside === null ? { besideSpace: space } : {}
  if (drill === undefined) return { space, from: null, to: null, at: null, incident: null, ...alone }
  const beside = address.beside === null ? undefined : find(drills, address.besideSpace)
  return { space, ...reach(drill, beside, now), at: drill.from, incident: null, ...alone }
}

/**
 * Sets a space beside the one that is open, both at their starts (REPLAY-5): a drill at its own start, of the real thing the
 * same time a day before. An empty `space` leaves one alone.
 */
export function openBeside({ from, to, space: first }: ReviewAddress, space: string, drills: readonly ReplayedDrill[], now: number): Partial<ReviewAddress> {
  if (space === '') return { beside: null, besideSpace: first }
  const beside = find(drills, space)
  const own = find(drills, first)
  if (beside === undefined) return { beside: (from ?? now) - DAY_MS, besideSpace: space, at: from }
  const stretch = own === undefined ? { from, to } : reach(own, beside, now)
  return { ...stretch, beside: beside.from, besideSpace: space, at: stretch.from }
}

/** The stretch of an incident whose facts were recorded from `first` to `last`, epoch ms; it opens where it was reported. */
export function openIncident(incident: string, first: number, last: number, now: number): Partial<ReviewAddress> {
  const from = first - AROUND_MS
  return { incident, from, to: Math.min(now, last + AROUND_MS, from + LONGEST_MS), at: first }
}

function reach({ from, to }: Span, beside: Span | undefined, now: number): Span {
  const longest = Math.max(to - from, beside === undefined ? 0 : beside.to - beside.from)
  return { from, to: Math.min(now, from + longest) }
}

function find(drills: readonly ReplayedDrill[], space: string): ReplayedDrill | undefined {
  return drills.find((each) => each.space === space)
}
