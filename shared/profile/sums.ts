import { COMPANY_KINDS, type CompanyKind } from '../site/types.ts'
import type { ProfileCounts } from './types.ts'

/** What several grids have together; a kind of company none of them told of is not there, and never zero (PROFILE-1, PROFILE-3). */
export interface ProfileSums {
  readonly buildings: number
  readonly residents: number
  readonly fraudCases: number
  readonly companies: readonly { readonly kind: CompanyKind; readonly n: number }[]
}

export function profileSums(profiles: Iterable<ProfileCounts>): ProfileSums {
  const all = [...profiles]
  const sum = (countOf: (each: ProfileCounts) => number): number => all.reduce((total, each) => total + countOf(each), 0)
  return {
    buildings: sum(({ buildings }) => buildings),
    residents: sum(({ residents }) => residents),
    fraudCases: sum(({ fraudCases }) => fraudCases),
    companies: COMPANY_KINDS.filter((kind) => all.some(({ companies }) => companies[kind] !== undefined)).map((kind) => ({ kind, n: sum(({ companies }) => companies[kind] ?? 0) })),
  }
}
