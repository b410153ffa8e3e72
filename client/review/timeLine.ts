import type { BoardFact } from '../../shared/board.ts'
import type { MarkedSpan, Span } from '../../shared/review/spans.ts'

/** Width of a time line in its own units: facts nearer than one of them are one tick. */
export const LINE_UNITS = 1_000

/** Where a moment stands on the line of a stretch, in its units. */
export function placeOnLine(at: number, { from, to }: Span): number {
  return ((at - from) / (to - from)) * LINE_UNITS
}

/** The moment at a share of the line, 0–1. */
export function momentOnLine(share: number, { from, to }: Span): number {
  return Math.round(from + Math.min(1, Math.max(0, share)) * (to - from))
}

/** A tick stands for the gravest of its facts: a limit missed, else what befell an incident, else anything. */
export type TickKind = 'missed' | 'incident' | 'other'
const KINDS: readonly TickKind[] = ['other', 'incident', 'missed']

export interface LineTick {
  readonly x: number
  readonly kind: TickKind
}

/** Ticks of facts by when they were recorded; those of `incident`, when one is named, count as an incident's and all others as other. */
export function ticksOf(facts: readonly BoardFact[], stretch: Span, incident: string | null): LineTick[] {
  const byPlace = new Map<number, TickKind>()
  for (const fact of facts) {
    const x = Math.round(placeOnLine(fact.recordedAt, stretch))
    const kind = kindOf(fact, incident)
    const held = byPlace.get(x)
    if (held === undefined || KINDS.indexOf(kind) > KINDS.indexOf(held)) byPlace.set(x, kind)
  }
  return [...byPlace].map(([x, kind]) => ({ x, kind }))
}

function kindOf({ type, data }: BoardFact, incident: string | null): TickKind {
  const own = 'incidentId' in data ? data.incidentId : null
  if (own === null || (incident !== null && own !== incident)) return 'other'
  return type === 'LimitMissed' ? 'missed' : 'incident'
}

/** A mark as it lies on one of the two rows of a line, its ends in units; where it lies in the row's height, as shares of it. */
export interface LineMark {
  readonly mark: MarkedSpan
  readonly x: number
  readonly width: number
  readonly top: number
  readonly height: number
}

/**
 * Marks of positions (units, the radio of a grid, a feed, and all) or of cameras (platforms and all). What is about one takes its own slice of the row, by its
 * place among `ids`, so that one silent unit does not look like all.
 */
export function marksOnLine(marks: readonly MarkedSpan[], stretch: Span, row: 'positions' | 'cameras', ids: readonly string[]): LineMark[] {
  const subjects = row === 'positions' ? ['unit', 'grid', 'source', 'positions'] : ['platform', 'cameras']
  return marks
    .filter(({ of }) => subjects.includes(of))
    .sort((a, b) => subjects.indexOf(a.of) - subjects.indexOf(b.of))
    .map((mark) => {
      const [x, end] = [placeOnLine(mark.from, stretch), placeOnLine(mark.to, stretch)]
      const place = mark.id === null ? -1 : ids.indexOf(mark.id)
      const height = place === -1 ? 1 : 1 / ids.length
      return { mark, x, width: Math.max(1, end - x), top: place === -1 ? 0 : place * height, height }
    })
}
