import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { StoreOwned, takeOwnership } from '../../server/journal/ownership.ts'

const STDOUT = 1

/** Tries to own each folder named on a line of its input, keeps what it gets, and says how it went. */
async function takeOwnerships(): Promise<void> {
  writeSync(STDOUT, 'ready\n')
  for await (const dir of createInterface({ input: process.stdin })) writeSync(STDOUT, `${await tryToOwn(dir)}\n`)
}

async function tryToOwn(dir: string): Promise<string> {
  try {
    await takeOwnership(dir)
    return 'owns'
  } catch (error) {
    if (error instanceof StoreOwned) return `refused for ${error.pid}`
    throw error
  }
}

await takeOwnerships()
