import { refuse } from '../../refusal.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what a unit took part in is confirmed within a week, ms. */
export const CONFIRM_WITHIN_MS = 7 * DAY_MS
/** ASSUMPTION: a unit may be written down for what begins within a day, not later, ms. */
export const AHEAD_MS = DAY_MS
const KEPT_MS = 31 * DAY_MS
const MOST_PEOPLE = 1_000

const ACTIVITIES = [
  { id: 'drill', name: { zh: '联合演练', en: 'Joint drill' } },
  { id: 'areaPatrol', name: { zh: '区域巡查', en: 'Area patrol' } },
  { id: 'eventSupport', name: { zh: '活动保障', en: 'Event support' } },
  { id: 'other', name: { zh: '其他', en: 'Other' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }

/** It lies at most a day ahead, and only what was a drill names one. */
function checkParticipation({ values: { takenAt, activity, drill }, now }: CheckInput) {
  if (drill !== undefined && activity !== 'drill') return refuse('notCalledFor', 'drill', 'only taking part in a drill names one')
  return typeof takenAt === 'number' && takenAt > now + AHEAD_MS ? refuse('future', 'takenAt', 'is more than a day away') : null
}

/** 参与配合: one unit took part in one activity: recorded → counted, or struck. Counts of people, never who. */
export const PARTICIPATION: MatterTable = {
  kind: 'participation',
  name: { zh: '参与配合', en: 'Participation' },
  prefix: 'CY',
  start: 'recorded',
  titleField: 'about',
  keptMs: KEPT_MS,
  states: {
    recorded: { name: { zh: '待认定', en: 'Recorded' }, ended: false, limit: { ms: CONFIRM_WITHIN_MS } },
    counted: { name: { zh: '已认定', en: 'Counted' }, ended: true, limit: null },
    struck: { name: { zh: '不予认定', en: 'Struck' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '登记参与', en: 'Record participation' },
    permission: 'matter',
    fields: [
      { id: 'about', name: { zh: '事由', en: 'What' }, needed: true, form: 'text', most: 200 },
      { id: 'unit', name: { zh: '单位', en: 'Unit' }, needed: true, form: 'ofSite', of: 'memberUnits' },
      { id: 'activity', name: { zh: '类别', en: 'Kind' }, needed: true, form: 'choice', choices: ACTIVITIES },
      { id: 'takenAt', name: { zh: '时间', en: 'When' }, needed: true, form: 'moment' },
      { id: 'people', name: { zh: '人数', en: 'People' }, needed: false, form: 'number', least: 1, most: MOST_PEOPLE },
      { id: 'drill', name: { zh: '所属演练', en: 'Of which drill' }, needed: false, form: 'drill' },
    ],
    check: checkParticipation,
  },
  moves: [
    { id: 'count', name: { zh: '认定', en: 'Count it' }, from: ['recorded'], to: 'counted', permission: 'decideMatter', fields: [] },
    { id: 'strike', name: { zh: '不予认定', en: 'Strike it' }, from: ['recorded'], to: 'struck', permission: 'decideMatter', fields: [reason] },
  ],
  amending: { permission: 'matter', fields: ['about', 'unit', 'activity', 'takenAt', 'people', 'drill'], check: checkParticipation },
  steps: [],
}
