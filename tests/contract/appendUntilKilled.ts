import { writeSync } from 'node:fs'
import { openStore } from '../../server/journal/openStore.ts'
import { cameraReadingOf, factsOf, MORNING } from './builders.ts'

/** Calls under way at any time. */
const CALLS = 8
const STDOUT = 1

/** Appends to the store in the folder of its first argument and prints the last fact of each acknowledged call, until killed. */
async function appendUntilKilled(dir: string): Promise<void> {
  const { journal, history } = await openStore(dir, { report: () => undefined })
  let last = journal.seq
  const appendOn = async (): Promise<never> => {
    for (;;) {
      const to = last + 1 + (last % 3)
      const facts = factsOf(last + 1, to)
      last = to
      await journal.append(facts)
      writeSync(STDOUT, `${to}\n`)
    }
  }
  const readOn = async (): Promise<never> => {
    for (let second = 0; ; second += 1) {
      const cameras = Array.from({ length: 200 }, (_, camera) => cameraReadingOf({ camera: `cam-${camera}`, at: MORNING + second }))
      await history.write(cameras, [])
    }
  }
  await Promise.all([readOn(), ...Array.from({ length: CALLS }, appendOn)])
}

await appendUntilKilled(process.argv[2] ?? '')
