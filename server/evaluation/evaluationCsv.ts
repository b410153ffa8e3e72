import { PARTS, type Part, type Period, type UnitScore, type Verdict } from '../../shared/evaluation/evaluate.ts'
import type { Site } from '../../shared/site/types.ts'
import { offsetTime } from '../../shared/timing/localTime.ts'
import { BYTE_ORDER_MARK, rowsText } from '../review/csvText.ts'
import { markOf, type Cell } from '../review/tables.ts'

const PART_WORDS: Readonly<Record<Part, string>> = { keyWork: '重点工作', participation: '参与配合', attendance: '会议出席' }
const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  onTime: '按期完成', late: '逾期完成', notDone: '到期未完成', taken: '已认定', attended: '到会', absent: '缺席', lateAwaitsAcceptance: '逾期待验收',
  notDue: '未到期', awaitsAcceptance: '待验收', cancelled: '已取消', awaitsConfirmation: '待认定', struck: '不予认定', recordedTwice: '重复登记，已计一次', notHeld: '未召开',
}

const EXCLUSION_WORDS: Readonly<Record<NonNullable<UnitScore['excluded']>, string>> = { notInvited: '未受邀参会，不排名', nothingCounted: '本期无计入事项，不排名' }

const HEADER = [
  '标记 mark', '期间起 from', '期间止 to', '行 row', '名次 rank', '单位 unit', '单位编号 unit id', '总分 score', ...PARTS.map((part) => `${PART_WORDS[part]} ${part} %`),
  '项目 part', '编号 number', '内容 title', '时间 time', '认定 verdict', '计入 counts', '得 gained', '满 possible', '记录序号 facts',
]

/** The evaluation as CSV: a row of each unit, below it one of each matter that was looked at, with the facts it rests on (EVAL-6). */
export function evaluationCsv(scores: readonly UnitScore[], { from, to }: Period, { site, demo }: { readonly site: Site; readonly demo: boolean }): string {
  const stretch = [markOf('live', demo), offsetTime(from, site.timeZone), offsetTime(to, site.timeZone)]
  const nameOf = new Map(site.memberUnits.map(({ id, name }) => [id, `${name.zh} ${name.en}`]))
  const rows = scores.flatMap(({ unit, rank, score, parts, items, excluded }): Cell[][] => {
    const who = [nameOf.get(unit) ?? unit, unit]
    const empty = PARTS.map(() => null)
    return [
      [...stretch, '单位 unit', rank, ...who, score, ...PARTS.map((part) => parts[part].percent), null, null, null, null, excluded === null ? (parts.attendance.possible === 0 ? '本期未开会，按其余部分排名 no meeting held' : null) : `${EXCLUSION_WORDS[excluded]} ${excluded}`, null, null, null, null],
      ...items.map((item): Cell[] => [
        ...stretch, '事项 matter', null, ...who, null, ...empty, `${PART_WORDS[item.part]} ${item.part}`, item.number, item.title, offsetTime(item.at, site.timeZone),
        `${VERDICT_WORDS[item.verdict]} ${item.verdict}`, item.counts ? '是 yes' : '否 no', item.gained, item.possible, item.facts.map(({ seq }) => seq).join(' '),
      ]),
    ]
  })
  return BYTE_ORDER_MARK + rowsText([HEADER, ...rows])
}
