import { writeSync } from 'node:fs'
import { openStore } from '../../server/journal/openStore.ts'
import { cameraReadingOf, MORNING, positionReadingOf } from './builders.ts'

const STDOUT = 1
const CAMERAS = 20

/**
 * Writes readings to the store in the folder of its first argument, each call a second later than the one before, and
 * prints how many calls there were, until killed.
 */
async function writeUntilKilled(dir: string): Promise<never> {
  const { history } = await openStore(dir, { report: () => undefined })
  const before = await history.between(0, MORNING * 2)
  for (let call = before.positions.length; ; call += 1) {
    const at = MORNING + call * 1_000
    const cameras = Array.from({ length: CAMERAS }, (_, n) => cameraReadingOf({ camera: `cam-${(call + n) % 50}`, at: at + n }))
    await history.write(cameras, [positionReadingOf({ fixAt: at, unit: `team-${call % 3}` })])
    writeSync(STDOUT, `${call + 1}\n`)
  }
}

await writeUntilKilled(process.argv[2] ?? '')
