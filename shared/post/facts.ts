import type { Fact, NewFact } from '../fact.ts'
import type { PostId, UnitId } from '../ids.ts'
import type { PostRole, Shift } from './types.ts'

/** The posts' facts by type. `at` of a check-in or check-out is when they came or went. */
export interface PostFactData {
  /** Takes the place of the whole roster before. */
  RosterSet: { readonly shifts: readonly Shift[] }
  /** `role`, `count`: who and how many came, where it was said; null where not. `relieves`: `seq` of the check-ins whose place they take. */
  PostCheckedIn: { readonly post: PostId; readonly unit: UnitId | null; readonly role: PostRole | null; readonly count: number | null; readonly relieves: readonly number[] }
  /**
   * `leaves`: `seq` of the check-ins that end; null in a record of before several without a team could be there: whoever was. `left`: so
   * many of the one check-in it names leave, and the others of it stay; null where all do.
   */
  PostCheckedOut: { readonly post: PostId; readonly unit: UnitId | null; readonly leaves: readonly number[] | null; readonly left: number | null }
}

export type PostFactType = keyof PostFactData
export type NewPostFactOf<T extends PostFactType> = NewFact<T, PostFactData[T]>
export type PostFactOf<T extends PostFactType> = Fact<T, PostFactData[T]>
export type NewPostFact = { [T in PostFactType]: NewPostFactOf<T> }[PostFactType]
export type PostFact = { [T in PostFactType]: PostFactOf<T> }[PostFactType]

/** Newest version of each type's data. */
export const POST_FACT_VERSIONS: Readonly<Record<PostFactType, number>> = { RosterSet: 1, PostCheckedIn: 3, PostCheckedOut: 3 }

/** A fact of the real thing. */
export function postFact<T extends PostFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string | null }, data: PostFactData[T],
): NewPostFactOf<T> {
  return { type, v: POST_FACT_VERSIONS[type], space: 'live', at, by, commandId, data }
}
