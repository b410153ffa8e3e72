/** A time of a stretch, epoch ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a span is about: all units' positions, all cameras, one unit, the cameras of one platform; of a drill's script also the radio of a grid, or a feed. */
export type SpanSubject = 'positions' | 'cameras' | 'unit' | 'platform' | 'grid' | 'source'

/**
 * Why a span of a stretch does not show all there was: `thinned` to one reading each `everyMs`, `unkept` since the history
 * begins later, `silent` since nothing came, `scripted` since a drill's script keeps it from being heard.
 */
export interface MarkedSpan extends Span {
  readonly why: 'thinned' | 'unkept' | 'silent' | 'scripted'
  readonly of: SpanSubject
  /** The unit, platform, grid or feed; null for all. */
  readonly id: string | null
  readonly everyMs: number | null
}

/** Times within a span in which nothing came for more than `afterMs` (exactly that long is no gap). `times` in order, epoch ms. */
export function gapsOf(times: readonly number[], { from, to }: Span, afterMs: number): Span[] {
  const gaps: Span[] = []
  let last = from
  for (const time of [...times, to]) {
    if (time < from || time > to) continue
    if (time - last > afterMs) gaps.push({ from: last, to: time })
    last = time
  }
  return gaps
}

/** Times that lie in a gap of every list; none for no list. */
export function commonOf(lists: readonly (readonly Span[])[]): Span[] {
  return lists.length === 0 ? [] : lists.reduce<readonly Span[]>((left, right) => overlaps(left, right), lists[0] ?? []).slice()
}

function overlaps(left: readonly Span[], right: readonly Span[]): Span[] {
  return left.flatMap((a) =>
    right.flatMap((b) => {
      const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
      return both.from < both.to ? [both] : []
    }),
  )
}

/** The part of a span that lies in another; null for none. */
export function clip(span: Span, { from, to }: Span): Span | null {
  const both = { from: Math.max(span.from, from), to: Math.min(span.to, to) }
  return both.from < both.to ? both : null
}
