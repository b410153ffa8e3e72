import { createHash } from 'node:crypto'
import type { Fact, SealedFact } from '../../shared/fact.ts'
import { stable } from '../../shared/protocol/canonical.ts'

/** Text that a database may shorten or replace: NUL and halves of surrogate pairs. */
const UNSTORABLE = /[\u0000\p{Cs}]/u

/** A fact that would not come back as it went in. */
export class UnstorableFact extends Error {
  override readonly name = 'UnstorableFact'
}

/** Chains a fact to the hash before it (LOG-1); before the first fact that is the journal's id. */
export function sealed<F extends Fact>(fact: F, hashBefore: string): SealedFact<F> {
  return { ...fact, hash: hashOf(fact, hashBefore) }
}

/** SHA-256, in hex, over the hash before and the fact's canonical text. */
export function hashOf(fact: Fact, hashBefore: string): string {
  const { seq, space, at, recordedAt, by, type, v, commandId, data } = fact
  const text = stable({ seq, space, at, recordedAt, by, type, v, commandId, data })
  return createHash('sha256').update(`${hashBefore}\n${text}`).digest('hex')
}

/** @throws UnstorableFact when a fact's own fields (not its data, which is JSON) hold text or numbers that cannot be kept. */
export function requireStorable(fact: Fact): void {
  const text = `${fact.space}${fact.by}${fact.type}${fact.commandId ?? ''}`
  if (UNSTORABLE.test(text)) throw new UnstorableFact(`fact ${fact.seq} (${fact.type}) has NUL or broken characters in its fields`)
  const whole = [fact.seq, fact.v].every(Number.isSafeInteger)
  const finite = [fact.at, fact.recordedAt].every(Number.isFinite)
  if (!whole || !finite) throw new UnstorableFact(`fact ${fact.seq} (${fact.type}) has a number that is none`)
}
