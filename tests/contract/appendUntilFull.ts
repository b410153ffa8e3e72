import { writeSync } from 'node:fs'
import { openStore } from '../../server/journal/openStore.ts'
import { JournalUnavailable } from '../../server/ports.ts'
import { factsOf } from './builders.ts'

const STDOUT = 1
const FACTS_A_CALL = 50
const FAILURES = 3

/** Appends until the system has refused to write a few times; prints what was acknowledged, and each refusal. */
async function appendUntilFull(dir: string): Promise<void> {
  const { journal } = await openStore(dir, { report: () => undefined })
  for (let failures = 0; failures < FAILURES; ) {
    const { seq } = journal
    try {
      await journal.append(factsOf(seq + 1, seq + FACTS_A_CALL))
      writeSync(STDOUT, `recorded ${journal.seq}\n`)
    } catch (error) {
      if (!(error instanceof JournalUnavailable)) throw error
      failures += 1
      writeSync(STDOUT, `refused after ${journal.seq}: ${error.message}\n`)
    }
  }
  process.exit(0)
}

await appendUntilFull(process.argv[2] ?? '')
