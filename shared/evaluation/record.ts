import type { MatterFact } from '../matter/facts.ts'
import type { MatterId, MatterValues } from '../matter/types.ts'

/** Kinds of matters that units are evaluated by. */
export const EVALUATED_KINDS = ['keyWork', 'participation', 'meeting'] as const
export type EvaluatedKind = (typeof EVALUATED_KINDS)[number]

/** What the record says of a matter that may count, however long ago it left the board. */
export interface RecordedMatter {
  readonly id: MatterId
  readonly kind: EvaluatedKind
  readonly number: string
  readonly state: string
  readonly values: MatterValues
  /** Epoch ms at which it was last reported done; null while it is not. */
  readonly doneAt: number | null
  /** Epoch ms of the first due time of the work that passed before it was done; null while none has. Another due time later does not take it back. */
  readonly missedAt: number | null
  /** The facts that made it so. */
  readonly facts: readonly { readonly seq: number; readonly at: number }[]
}
export type EvaluationRecord = Map<MatterId, RecordedMatter>

/** Takes a fact in; what is of another kind, of a drill, or says nothing that counts changes nothing. Facts come in the order of the record. */
export function takeEvaluated(record: EvaluationRecord, fact: MatterFact): void {
  if (fact.space !== 'live') return
  if (fact.type === 'MatterOpened') {
    const { matterId: id, kind, number, state, values } = fact.data
    if (isEvaluated(kind)) record.set(id, { id, kind, number, state, values, doneAt: null, missedAt: null, facts: [placeOf(fact)] })
    return
  }
  const known = record.get(fact.data.matterId)
  if (known === undefined) return
  const facts = [...known.facts, placeOf(fact)]
  if (fact.type === 'MatterAmended') record.set(known.id, { ...known, values: { ...known.values, ...fact.data.values }, facts })
  if (fact.type === 'MatterOverdue' && isDueWork(known, fact.data.state)) record.set(known.id, { ...known, missedAt: Math.min(known.missedAt ?? fact.at, fact.at), facts })
  if (fact.type === 'MatterMoved') {
    const { to, values } = fact.data
    record.set(known.id, { ...known, state: to, values: { ...known.values, ...values }, doneAt: doneAtAfter(known, to, fact.at), facts })
  }
}

/** Reported done stands until it is sent back: accepting it later does not make it late. */
function doneAtAfter({ doneAt }: RecordedMatter, to: string, at: number): number | null {
  if (to === 'done') return at
  return to === 'accepted' ? doneAt : null
}

/** Of key work that was still to be done; how long its acceptance takes is not the unit's. */
function isDueWork({ kind }: RecordedMatter, state: string): boolean {
  return kind === 'keyWork' && (state === 'set' || state === 'underWay')
}

function isEvaluated(kind: string): kind is EvaluatedKind {
  return (EVALUATED_KINDS as readonly string[]).includes(kind)
}

function placeOf({ seq, at }: MatterFact): { readonly seq: number; readonly at: number } {
  return { seq, at }
}
