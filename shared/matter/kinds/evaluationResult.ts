import { readResult, type ToldResult } from '../../evaluation/told.ts'
import { refuse } from '../../refusal.ts'
import type { Site } from '../../site/types.ts'
import { isLines } from '../values.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import type { MatterValues, StepRow } from '../types.ts'
import { MOST_UNITS } from './meeting.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: a unit acknowledges its result within three days, ms. */
export const ACKNOWLEDGE_WITHIN_MS = 3 * DAY_MS
/** ASSUMPTION: a result is to be seen for a quarter, until the next one, ms. */
const KEPT_MS = 92 * DAY_MS
const MOST_SEQ = Number.MAX_SAFE_INTEGER

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const unacknowledged: MatterField = { id: 'unacknowledged', name: { zh: '未全部签收仍办结的理由', en: 'Why it is closed without all acknowledgements' }, needed: false, anew: true, form: 'text', most: 500 }

/** A step for each unit: that it acknowledged its own result. */
function stepsOfResults({ results }: MatterValues, { memberUnits }: Site): readonly StepRow[] {
  const told = isLines(results) ? results.flatMap((line) => readResult(line) ?? []) : []
  return told.map((result) => ({ id: result.unit, text: wordsOf(result, memberUnits), owner: null, ownerField: null, due: { after: 'opening', ms: ACKNOWLEDGE_WITHIN_MS } }))
}

function wordsOf({ unit, rank, score }: ToldResult, units: Site['memberUnits']): StepRow['text'] {
  const { zh, en } = units.find(({ id }) => id === unit)?.name ?? { zh: unit, en: unit }
  return rank === null || score === null
    ? { zh: `${zh} 签收：未排名`, en: `${en} acknowledged: not ranked` }
    : { zh: `${zh} 签收：第${rank}名 ${score} 分`, en: `${en} acknowledged: rank ${rank}, ${score} points` }
}

/** A period is told once; anew only after it was taken back. */
function checkTelling({ values, board }: CheckInput) {
  const before = [...board.matters.values()].find(({ kind, state, values: { from, to } }) => kind === 'evaluationResult' && state !== 'takenBack' && from === values['from'] && to === values['to'])
  return before === undefined ? null : refuse('alreadyRunning', 'from', `was told already: ${before.number}`)
}

function checkClosing({ matter, given }: CheckInput) {
  const open = matter?.steps.filter(({ ticked }) => ticked === null).map(({ id }) => id) ?? []
  return open.length > 0 && given['unacknowledged'] === undefined ? refuse('stepsOpen', 'unacknowledged', `${open.join(', ')} did not acknowledge`) : null
}

/** 考评通报: the ranking of a period as it was sealed, told → closed, or taken back; each unit acknowledges it (EVAL-8). */
export const EVALUATION_RESULT: MatterTable = {
  kind: 'evaluationResult',
  name: { zh: '考评通报', en: 'Evaluation told' },
  prefix: 'KP',
  start: 'told',
  titleField: 'period',
  keptMs: KEPT_MS,
  states: {
    told: { name: { zh: '已通报', en: 'Told' }, ended: false, limit: null },
    closed: { name: { zh: '已办结', en: 'Closed' }, ended: true, limit: null },
    takenBack: { name: { zh: '已撤回', en: 'Taken back' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '通报考评结果', en: 'Tell the units the result' },
    permission: 'decideMatter',
    ownDoor: { asks: ['from', 'to'] },
    fields: [
      { id: 'period', name: { zh: '考评期', en: 'Period' }, needed: true, form: 'text', most: 40 },
      { id: 'from', name: { zh: '起', en: 'From' }, needed: true, form: 'moment' },
      { id: 'to', name: { zh: '止', en: 'To' }, needed: true, form: 'moment' },
      { id: 'recordSeq', name: { zh: '依据记录至第几条', en: 'Made from the record up to' }, needed: true, form: 'number', least: 0, most: MOST_SEQ },
      { id: 'rule', name: { zh: '权重（重点工作/参与配合/会议出席，逾期计）', en: 'Weights (key work/participation/attendance, late counts)' }, needed: true, form: 'text', most: 40 },
      { id: 'results', name: { zh: '结果（单位 名次 总分 重点工作% 参与配合% 会议出席%）', en: 'Results (unit, rank, score, key work %, participation %, attendance %)' }, needed: true, form: 'lines', mostLines: MOST_UNITS },
    ],
    check: checkTelling,
  },
  moves: [
    { id: 'close', name: { zh: '办结', en: 'Close' }, from: ['told'], to: 'closed', permission: 'decideMatter', fields: [unacknowledged], check: checkClosing },
    { id: 'cancel', name: { zh: '撤回通报', en: 'Take back' }, from: ['told'], to: 'takenBack', permission: 'decideMatter', fields: [reason] },
  ],
  amending: null,
  steps: stepsOfResults,
}
