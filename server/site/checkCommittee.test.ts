import { describe, expect, it } from 'vitest'
import { problemsOf, smallPackTexts, told, type SmallPack } from '../../tests/support/sitePack.ts'

function problemsAfter(change: (committee: SmallPack['committee']) => void): string[] {
  return told(problemsOf(smallPackTexts(({ committee }) => change(committee)))).map((problem) => problem.replace(/^committee\.json:\d+ /, ''))
}

describe('COMMITTEE-1 the joint committee of a pack', () => {
  it.each<[string, (committee: SmallPack['committee']) => void, string]>([
    ['a sum of members that is not that of its branches', (committee) => { committee.members = 6 }, 'members: is 6, its branches have 5'],
    ['a sum of instructors', (committee) => { committee.instructors = 2 }, 'instructors: is 2, its branches have 1'],
    ['an unknown grid', ({ branches }) => { branches[1]!.grid = 'G9' }, 'branches[1].grid: unknown grid “G9”'],
    ['two branches of one grid', ({ branches }) => { branches[1]!.grid = 'G1' }, 'branches[1].grid: “G1” is taken already (branches[0])'],
    ['a branch twice', ({ branches }) => { branches[1]!.id = 'B1' }, 'branches[1].id: “B1” is taken already (branches[0])'],
    ['a unit twice', ({ units }) => { units[1]!.id = 'U1' }, 'units[1].id: “U1” is taken already (units[0])'],
    ['two units of one name', ({ units }) => { units[1]!.name.zh = '单位一' }, 'units[1].name: “单位一” is taken already (units[0])'],
    ['a rule in which nothing weighs', (committee) => { committee.rule = { keyWork: 0, participation: 0, attendance: 0, latePercent: 50 } }, 'rule: has no part that weighs'],
    ['a rank there is none', ({ units }) => { units[0]!.rank = 'chair' }, 'units[0].rank: must be one of deputy, member'],
  ])('tells %s by its field', (_what, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem])
  })

  it('need not be there: such a pack has no branches and no units', () => {
    const { 'committee.json': _left, ...texts } = smallPackTexts()
    expect(problemsOf(texts)).toEqual([])
  })
})
