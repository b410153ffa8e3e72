import { join } from 'node:path'

/** Where a store lies in the data folder: what a simulator made up never stands in the record of what happened (DEMO-2). */
export function storeFolder(dataDir: string, demo: boolean): string {
  return join(dataDir, demo ? 'demo' : 'live')
}
