import { isBlank } from '../../blank.ts'
import { refuse } from '../../refusal.ts'
import type { Site } from '../../site/types.ts'
import { isLines } from '../values.ts'
import { changing, type CheckInput, type MatterField, type MatterMove, type MatterTable, type TickInput } from '../table.ts'
import type { Matter, MatterStep, MatterValues, StepRow } from '../types.ts'
import { proposalForEvent } from './meetingProposal.ts'
import { APPROVED_STATES, EVENT_COMMANDERS, EVENT_STATES, OPINIONS, PREJUDGE_BEFORE_MS } from './names.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** ASSUMPTION: an application is assessed within this time, ms. */
export const ASSESS_WITHIN_MS = 2 * DAY_MS
/** ASSUMPTION: an assessed one is decided on within this time, ms. */
export const APPROVE_WITHIN_MS = DAY_MS
/** ASSUMPTION: the plan is made and the rehearsal is held so long before the start, ms. */
export const PLAN_BEFORE_MS = 2 * DAY_MS
export const REHEARSE_BEFORE_MS = DAY_MS
/** ASSUMPTION: an event that is over is to be seen for a week, for its review, ms. */
const KEPT_MS = 7 * DAY_MS
/** ASSUMPTION: more than this is no event of this district. */
const MOST_PEOPLE = 500_000
const MOST_DEPARTMENTS = 40

const ORGANISERS = [
  { id: 'government', name: { zh: '政府部门', en: 'Government' } },
  { id: 'company', name: { zh: '企业', en: 'Company' } },
  { id: 'association', name: { zh: '协会团体', en: 'Association' } },
  { id: 'venue', name: { zh: '场馆', en: 'Venue' } },
] as const
const RISKS = [
  { id: 'low', name: { zh: '低', en: 'Low' } },
  { id: 'medium', name: { zh: '中', en: 'Medium' } },
  { id: 'high', name: { zh: '高', en: 'High' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const difficultAreas: MatterField = { id: 'difficultAreas', name: { zh: '预判难点区域', en: 'Difficult areas' }, needed: false, form: 'areas', mostAreas: 20 }
const command: readonly MatterField[] = [
  { id: 'commander', name: { zh: '联合指挥：指挥长', en: 'Joint command: commander' }, needed: true, form: 'choice', choices: EVENT_COMMANDERS },
  { id: 'deputies', name: { zh: '副指挥长（岗位）', en: 'Deputies, as roles' }, needed: false, form: 'lines', mostLines: 6 },
  { id: 'commandDepartments', name: { zh: '联合指挥部门', en: 'Departments of the command' }, needed: true, form: 'lines', mostLines: 20, of: 'departments' },
  { id: 'deployment', name: { zh: '联勤部署', en: 'Joint support deployment' }, needed: false, form: 'areas', mostAreas: 40, of: ['departments', 'teams'] },
]
/** What stands can be changed in part. */
const changes = changing([difficultAreas, ...command])

/** Doors open, it starts, it ends, people have left: each not before the one before it, and the end after the start. */
function refusedOrder({ doorsAt, startsAt, endsAt, dispersedAt }: MatterValues) {
  const [doors, start, end, left] = [doorsAt, startsAt, endsAt, dispersedAt].map(Number) as [number, number, number, number]
  if (end <= start) return refuse('reversed', 'endsAt', 'an event ends after it starts')
  if (doors > start) return refuse('reversed', 'doorsAt', 'doors open before it starts')
  return left < end ? refuse('reversed', 'dispersedAt', 'people leave after its end') : null
}

/** Its moments in order, and its end still to come. */
function refusedTimes({ values, now }: CheckInput) {
  return refusedOrder(values) ?? (Number(values['endsAt']) <= now ? refuse('reversed', 'endsAt', 'lies in the past') : null)
}

/** A phase that is moved is still to come, its moment counted in: what has begun is recorded by its moves (EVENT-11). An end that is moved lies ahead (EVENT-1). */
function refusedMoved({ matter, values, now }: CheckInput) {
  if (values['endsAt'] !== matter?.values['endsAt'] && Number(values['endsAt']) <= now) return refuse('reversed', 'endsAt', 'lies in the past')
  const past = (['startsAt', 'doorsAt', 'dispersedAt'] as const).find((id) => values[id] !== matter?.values[id] && Number(values[id]) < now)
  return past === undefined ? null : refuse('tooOld', past, 'is not moved into the past')
}

/** What the departments were asked about and the approval is given for. ASSUMPTION: from the assessment on, who decides alone corrects it (EVENT-10). */
const ASSESSED_FIELDS = ['eventName', 'organiser', 'venue', 'position', 'crowd', 'doorsAt', 'startsAt', 'endsAt', 'dispersedAt'] as const

/** Given by who decides: so that what is left undone is not left to who does it. */
const unfinished: MatterField = { id: 'unfinished', name: { zh: '三预未完成仍推进的理由', en: 'Why, with pre-event steps not done' }, needed: true, anew: true, form: 'text', most: 500 }

const isOpinion = ({ asks }: MatterStep): boolean => asks !== undefined

/** Departments asked for their opinion of an event that have not said it. */
function unanswered({ steps }: Pick<Matter, 'steps'>): string[] {
  return steps.filter((step) => isOpinion(step) && step.ticked === null).flatMap(({ owner }) => owner ?? [])
}

const withoutOpinions: MatterField = { id: 'withoutOpinions', name: { zh: '部门意见未齐仍完成评估的理由', en: 'Why it is assessed without the opinions still open' }, needed: false, anew: true, form: 'text', most: 500 }
const missingOpinions: MatterField = { id: 'missingOpinions', name: { zh: '未答复部门', en: 'Departments that did not answer' }, needed: false, form: 'lines', mostLines: MOST_DEPARTMENTS, of: 'departments' }

/** Every department asked has said its opinion, or the assessment says why it goes on without (EVENT-7). */
function checkOpinions({ matter, given }: CheckInput) {
  const missing = matter === null ? [] : unanswered(matter)
  return missing.length > 0 && given['withoutOpinions'] === undefined ? refuse('stepsOpen', 'withoutOpinions', `${missing.join(', ')} did not answer: go on with a reason`) : null
}

/** The three pre-event steps are done; a leader may go on without, with a reason (EVENT-5). */
function checkSteps({ matter }: CheckInput) {
  const open = matter?.steps.filter((step) => !isOpinion(step) && step.ticked === null).map(({ id }) => id) ?? []
  return open.length > 0 ? refuse('stepsOpen', 'command', `${open.join(', ')} not done: a leader may go on with a reason`) : null
}

/** Said each time an event goes live before its first phase (EVENT-6). */
const early: MatterField = { id: 'early', name: { zh: '早于开放入场开始的理由', en: 'Why it goes live before doors open' }, needed: false, anew: true, form: 'text', most: 500 }

/** An event goes live from the moment its doors open; before it only with a reason. */
function checkDoors({ values: { doorsAt }, given, now }: CheckInput) {
  return now < Number(doorsAt) && given['early'] === undefined ? refuse('missing', 'early', 'doors are not open yet: why does it go live before them?') : null
}

const checkLive = (input: CheckInput) => refusedTimes(input) ?? checkDoors(input)

/** Pre-judged means drawn, or said why there is nothing to draw (EVENT-5); what is not simply fit is said in words (EVENT-7). */
function checkTick({ step, note, choice, values: { difficultAreas: areas } }: TickInput) {
  if (!isBlank(note ?? '')) return null
  if (isOpinion(step)) return choice === 'fit' ? null : refuse('missing', 'note', 'under which conditions, or why not?')
  const drawn = Array.isArray(areas) && areas.length > 0
  return step.id === 'prejudge' && !drawn ? refuse('missing', 'note', 'draw the difficult areas, or say why there are none') : null
}

/** The opinion of each department asked, all of the pack where none is named, and the three pre-event steps. */
function stepsOfEvent({ askedDepartments }: MatterValues, { departments }: Site): readonly StepRow[] {
  const asked = isLines(askedDepartments) && askedDepartments.length > 0 ? askedDepartments : departments.map(({ id }) => id)
  return [...PRE_EVENT_STEPS, ...asked.map((owner): StepRow => (
    { id: `opinion-${owner}`, text: { zh: '部门意见', en: 'Opinion of the department' }, owner, ownerField: null, due: null, asks: { choices: OPINIONS, state: 'applied' } }))]
}

const PRE_EVENT_STEPS: readonly StepRow[] = [
  {
    id: 'prejudge', text: { zh: '预判：标出难点区域', en: 'Pre-judge: draw the difficult areas' }, owner: 'police', ownerField: null,
    due: { after: 'field', field: 'startsAt', ms: -PREJUDGE_BEFORE_MS },
  },
  {
    id: 'plan', text: { zh: '预案：编制活动预案', en: 'Plan: write the plan of the event' }, owner: null, ownerField: null,
    due: { after: 'field', field: 'startsAt', ms: -PLAN_BEFORE_MS },
  },
  {
    id: 'rehearse', text: { zh: '预演：完成演练', en: 'Rehearse: hold the rehearsal' }, owner: 'police', ownerField: null,
    due: { after: 'field', field: 'startsAt', ms: -REHEARSE_BEFORE_MS },
  },
]

const adjusting = (id: string, state: string): MatterMove => (
  { id, name: { zh: '调整指挥与部署', en: 'Change command and deployment' }, from: [state], to: state, permission: 'matter', fields: changes, check: somethingChanged })

function somethingChanged({ matter, values }: CheckInput) {
  return JSON.stringify(matter?.values) === JSON.stringify(values) ? refuse('unchanged', '', 'nothing of it is new') : null
}

/** 活动: applied → assessed → approved or refused → prepared → live → closed; withdrawn any time before it is live (EVENT-1). */
export const EVENT: MatterTable = {
  kind: 'event',
  name: { zh: '活动', en: 'Event' },
  prefix: 'HD',
  start: 'applied',
  titleField: 'eventName',
  keptMs: KEPT_MS,
  states: {
    applied: { name: EVENT_STATES.applied, ended: false, limit: { ms: ASSESS_WITHIN_MS } },
    assessed: { name: EVENT_STATES.assessed, ended: false, limit: { ms: APPROVE_WITHIN_MS } },
    approved: { name: EVENT_STATES.approved, ended: false, limit: { field: 'doorsAt' } },
    refused: { name: EVENT_STATES.refused, ended: true, limit: null },
    prepared: { name: EVENT_STATES.prepared, ended: false, limit: { field: 'startsAt' } },
    live: { name: EVENT_STATES.live, ended: false, limit: { field: 'dispersedAt' } },
    closed: { name: EVENT_STATES.closed, ended: true, limit: null },
    withdrawn: { name: EVENT_STATES.withdrawn, ended: true, limit: null },
  },
  opening: {
    name: { zh: '申请活动', en: 'Apply for an event' },
    permission: 'matter',
    check: refusedTimes,
    fields: [
      { id: 'eventName', name: { zh: '活动名称', en: 'Event' }, needed: true, form: 'text', most: 100 },
      { id: 'organiser', name: { zh: '主办方类别', en: 'Kind of organiser' }, needed: true, form: 'choice', choices: ORGANISERS },
      { id: 'venue', name: { zh: '场地', en: 'Venue' }, needed: true, form: 'text', most: 200 },
      { id: 'position', name: { zh: '位置', en: 'Place' }, needed: true, form: 'place' },
      { id: 'crowd', name: { zh: '预计人数', en: 'Expected crowd' }, needed: true, form: 'number', least: 1, most: MOST_PEOPLE },
      { id: 'doorsAt', name: { zh: '开放入场', en: 'Doors open' }, needed: true, form: 'moment' },
      { id: 'startsAt', name: { zh: '开始', en: 'Start' }, needed: true, form: 'moment' },
      { id: 'endsAt', name: { zh: '结束', en: 'End' }, needed: true, form: 'moment' },
      { id: 'dispersedAt', name: { zh: '散场完毕', en: 'Dispersed' }, needed: true, form: 'moment' },
      difficultAreas,
      { id: 'askedDepartments', name: { zh: '征求意见部门（空为全部）', en: 'Departments asked for their opinion (all if empty)' }, needed: false, form: 'lines', mostLines: MOST_DEPARTMENTS, of: 'departments' },
    ],
  },
  moves: [
    {
      id: 'assess', name: { zh: '完成评估', en: 'Assess' }, from: ['applied'], to: 'assessed', permission: 'matter', follow: proposalForEvent, check: (input) => refusedTimes(input) ?? checkOpinions(input),
      adds: { fields: [missingOpinions], values: (matter) => (unanswered(matter).length === 0 ? {} : { missingOpinions: unanswered(matter) }) },
      fields: [
        { id: 'risk', name: { zh: '风险', en: 'Risk' }, needed: true, form: 'choice', choices: RISKS },
        { id: 'assessment', name: { zh: '评估意见', en: 'Assessment' }, needed: true, form: 'text', most: 500 },
        difficultAreas,
        withoutOpinions,
      ],
    },
    { id: 'approve', name: { zh: '批准', en: 'Approve' }, from: ['assessed'], to: 'approved', permission: 'decideMatter', fields: [], check: refusedTimes },
    { id: 'refuse', name: { zh: '不批准', en: 'Refuse' }, from: ['assessed'], to: 'refused', permission: 'decideMatter', fields: [reason] },
    { id: 'prepare', name: { zh: '准备就绪', en: 'Prepared' }, from: ['approved'], to: 'prepared', permission: 'matter', fields: command, check: checkSteps },
    {
      id: 'prepareUnfinished', name: { zh: '未完成三预，仍准备就绪', en: 'Prepared, with steps not done' }, from: ['approved'], to: 'prepared', permission: 'decideMatter',
      fields: [unfinished, ...command],
    },
    adjusting('adjust', 'prepared'),
    { id: 'goLive', name: { zh: '活动开始', en: 'Go live' }, from: ['prepared'], to: 'live', permission: 'matter', fields: [early], check: (input) => checkSteps(input) ?? checkLive(input) },
    {
      id: 'goLiveUnfinished', name: { zh: '未完成三预，仍开始活动', en: 'Go live, with steps not done' }, from: ['prepared'], to: 'live', permission: 'decideMatter',
      fields: [unfinished, early], check: checkLive,
    },
    adjusting('adjustLive', 'live'),
    {
      id: 'close', name: { zh: '活动结束', en: 'Close' }, from: ['live'], to: 'closed', permission: 'matter',
      fields: [{ id: 'outcome', name: { zh: '总结', en: 'Outcome' }, needed: true, form: 'text', most: 500 }],
    },
    {
      id: 'withdraw', name: { zh: '取消活动', en: 'Withdraw' }, from: ['applied', 'assessed', 'approved', 'prepared'], to: 'withdrawn', permission: 'matter',
      fields: [reason],
    },
  ],
  amending: {
    permission: 'matter', check: (input) => refusedOrder(input.values) ?? refusedMoved(input), own: { police: ['difficultAreas'] },
    settled: { states: ['assessed', ...APPROVED_STATES], permission: 'decideMatter', fields: ASSESSED_FIELDS },
    fields: [...ASSESSED_FIELDS, 'difficultAreas'],
  },
  tickCheck: checkTick,
  steps: stepsOfEvent,
}
