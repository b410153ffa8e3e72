import type { Health } from '../../shared/protocol/messages.ts'
import type { LinkState } from '../stores/link.ts'

/** Why no command can be sent (DESK-3). */
export type Blocked = 'connecting' | 'stale' | 'outdated' | 'journal'

/** What keeps commands from being sent; null when nothing does. What is not live cannot be acted upon: it may be long over. */
export function blockedBy(state: LinkState, health: Pick<Health, 'journalWritable'> | null): Blocked | null {
  if (state === 'replay') return 'stale'
  if (state !== 'live') return state
  return health?.journalWritable === false ? 'journal' : null
}
