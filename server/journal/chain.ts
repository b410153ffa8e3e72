import { createHash } from 'node:crypto'
import type { Fact } from '../../shared/fact.ts'
import { stable } from '../../shared/protocol/canonical.ts'

/** Text that a database may shorten or replace: NUL and halves of surrogate pairs. */
const UNSTORABLE = /[\u0000\p{Cs}]/u

/** A fact that would not come back as it went in. */
export class UnstorableFact extends Error {
  override readonly name = 'UnstorableFact'
}

/** A fact as the store keeps it: its data as canonical text, spelled once for the row and for the hash. */
export interface SpelledFact extends Omit<Fact, 'data'> {
  readonly data: string
}

/** Spells a fact where it is handed over, so that the store's thread need neither copy nor order what is in it. */
export function spell({ seq, space, at, recordedAt, by, type, v, commandId, data }: Fact): SpelledFact {
  return { seq, space, at, recordedAt, by, type, v, commandId, data: stable(data) }
}

/** SHA-256, in hex, over the hash before (before the first fact the journal's id) and the fact's canonical text (LOG-1). */
export function hashOf({ seq, space, at, recordedAt, by, type, v, commandId, data }: SpelledFact, hashBefore: string): string {
  const head = `"at":${JSON.stringify(at)},"by":${JSON.stringify(by)},"commandId":${JSON.stringify(commandId)}`
  const tail = `"recordedAt":${JSON.stringify(recordedAt)},"seq":${seq},"space":${JSON.stringify(space)},"type":${JSON.stringify(type)},"v":${v}`
  return createHash('sha256').update(`${hashBefore}\n{${head},"data":${data},${tail}}`).digest('hex')
}

/** @throws UnstorableFact when a fact's own fields (not its data, which is JSON) hold text or numbers that cannot be kept. */
export function requireStorable(fact: Fact): void {
  const text = `${fact.space}${fact.by}${fact.type}${fact.commandId ?? ''}`
  if (UNSTORABLE.test(text)) throw new UnstorableFact(`fact ${fact.seq} (${fact.type}) has NUL or broken characters in its fields`)
  const whole = [fact.seq, fact.v].every(Number.isSafeInteger)
  const finite = [fact.at, fact.recordedAt].every(Number.isFinite)
  if (!whole || !finite) throw new UnstorableFact(`fact ${fact.seq} (${fact.type}) has a number that is none`)
}
