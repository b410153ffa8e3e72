import type { JournalFact } from '../ports.ts'

/** Facts whose `seq` do not follow: a fault of the caller, nothing of the call is recorded. */
export class FactsOutOfOrder extends Error {
  override readonly name = 'FactsOutOfOrder'
}

/** @throws FactsOutOfOrder unless the facts go on after fact `last` one by one (JOURNAL-3). */
export function requireFollowing(last: number, facts: readonly JournalFact[]): void {
  facts.forEach(({ seq }, place) => {
    const expected = last + 1 + place
    if (seq !== expected) throw new FactsOutOfOrder(`expected fact ${expected}, got ${seq}`)
  })
}
