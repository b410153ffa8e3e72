import { Type, type Static } from 'typebox'
import type { ProfileFact } from '../profile/facts.ts'
import type { GridProfile } from '../profile/types.ts'
import { COMPANY_KINDS, type CompanyKind } from '../site/types.ts'
import { At, describes, factOf, record } from './describe.ts'
import { Id } from './schemas.ts'

const Count = Type.Integer({ minimum: 0 })
const kinds = Object.fromEntries(COMPANY_KINDS.map((kind) => [kind, Type.Optional(Count)])) as Record<CompanyKind, ReturnType<typeof Type.Optional<typeof Count>>>
const Companies = record(kinds)
const counts = { buildings: Count, residents: Count, companies: Companies, fraudCases: Count }

export const PROFILE_FACTS = [
  factOf('GridProfileTold', 'Counts of a grid, in place of those before (PROFILE-1)', record({ grid: Type.String(), asOf: Type.String(), ...counts })),
] as const
export const ProfileFactSchema = describes<ProfileFact>()(Type.Union([...PROFILE_FACTS]))

/** As boards carry it. */
export const GridProfileSchema = describes<GridProfile>()(record({ grid: Type.String(), asOf: Type.String(), ...counts, toldAt: At, by: Type.String() }))

/** `POST /api/v1/grid-profile`: counts only; there is no field for anything of a person. */
export const TellProfileSchema = Type.Object({
  commandId: Id('Made by the sender; the same again takes effect once'),
  grid: Id('A grid of the site pack'),
  asOf: Type.String({ minLength: 10, maxLength: 10, description: 'The day the counts are of, YYYY-MM-DD of the site' }),
  ...counts,
}, { additionalProperties: false })
export type TellProfileBody = Static<typeof TellProfileSchema>
