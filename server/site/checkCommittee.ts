import { describePath, type JsonPath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'committee.json'

/** Sums of the committee are those of its branches, its grids exist, one branch each; no branch and no unit twice; some part of the rule weighs (COMMITTEE-1). */
export function checkCommittee(pack: Pack): Problem[] {
  const { members, instructors, branches, units, rule } = pack.committee
  const grids = pack.grids.features.map(({ properties }) => properties.id)
  const problem = (path: JsonPath, reason: string): Problem => ({ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason })
  const sum = (key: 'members' | 'instructors', told: number): Problem[] => {
    const found = branches.reduce((total, branch) => total + branch[key], 0)
    return found === told ? [] : [problem([key], `is ${told}, its branches have ${found}`)]
  }
  const repeats = (list: 'branches' | 'units', key: 'id' | 'grid' | 'name', of: (place: number) => string, count: number): Problem[] =>
    Array.from({ length: count }, (_, place) => place).flatMap((place) => {
      const first = Array.from({ length: place }, (_, each) => each).find((each) => of(each) === of(place))
      return first === undefined ? [] : [problem([list, place, key], `“${of(place)}” is taken already (${list}[${first}])`)]
    })
  return [
    ...sum('members', members),
    ...sum('instructors', instructors),
    ...branches.flatMap(({ grid }, place) => (grids.includes(grid) ? [] : [problem(['branches', place, 'grid'], `unknown grid “${grid}”`)])),
    ...repeats('branches', 'id', (place) => branches[place]!.id, branches.length),
    ...repeats('branches', 'grid', (place) => branches[place]!.grid, branches.length),
    ...repeats('units', 'id', (place) => units[place]!.id, units.length),
    ...repeats('units', 'name', (place) => units[place]!.name.zh, units.length),
    ...(rule !== undefined && rule.keyWork + rule.participation + rule.attendance === 0 ? [problem(['rule'], 'has no part that weighs')] : []),
  ]
}
