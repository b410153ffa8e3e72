import { refuse } from '../../refusal.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import { isSameParticipation } from './sameParticipation.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what a unit took part in is confirmed within a week, ms. */
export const CONFIRM_WITHIN_MS = 7 * DAY_MS
/** ASSUMPTION: a unit may be written down for what begins within a day, not later, ms. */
export const AHEAD_MS = DAY_MS
/** ASSUMPTION: what lies farther back than a year and its day is of no period still evaluated, ms. */
export const BACK_MS = 366 * DAY_MS
const KEPT_MS = 31 * DAY_MS
const MOST_PEOPLE = 1_000

const ACTIVITIES = [
  { id: 'drill', name: { zh: '联合演练', en: 'Joint drill' } },
  { id: 'areaPatrol', name: { zh: '区域巡查', en: 'Area patrol' } },
  { id: 'eventSupport', name: { zh: '活动保障', en: 'Event support' } },
  { id: 'other', name: { zh: '其他', en: 'Other' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }

/**
 * The part one unit took in one thing at one time is recorded once, unless it was struck; whoever does it again is told of the first
 * while that is on the board. One that has left it since is found by the evaluation, which reads the record (EVAL-10).
 */
function refusedTwice({ matter, values: own, board }: CheckInput) {
  const first = [...board.matters.values()].find(({ id, kind, state, values }) =>
    kind === 'participation' && id !== matter?.id && state !== 'struck' && isSameParticipation(values, own))
  return first === undefined ? null : refuse('duplicate', 'takenAt', `is recorded as ${first.number}`, { by: first.openedBy, at: first.openedAt })
}

/** It lies at most a day ahead and a year back, is recorded once, and only what was a drill names one. */
function checkParticipation(input: CheckInput) {
  const { matter, values: { takenAt, activity, drill }, now } = input
  if (drill !== undefined && activity !== 'drill') return refuse('notCalledFor', 'drill', 'only taking part in a drill names one')
  if (typeof takenAt !== 'number') return null
  if (takenAt > now + AHEAD_MS) return refuse('future', 'takenAt', 'is more than a day away')
  if (takenAt < now - BACK_MS && takenAt !== matter?.values['takenAt']) return refuse('tooOld', 'takenAt', 'lies more than 366 days back')
  return refusedTwice(input)
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
