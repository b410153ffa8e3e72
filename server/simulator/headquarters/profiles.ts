import { siteDay } from '../../../shared/site/day.ts'
import { COMPANY_KINDS } from '../../../shared/site/types.ts'
import { seededChance } from '../chance.ts'
import { act, type Job } from './acts.ts'

/** Counts of each grid, told once a day; they drift a little from one day to the next. */
export const profiles: Job = ({ view, site, seed }) => {
  const day = siteDay(view.now, site.timeZone)
  const asOf = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
  return site.grids.flatMap(({ id }) => {
    const known = view.profiles.find(({ grid }) => grid === id)
    if (known !== undefined && known.asOf >= asOf) return []
    const grid = seededChance(seed, `profile ${id}`)
    const today = seededChance(seed, `profile ${id} ${day}`)
    const companies = Object.fromEntries(COMPANY_KINDS.map((kind) => [kind, Math.round(grid.between(20, 160))]))
    return [act('grid-profile', {
      grid: id, asOf, buildings: Math.round(grid.between(18, 46)), residents: Math.round(grid.between(2_500, 9_000) + today.between(-40, 40)),
      companies, fraudCases: Math.round(today.between(0, 3)),
    })]
  })
}
