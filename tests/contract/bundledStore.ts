import { writeSync } from 'node:fs'
import { openStore } from '../../server/journal/openStore.ts'
import { factsOf } from './builders.ts'

const STDOUT = 1

/** Opens a store, records, reads, closes, and says what it read: run as a bundle. */
async function useStore(dir: string): Promise<void> {
  const { journal, close } = await openStore(dir, { report: () => undefined })
  await journal.append(factsOf(1, 3))
  writeSync(STDOUT, `${(await journal.readAfter(0, 10)).length} facts\n`)
  await close()
}

await useStore(process.argv[2] ?? '')
