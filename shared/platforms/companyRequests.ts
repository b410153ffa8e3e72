import type { Matter } from '../matter/types.ts'
import type { Company } from '../site/types.ts'

/** A company of the alliance with its requests on the board, oldest first. */
export interface CompanyRow {
  readonly company: Company
  /** Not confirmed and not withdrawn. */
  readonly open: readonly Matter[]
  /** Of those, how many are past the limit of their state. */
  readonly overdue: number
  /** Confirmed by the company. */
  readonly confirmed: number
}

/** Every company of the alliance, those with requests past their limit first, then those with open ones, each in the order of the pack (ENTERPRISE-4). */
export function companyRequests(matters: Iterable<Matter>, companies: readonly Company[], now: number): CompanyRow[] {
  const requests = [...matters].filter(({ kind }) => kind === 'request').sort((a, b) => a.openedAt - b.openedAt)
  const rows = companies.map((company): CompanyRow => {
    const own = requests.filter(({ values }) => values['company'] === company.id)
    const open = own.filter(({ endedAt }) => endedAt === null)
    return {
      company, open, overdue: open.filter(({ until }) => until !== null && now > until).length, confirmed: own.filter(({ state }) => state === 'confirmed').length,
    }
  })
  const rank = ({ open, overdue }: CompanyRow): number => (overdue > 0 ? 0 : open.length > 0 ? 1 : 2)
  return rows.sort((a, b) => rank(a) - rank(b))
}
