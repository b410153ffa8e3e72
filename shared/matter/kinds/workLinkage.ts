import { knownDrill } from '../../drill/known.ts'
import { refuse } from '../../refusal.ts'
import { nextOfSeries, SERIES_FIELD_IDS, SERIES_FIELDS } from '../series.ts'
import type { CheckInput, MatterField, MatterFollow, MatterMove, MatterTable } from '../table.ts'
import { WORK_NAMES } from './names.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what was planned of a month is still there at the end of the next one, ms. */
const KEPT_MS = 62 * DAY_MS
const MOST_PEOPLE = 2_000
const MOST_HAZARDS = 500

/** Who is trained: roles and how many, never who. */
const AUDIENCES = [
  { id: 'gridWorkers', name: { zh: '网格员', en: 'Grid workers' } },
  { id: 'police', name: { zh: '民警', en: 'Police' } },
  { id: 'guards', name: { zh: '保安', en: 'Guards' } },
  { id: 'property', name: { zh: '物业', en: 'Property staff' } },
  { id: 'departments', name: { zh: '部门人员', en: 'Departments' } },
] as const

const topic: MatterField = { id: 'topic', name: { zh: '主题', en: 'Topic' }, needed: true, form: 'text', most: 200 }
const plan: MatterField = { id: 'plan', name: { zh: '专项预案', en: 'Special plan' }, needed: false, form: 'ofSite', of: 'plans' }
const heldDrill: MatterField = { id: 'drill', name: { zh: '已开展的演练', en: 'The drill that was held' }, needed: false, form: 'drill' }
const grid: MatterField = { id: 'grid', name: { zh: '网格', en: 'Grid' }, needed: true, form: 'ofSite', of: 'grids' }
const dueAt: MatterField = { id: 'dueAt', name: { zh: '计划完成', en: 'Planned to be done by' }, needed: true, form: 'moment' }
const note: MatterField = { id: 'note', name: { zh: '情况', en: 'How it went' }, needed: false, form: 'text', most: 500 }
const count = (id: string, zh: string, en: string, most: number): MatterField => ({ id, name: { zh, en }, needed: true, form: 'number', least: 0, most })

const planned = { name: { zh: '已计划', en: 'Planned' }, ended: false, limit: { field: 'dueAt' } } as const
const done = { name: { zh: '已完成', en: 'Done' }, ended: true, limit: null } as const
const dropped = { name: { zh: '已取消', en: 'Dropped' }, ended: true, limit: null } as const

function drop(from: readonly string[], follow: MatterFollow): MatterMove {
  return {
    id: 'drop', name: { zh: '取消', en: 'Drop' }, from, to: 'dropped', permission: 'matter', follow,
    fields: [{ id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }],
  }
}

/** What comes regularly comes again, also where one time was dropped (SERIES-1). */
const NEXT = nextOfSeries(['topic', 'audience', 'people', 'plan', 'grid'], ['dueAt'])

/** A plan is for what is still to come. */
function checkPlan({ values: { dueAt: by }, now }: CheckInput) {
  return typeof by === 'number' && by <= now ? refuse('reversed', 'dueAt', 'lies in the past') : null
}

/** 培训: planned → done or dropped. */
export const TRAINING: MatterTable = {
  kind: 'training', name: WORK_NAMES.training, prefix: 'PX', start: 'planned', titleField: 'topic', keptMs: KEPT_MS,
  states: { planned, done, dropped },
  opening: {
    name: { zh: '计划培训', en: 'Plan a training' }, permission: 'matter', check: checkPlan,
    fields: [
      topic, { id: 'audience', name: { zh: '对象', en: 'Audience' }, needed: true, form: 'choice', choices: AUDIENCES },
      count('people', '人数', 'How many', MOST_PEOPLE), dueAt, ...SERIES_FIELDS,
    ],
  },
  moves: [
    { id: 'complete', name: { zh: '已完成', en: 'Done' }, from: ['planned'], to: 'done', permission: 'matter', follow: NEXT, fields: [count('attended', '到课人数', 'How many came', MOST_PEOPLE), note] },
    drop(['planned'], NEXT),
  ],
  amending: { permission: 'matter', fields: ['topic', 'audience', 'people', 'dueAt', ...SERIES_FIELD_IDS], check: checkPlan },
  steps: [],
}

/** 区域巡查: planned → under way → done, with how many hazards it found; each of them is a hazard of its own. */
export const AREA_PATROL: MatterTable = {
  kind: 'areaPatrol', name: WORK_NAMES.areaPatrol, prefix: 'QX', start: 'planned', titleField: 'topic', keptMs: KEPT_MS,
  states: { planned, underWay: { name: { zh: '进行中', en: 'Under way' }, ended: false, limit: { field: 'dueAt' } }, done, dropped },
  opening: { name: { zh: '计划巡查', en: 'Plan an area patrol' }, permission: 'matter', check: checkPlan, fields: [topic, grid, dueAt, ...SERIES_FIELDS] },
  moves: [
    { id: 'begin', name: { zh: '开始', en: 'Begin' }, from: ['planned'], to: 'underWay', permission: 'matter', fields: [] },
    { id: 'complete', name: { zh: '已完成', en: 'Done' }, from: ['underWay'], to: 'done', permission: 'matter', follow: NEXT, fields: [count('hazards', '发现隐患数', 'Hazards found', MOST_HAZARDS), note] },
    drop(['planned', 'underWay'], NEXT),
  ],
  amending: { permission: 'matter', fields: ['topic', 'grid', 'dueAt', ...SERIES_FIELD_IDS], check: checkPlan },
  steps: [],
}

/** The drill that was held has ended, is of the plan it was planned for, and is named once; without one a word says why (WORK-3). */
function checkDrillHeld({ matter, values: { plan }, given, board, site }: CheckInput) {
  const { drill: id, note: word } = given
  if (typeof id !== 'string') return plan !== undefined && word === undefined ? refuse('missing', 'drill', 'which drill was held? Or say in a note why there is none') : null
  const drill = knownDrill(board, id)
  if (drill === undefined || drill.state !== 'ended') return refuse('drillNotEnded', 'drill', 'has not ended')
  const kind = site.plans.find((each) => each.id === plan)?.kind
  if (plan !== undefined && drill.script.plan !== kind) return refuse('notCalledFor', 'drill', 'is a drill of another plan')
  const other = [...board.matters.values()].find((each) => each.kind === 'drillPlan' && each.id !== matter?.id && each.values['drill'] === id)
  return other === undefined ? null : refuse('alreadyDone', 'drill', `was named by ${other.number}`)
}

/** 综合演练 as planned, for a special plan or in general; the drill itself is run and timed as a drill, which is named when it is done. */
export const DRILL_PLAN: MatterTable = {
  kind: 'drillPlan', name: WORK_NAMES.drillPlan, prefix: 'YL', start: 'planned', titleField: 'topic', keptMs: KEPT_MS,
  states: { planned, done, dropped },
  opening: { name: { zh: '计划演练', en: 'Plan a drill' }, permission: 'matter', check: checkPlan, fields: [topic, plan, { ...grid, needed: false }, dueAt, ...SERIES_FIELDS] },
  moves: [
    {
      id: 'complete', name: { zh: '已完成', en: 'Done' }, from: ['planned'], to: 'done', permission: 'matter', follow: NEXT, check: checkDrillHeld,
      fields: [heldDrill, count('attended', '参演人数', 'How many took part', MOST_PEOPLE), note],
    },
    drop(['planned'], NEXT),
  ],
  amending: { permission: 'matter', fields: ['topic', 'plan', 'grid', 'dueAt', ...SERIES_FIELD_IDS], check: checkPlan },
  steps: [],
}
