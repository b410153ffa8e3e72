import type { BoardFact } from '../../shared/board.ts'
import type { PastMoment, StretchMarks, StretchPage } from '../../shared/protocol/reviewSchemas.ts'
import type { MarkedSpan, Span } from '../../shared/review/spans.ts'
import { attendance } from '../keyboard/attended.ts'

/** The server refused or did not answer; `code` says which. */
export class ReviewFailed extends Error {
  override readonly name = 'ReviewFailed'
  constructor(readonly code: string) {
    super(code)
  }
}

/** A second's readings as the socket sends them, and the names of their sources by place. */
export interface StretchReadings {
  readonly sources: readonly string[]
  readonly frames: readonly Uint8Array[]
}

const BASE = '/api/v1/review'

export async function fetchMoment(asked: { readonly t: number } | { readonly seq: number }, space: string): Promise<PastMoment> {
  const place: Record<string, string> = 't' in asked ? { t: whole(asked.t) } : { seq: String(asked.seq) }
  return (await ask(`${BASE}/moment`, { ...place, space })).json() as Promise<PastMoment>
}

/** A page of facts, from the stretch's start or behind fact `after`; with `drills` also those of the drills beside. */
export async function fetchFacts({ from, to }: Span, space: string, after: number | null, drills: boolean): Promise<StretchPage> {
  const on: Record<string, string> = { ...(after === null ? {} : { after: String(after) }), ...(drills ? { drills: 'true' } : {}) }
  return (await ask(`${BASE}/stretch`, { from: whole(from), to: whole(to), space, ...on })).json() as Promise<StretchPage>
}

/** All facts of a stretch, page by page. */
export async function fetchAllFacts(stretch: Span, space: string, { after = null, drills = false }: { readonly after?: number | null; readonly drills?: boolean } = {}): Promise<BoardFact[]> {
  const facts: BoardFact[] = []
  for (let behind = after; ; ) {
    const page = await fetchFacts(stretch, space, behind, drills)
    facts.push(...page.facts)
    if (page.next === null) return facts
    behind = page.next
  }
}

/** When the first and the last fact of an incident were recorded, epoch ms. */
export async function fetchIncidentSpan(incident: string): Promise<Span> {
  let [span, after]: [Span | null, number | null] = [null, 0]
  while (after !== null) {
    const response: Response = await ask(`/api/v1/incidents/${encodeURIComponent(incident)}/facts`, { after: String(after), limit: '1000' })
    const page = (await response.json()) as { readonly facts: readonly BoardFact[]; readonly next: number | null }
    const [first, last] = [page.facts[0], page.facts.at(-1)]
    if (first !== undefined && last !== undefined) span = { from: (span as Span | null)?.from ?? first.recordedAt, to: last.recordedAt }
    after = page.next
  }
  if (span === null) throw new ReviewFailed('unknown')
  return span
}

export async function fetchMarks({ from, to }: Span, space: string): Promise<readonly MarkedSpan[]> {
  return ((await (await ask(`${BASE}/stretch/marks`, { from: whole(from), to: whole(to), space })).json()) as StretchMarks).marks
}

export async function fetchReadings({ from, to }: Span): Promise<StretchReadings> {
  const response = await ask(`${BASE}/stretch/readings`, { from: whole(from), to: whole(to) })
  return unpackFrames(await response.arrayBuffer())
}

/** Takes the body apart that `GET /review/stretch/readings` sends. */
export function unpackFrames(body: ArrayBuffer): StretchReadings {
  const view = new DataView(body)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < body.byteLength; ) {
    const length = view.getUint32(at, true)
    pieces.push(new Uint8Array(body, at + 4, length))
    at += 4 + length
  }
  const [head, ...frames] = pieces
  const { sources } = JSON.parse(new TextDecoder().decode(head)) as { sources: readonly string[] }
  return { sources, frames }
}

async function ask(path: string, query: Record<string, string>): Promise<Response> {
  const response = await fetch(`${path}?${new URLSearchParams(query).toString()}`, { headers: attendance() }).catch(() => null)
  if (response === null) throw new ReviewFailed('away')
  if (response.ok) return response
  const body = (await response.json().catch(() => null)) as { code?: string } | null
  throw new ReviewFailed(body?.code ?? String(response.status))
}

function whole(ms: number): string {
  return String(Math.floor(ms))
}
