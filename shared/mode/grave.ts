import { isGraver } from '../incident/response.ts'
import type { GraveIncident, ModeRecord } from './types.ts'

/** The gravest first, of one level the first heard of. */
export function inOrder(grave: readonly GraveIncident[]): GraveIncident[] {
  return [...grave].sort((a, b) => (isGraver(a.level, b.level) ? -1 : isGraver(b.level, a.level) ? 1 : a.heardAt - b.heardAt))
}

/** Grave incidents the open proposal of emergency is for: proposed, and heard of since the last switch and the last one declined (MODE-2). */
export function awaited({ since, proposals, grave }: ModeRecord): GraveIncident[] {
  const declinedAt = proposals.map(({ cause, state, decided }) => (cause.why === 'level' && state === 'declined' ? decided?.at ?? 0 : 0))
  const after = Math.max(0, ...declinedAt)
  return grave.filter(({ proposed, heardAt }) => proposed && heardAt >= since && heardAt > after)
}
