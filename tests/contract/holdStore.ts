import { writeSync } from 'node:fs'
import { openStore } from '../../server/journal/openStore.ts'
import { factsOf } from './builders.ts'

const STDOUT = 1

/** Opens the store in the folder of its first argument, records a fact, says so, and holds it until killed. */
async function holdStore(dir: string): Promise<void> {
  const { journal } = await openStore(dir, { report: () => undefined })
  await journal.append(factsOf(journal.seq + 1, journal.seq + 1))
  writeSync(STDOUT, 'held\n')
}

await holdStore(process.argv[2] ?? '')
