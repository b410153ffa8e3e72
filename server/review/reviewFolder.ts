import { join } from 'node:path'

/** Where imported spaces lie in the data folder: beside the stores, never in them (IMPORT-1). */
export function reviewFolder(dataDir: string): string {
  return join(dataDir, 'review')
}
