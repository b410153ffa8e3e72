import type { Journal, JournalFact } from '../ports.ts'

/** Facts read at once: few enough that whoever else has the thread waits a few ms. */
const READ_AT_ONCE = 500

/** Reads the record when it is asked for and goes on from there the next time: beside the live path, a page of facts at a time. */
export interface RecordReader {
  /** Resolves once everything recorded before the call was taken. Answers the last fact taken, 0 before the first. */
  caughtUp(): Promise<number>
}

/** `take` is given every fact once, in order. */
export function createRecordReader(journal: Journal, take: (fact: JournalFact) => void): RecordReader {
  let seq = 0
  let catchingUp: Promise<void> | null = null

  async function catchUp(): Promise<void> {
    const until = journal.seq
    while (seq < until) {
      const facts = await journal.readAfter(seq, Math.min(READ_AT_ONCE, until - seq))
      if (facts.length === 0) return
      for (const fact of facts) take(fact)
      seq = facts.at(-1)?.seq ?? until
      await letOthers()
    }
  }

  return {
    async caughtUp() {
      catchingUp ??= catchUp().finally(() => {
        catchingUp = null
      })
      await catchingUp
      return seq
    },
  }
}

/** Resolves once everything that waits for the thread has had its turn. */
export function letOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
