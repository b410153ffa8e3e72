import { refuse } from '../../refusal.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import type { Matter } from '../types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what a unit says is done is looked at within this time, ms. */
export const ACCEPT_WITHIN_MS = 3 * DAY_MS
/** ASSUMPTION: settled work is to be seen until the quarter is evaluated, ms. */
const KEPT_MS = 92 * DAY_MS
/** ASSUMPTION: a work weighs as much as up to five. */
const MOST_WEIGHT = 5

const WORK_KINDS = [
  { id: 'keyWork', name: { zh: '重点工作', en: 'Key work' } },
  { id: 'coBuilding', name: { zh: '共建任务', en: 'Co-building task' } },
] as const

/** “五共”: what the joint committee does together (article). */
const AIMS = [
  { id: 'activities', name: { zh: '活动共办', en: 'Activities held together' } },
  { id: 'services', name: { zh: '服务共抓', en: 'Services run together' } },
  { id: 'development', name: { zh: '发展共促', en: 'Development furthered together' } },
  { id: 'beauty', name: { zh: '美丽共创', en: 'A beautiful place made together' } },
  { id: 'governance', name: { zh: '基层共治', en: 'Grassroots governed together' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const note: MatterField = { id: 'note', name: { zh: '说明', en: 'Note' }, needed: false, form: 'text', most: 500 }

/** Has a due time of it passed while it was not reported done, also one it had before it was put off (EVAL-7)? At the due time itself it has not. */
function wasMissed({ state, until, history }: Matter, now: number): boolean {
  return (state !== 'done' && until !== null && now > until) || history.some((line) => line.act === 'overdue' && line.state !== 'done')
}

/** Its due time is still to come when it is set or changed; the meeting it comes from is on the board and was held. */
function checkWork({ matter, values: { dueAt, meeting, unit }, board, now }: CheckInput) {
  if (typeof dueAt === 'number' && dueAt <= now && dueAt !== matter?.values['dueAt']) return refuse('reversed', 'dueAt', 'lies in the past')
  if (matter !== null && unit !== matter.values['unit'] && wasMissed(matter, now)) return refuse('lapsed', 'unit', 'was due and not done: it stays with the unit it was due from')
  if (meeting === undefined || meeting === matter?.values['meeting']) return null
  const known = [...board.matters.values()].find(({ kind, number }) => kind === 'meeting' && number === meeting)
  return known !== undefined && (known.state === 'held' || known.state === 'decided') ? null : refuse('unknown', 'meeting', 'no meeting of that number was held and is open')
}

/** 重点工作、共建任务, and what a meeting decided, which names it: set → underWay → done → accepted, or cancelled. It counts in the period its due time lies in. */
export const KEY_WORK: MatterTable = {
  kind: 'keyWork',
  name: { zh: '重点工作', en: 'Key work' },
  prefix: 'ZD',
  start: 'set',
  titleField: 'title',
  keptMs: KEPT_MS,
  states: {
    set: { name: { zh: '已下达', en: 'Set' }, ended: false, limit: { field: 'dueAt' } },
    underWay: { name: { zh: '进行中', en: 'Under way' }, ended: false, limit: { field: 'dueAt' } },
    done: { name: { zh: '待验收', en: 'Done' }, ended: false, limit: { ms: ACCEPT_WITHIN_MS } },
    accepted: { name: { zh: '已验收', en: 'Accepted' }, ended: true, limit: null },
    cancelled: { name: { zh: '已取消', en: 'Cancelled' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '下达重点工作', en: 'Set key work' },
    permission: 'matter',
    fields: [
      { id: 'title', name: { zh: '任务', en: 'What' }, needed: true, form: 'text', most: 200 },
      { id: 'workKind', name: { zh: '类别', en: 'Kind' }, needed: true, form: 'choice', choices: WORK_KINDS },
      { id: 'aim', name: { zh: '五共', en: 'Of the five done together' }, needed: false, form: 'choice', choices: AIMS },
      { id: 'unit', name: { zh: '责任单位', en: 'Unit' }, needed: true, form: 'ofSite', of: 'memberUnits' },
      { id: 'dueAt', name: { zh: '完成期限', en: 'Due' }, needed: true, form: 'moment' },
      { id: 'weight', name: { zh: '权重（1–5）', en: 'Weight (1–5)' }, needed: true, form: 'number', least: 1, most: MOST_WEIGHT },
      { id: 'meeting', name: { zh: '来自会议（编号）', en: 'Of meeting (number)' }, needed: false, form: 'text', most: 40, hint: 'the number of a meeting that was held (HY20231122-001), not its id' },
    ],
    check: checkWork,
  },
  moves: [
    { id: 'begin', name: { zh: '开始', en: 'Begin' }, from: ['set'], to: 'underWay', permission: 'matter', fields: [note] },
    {
      id: 'finish', name: { zh: '报完成', en: 'Report done' }, from: ['set', 'underWay'], to: 'done', permission: 'matter',
      fields: [{ id: 'result', name: { zh: '完成情况', en: 'What was done' }, needed: true, form: 'text', most: 500 }],
    },
    { id: 'accept', name: { zh: '验收通过', en: 'Accept' }, from: ['done'], to: 'accepted', permission: 'decideMatter', fields: [note] },
    { id: 'sendBack', name: { zh: '退回', en: 'Send back' }, from: ['done'], to: 'underWay', permission: 'decideMatter', fields: [reason] },
    { id: 'cancel', name: { zh: '取消', en: 'Cancel' }, from: ['set', 'underWay'], to: 'cancelled', permission: 'decideMatter', fields: [reason] },
  ],
  amending: { permission: 'decideMatter', fields: ['title', 'workKind', 'aim', 'unit', 'dueAt', 'weight'], check: checkWork },
  steps: [],
}
