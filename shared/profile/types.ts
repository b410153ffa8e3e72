import type { GridId } from '../ids.ts'
import type { CompanyKind } from '../site/types.ts'

/** 辖区基本信息 of a grid: counts only, never a record of a person (PROFILE-1). */
export interface ProfileCounts {
  readonly buildings: number
  readonly residents: number
  /** By kind; a kind nobody told of is not there. */
  readonly companies: Readonly<Partial<Record<CompanyKind, number>>>
  readonly fraudCases: number
}

export interface GridProfile extends ProfileCounts {
  readonly grid: GridId
  /** The day the counts are of, `YYYY-MM-DD` of the site. */
  readonly asOf: string
  /** When they were told, epoch ms. */
  readonly toldAt: number
  readonly by: string
}
