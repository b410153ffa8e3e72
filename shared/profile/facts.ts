import type { Fact, NewFact } from '../fact.ts'
import type { GridId } from '../ids.ts'
import type { ProfileCounts } from './types.ts'

export interface ProfileFactData {
  /** Takes the place of what the grid said before, whole. */
  GridProfileTold: ProfileCounts & { readonly grid: GridId; readonly asOf: string }
}
export type ProfileFactType = keyof ProfileFactData
export type NewProfileFact = NewFact<'GridProfileTold', ProfileFactData['GridProfileTold']>
export type ProfileFact = Fact<'GridProfileTold', ProfileFactData['GridProfileTold']>

/** Newest version of each type's data. */
export const PROFILE_FACT_VERSIONS: Readonly<Record<ProfileFactType, number>> = { GridProfileTold: 1 }
