import type { CompaniesFile } from '../../shared/site/schema.ts'
import { COMPANY_KINDS } from '../../shared/site/types.ts'
import { DRAWN_GRIDS } from './grids.ts'

/** The article's number. */
export const COMPANIES = 78
const SOURCE = '报道给出红如意企业发展联盟78家企业；名称为占位（联盟企业01至78），类型和所在网格为假定，按顺序轮流排入，不是真实企业。 / '
  + 'The article has 78 companies in the alliance; names are placeholders, kinds and grids are assumed, dealt out in turn: no real company stands here.'

/** ASSUMPTION: which companies they are, what they do and where they are; only how many is known. */
export function companies(): CompaniesFile {
  return {
    source: SOURCE,
    companies: Array.from({ length: COMPANIES }, (_, i) => {
      const number = String(i + 1).padStart(2, '0')
      const grid = (DRAWN_GRIDS[i % DRAWN_GRIDS.length]!.feature.properties as { id: string }).id
      const kind = COMPANY_KINDS[Math.floor(i / DRAWN_GRIDS.length) % COMPANY_KINDS.length]!
      return { id: `E${number}`, name: { zh: `联盟企业${number}`, en: `Alliance company ${number}` }, kind, grid }
    }),
  }
}

/** A company a line, so that a change shows as one. */
export function companiesText(): string {
  const { source, companies: all } = companies()
  return `{"source":${JSON.stringify(source)},"companies":[\n${all.map((company) => JSON.stringify(company)).join(',\n')}\n]}\n`
}
