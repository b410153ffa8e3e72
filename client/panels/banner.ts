import type { Health } from '../../shared/protocol/messages.ts'
import type { LinkState } from '../stores/link.ts'

/** What the whole wall has to be told of before anything else. */
export type Banner = 'outdated' | 'stale' | 'journal'

/** The gravest reason not to trust the wall (STALE-1, LOG-1); null when there is none. */
export function bannerOf(state: LinkState, health: Pick<Health, 'journalWritable'> | null): Banner | null {
  if (state === 'outdated' || state === 'stale') return state
  return health?.journalWritable === false ? 'journal' : null
}
