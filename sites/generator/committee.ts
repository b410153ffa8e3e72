import { DEFAULT_RULE } from '../../shared/evaluation/rule.ts'
import type { CommitteeFile } from '../../shared/site/schema.ts'

/** The article's figures (article: 105 members, 6 branches, 15 instructors). ASSUMPTION: how they are spread over the branches. */
const MEMBERS = [18, 18, 18, 17, 17, 17]
const INSTRUCTORS = [3, 3, 3, 2, 2, 2]
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** Units whose heads are deputy secretaries (article). */
const DEPUTIES = [
  ['cbdCommittee', '中央商务区管委会', 'CBD Management Committee'],
  ['policeBranch', '郑东公安分局', 'Zhengdong Police Branch'],
  ['trafficPolice6', '交警六支队', 'Traffic Police Detachment 6'],
  ['artCentre', '河南艺术中心', 'Henan Art Centre'],
  ['conventionCentre', '郑州国际会展中心', 'Zhengzhou Convention Centre'],
  ['subdistrictOffice', '如意湖办事处', 'Ruyi Lake Subdistrict Office'],
] as const

/** Departments whose heads are members (article). ASSUMPTION: it names two of nine, the others are placeholders to be named. */
const NAMED_MEMBERS = [
  ['politicalLegal', '东区政法委', 'Political and Legal Committee'],
  ['urbanManagementBureau', '城管局', 'Urban Management Bureau'],
] as const
const MEMBER_UNITS = 9

function committee(): CommitteeFile {
  const placeholders = Array.from({ length: MEMBER_UNITS - NAMED_MEMBERS.length }, (_, i) => i + NAMED_MEMBERS.length)
  return {
    source: '报道:党员105人、6个网格支部、15名指导员、6个副书记单位、9个成员部门(其中点名政法委、城管局)。假定:各支部人数、其余7个部门、考评规则。 / '
      + 'Article: 105 members, 6 branches, 15 instructors, 6 deputy units, 9 departments of which it names two. Assumed: the split, the other seven, the rule.',
    members: MEMBERS.reduce((sum, count) => sum + count, 0),
    instructors: INSTRUCTORS.reduce((sum, count) => sum + count, 0),
    branches: MEMBERS.map((members, i) => ({
      id: `B${i + 1}`, name: { zh: `第${NUMBERS[i]!}网格党支部`, en: `Branch of Grid ${i + 1}` }, grid: `G${i + 1}`, members, instructors: INSTRUCTORS[i]!,
    })),
    units: [
      ...DEPUTIES.map(([id, zh, en]) => ({ id, name: { zh, en }, rank: 'deputy' as const })),
      ...NAMED_MEMBERS.map(([id, zh, en]) => ({ id, name: { zh, en }, rank: 'member' as const })),
      ...placeholders.map((i) => ({
        id: `member${i + 1}`, name: { zh: `成员部门${NUMBERS[i]!}（待定）`, en: `Member department ${i + 1} (to be named)` }, rank: 'member' as const, assumed: true,
      })),
    ],
    rule: { ...DEFAULT_RULE },
  }
}

export function committeeText(): string {
  return `${JSON.stringify(committee(), null, 1)}\n`
}
