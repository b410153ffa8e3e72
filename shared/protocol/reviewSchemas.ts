import { Type, type Static } from 'typebox'
import type { BoardFact, BoardSnapshot } from '../board.ts'
import type { Freshness } from '../reading/freshness.ts'
import type { Position } from '../reading/picture.ts'
import type { MarkedSpan } from '../review/spans.ts'

const Moment = Type.Union(
  [Type.String({ format: 'date-time', maxLength: 40 }), Type.String({ pattern: '^[0-9]{1,15}$' })],
  { description: 'RFC 3339 with its offset, or milliseconds since the epoch' },
)
const Space = Type.Optional(Type.String({ pattern: '^(live|drill:[A-Za-z0-9._-]{1,64})$', description: 'The real thing, `live` when absent, or one drill' }))
const Seq = Type.String({ pattern: '^[0-9]{1,15}$' })
const closed = { additionalProperties: false } as const

export const MomentQuerySchema = Type.Object({ t: Type.Optional(Moment), seq: Type.Optional(Seq), space: Space }, closed)
export const StretchQuerySchema = Type.Object({ from: Moment, to: Moment, after: Type.Optional(Seq), space: Space, drills: Type.Optional(Type.Enum(['true', 'false'], { description: "With the facts of all drills, whose boards stand beside the live one" })) }, closed)
export type MomentQuery = Static<typeof MomentQuerySchema>
export type StretchQuery = Static<typeof StretchQuerySchema>

/** A unit's position at a moment, with its age then. */
export interface PastPosition extends Omit<Position, 'source'> {
  readonly unit: string
  /** ms */
  readonly ageMs: number
  readonly freshness: Freshness
  /** Name of its source. */
  readonly source: string
}

/** Last sign of a source or platform, epoch ms of the record. */
export interface Heard {
  readonly id: string
  readonly heardAt: number
}

/** What headquarters knew at a moment: `GET /api/v1/review/moment`. */
export interface PastMoment {
  /** The moment, epoch ms: facts and readings recorded then or before are in it. */
  readonly t: number
  readonly space: string
  /** Of the pack it is drawn with, which is the one in force now. */
  readonly site: string
  /** Last fact in it; 0 for none. */
  readonly seq: number
  readonly board: BoardSnapshot
  readonly positions: readonly PastPosition[]
  /** In the order of the pack: number of the reported status, and when it was measured, epoch ms; 0 for never. */
  readonly cameras: { readonly status: readonly number[]; readonly at: readonly number[] }
  readonly sources: readonly Heard[]
  readonly platforms: readonly Heard[]
}

/** A page of the facts of a stretch: `GET /api/v1/review/stretch`. */
export interface StretchPage {
  readonly from: number
  readonly to: number
  readonly facts: readonly BoardFact[]
  /** The fact to go on behind; null when these were the last. */
  readonly next: number | null
}

export interface StretchMarks {
  readonly marks: readonly MarkedSpan[]
}

/** An object that is described elsewhere, written as it is. */
export const described = <T>(description: string) => Type.Unsafe<T>({ type: 'object', additionalProperties: true, description })
