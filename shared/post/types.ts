import type { PostId, UnitId } from '../ids.ts'

/** Who may staff a post when no team of the pack is named (article: 1 police officer + 1 grid worker + N). Never a person. */
export const POST_ROLES = ['police', 'gridWorker', 'department', 'property', 'guard'] as const
export type PostRole = (typeof POST_ROLES)[number]

/** ASSUMPTION: nobody stands longer at a post at a stretch, ms. Apart from the deciding, which a screen does not load. */
export const LONGEST_SHIFT_MS = 86_400_000
/** ASSUMPTION: no roster is made further ahead, ms; what is names the wrong year. */
export const FARTHEST_SHIFT_MS = 366 * LONGEST_SHIFT_MS

/** A post expected to be staffed from `startsAt` up to `endsAt` and without it, epoch ms: by a team, or by so many of a role. */
export interface Shift {
  readonly post: PostId
  readonly startsAt: number
  readonly endsAt: number
  readonly unit: UnitId | null
  readonly role: PostRole | null
  readonly count: number
}

export interface Roster {
  readonly seq: number
  readonly setAt: number
  readonly by: string
  readonly shifts: readonly Shift[]
}

/** Somebody at a post. Of a unit, or of whoever an operator says is there. */
export interface Presence {
  /** `seq` of its check-in: what a check-out names it by. */
  readonly seq: number
  readonly post: PostId
  readonly unit: UnitId | null
  /** Of whom no team is named; null where nobody said. */
  readonly role: PostRole | null
  /** How many; null where nobody said. */
  readonly count: number | null
  /** Account or key that said it (POST-12); in a record of before, the team itself where one was named. */
  readonly by: string
  /** Epoch ms; `to` is null while they are there. */
  readonly from: number
  readonly to: number | null
}

/** Roster and check-ins of the posts. Never changed in place. */
export interface PostDuty {
  readonly roster: Roster | null
  /** In order of their facts; those that ended leave a day later. */
  readonly presences: readonly Presence[]
}

export function emptyPostDuty(): PostDuty {
  return { roster: null, presences: [] }
}
