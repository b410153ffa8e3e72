import type { Span } from '../../shared/review/spans.ts'

/** What an address of the review opens: `/review?from=…&to=…&at=…&incident=…&space=…&beside=…`, moments in epoch ms. */
export interface ReviewAddress {
  readonly from: number | null
  readonly to: number | null
  readonly at: number | null
  readonly incident: string | null
  readonly space: string
  /** Where the stretch beside it begins; null for one alone. */
  readonly beside: number | null
  /** Its space; that of the first unless it is said. */
  readonly besideSpace: string
}

/** Reads an address' query; what is no moment counts as not said. RFC 3339 is read too. */
export function readAddress(query: string): ReviewAddress {
  const said = new URLSearchParams(query)
  const space = said.get('space') ?? 'live'
  return {
    from: momentOf(said.get('from')), to: momentOf(said.get('to')), at: momentOf(said.get('at')), incident: said.get('incident'),
    space, beside: momentOf(said.get('beside')), besideSpace: said.get('besideSpace') ?? space,
  }
}

/** The query that opens exactly this moment. */
export function writeAddress({ from, to, at, incident, space, beside, besideSpace }: ReviewAddress): string {
  const query = new URLSearchParams()
  const set = (name: string, value: string | number | null): void => {
    if (value !== null) query.set(name, String(value))
  }
  set('from', from)
  set('to', to)
  set('at', at)
  set('incident', incident)
  if (space !== 'live') set('space', space)
  set('beside', beside)
  if (besideSpace !== space) set('besideSpace', besideSpace)
  return `?${query.toString()}`
}

/** The stretch an address names; null when it names none that is one. */
export function stretchOf({ from, to }: Pick<ReviewAddress, 'from' | 'to'>): Span | null {
  return from !== null && to !== null && from < to ? { from, to } : null
}

function momentOf(said: string | null): number | null {
  if (said === null || said === '') return null
  const ms = /^\d+$/.test(said) ? Number(said) : Date.parse(said)
  return Number.isFinite(ms) ? ms : null
}
