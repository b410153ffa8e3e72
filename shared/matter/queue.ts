import type { Matter } from './types.ts'

/** Which matters are looked at; null for all. */
export interface MatterFilter {
  readonly kind: string | null
  readonly state: string | null
}

/** When a matter presses next, or pressed first and still does: the limit of its state or a step not done, epoch ms; null for nothing. */
export function pressingAt(matter: Matter): number | null {
  if (matter.endedAt !== null) return null
  const open = matter.steps.flatMap(({ ticked, dueAt }) => (ticked === null && dueAt !== null ? [dueAt] : []))
  const first = Math.min(matter.until ?? Infinity, ...open)
  return first === Infinity ? null : first
}

/** Most pressing first, then those without a time in order of opening, then the ended, newest first. */
export function matterQueue(matters: Iterable<Matter>, { kind, state }: MatterFilter): Matter[] {
  const rank = (matter: Matter): number => (matter.endedAt === null ? (pressingAt(matter) ?? Number.MAX_VALUE) : Infinity)
  const asked = [...matters].filter((matter) => (kind === null || matter.kind === kind) && (state === null || matter.state === state))
  return asked
    .map((matter) => ({ matter, rank: rank(matter) }))
    .sort((a, b) => (a.rank === b.rank ? (b.matter.endedAt ?? 0) - (a.matter.endedAt ?? 0) || a.matter.seq - b.matter.seq : a.rank - b.rank))
    .map(({ matter }) => matter)
}
