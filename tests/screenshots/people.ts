import { mkdirSync } from 'node:fs'
import { openAccess } from '../../server/access/openAccess.ts'
import { storeFolder } from '../../server/journal/storeFolder.ts'
import { systemClock } from '../../server/systemClock.ts'
import { letIn, type Person } from '../support/people.ts'

/** Two leaders of a server that is yet to be started on `dataDir`, since into emergency it takes both, and a supervisor. */
export function peopleOf(dataDir: string, demo: boolean): { readonly leaders: readonly Person[]; readonly supervisor: Person } {
  const dir = storeFolder(dataDir, demo)
  mkdirSync(dir, { recursive: true })
  const access = openAccess(dir, { now: () => systemClock.now() })
  const leaders = ['leader-a', 'leader-b'].map((id) => letIn(access, 'leader', id))
  const supervisor = letIn(access, 'supervisor', 'supervisor-a')
  access.close()
  return { leaders, supervisor }
}
