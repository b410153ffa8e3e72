import { refuse } from '../../refusal.ts'
import { gridAt, liesInGrid } from '../../site/gridAt.ts'
import { HAZARD_STATES } from './names.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import { isPlace } from '../values.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** ASSUMPTION: whoever rectifies a hazard is named within this time of its being found, ms. */
export const ASSIGN_WITHIN_MS = 4 * HOUR_MS
/** ASSUMPTION: a hazard is rectified within this time of being assigned, unless a day is agreed on, ms. */
export const RECTIFY_WITHIN_MS = 3 * DAY_MS
/** ASSUMPTION: what was rectified is looked at within this time, ms. */
export const VERIFY_WITHIN_MS = DAY_MS
/** ASSUMPTION: a warning stands at the place within this time of the hazard's being found, ms. */
export const WARN_WITHIN_MS = HOUR_MS
/** ASSUMPTION: a settled hazard is to be seen for a month, so that the next walk of its grid can look there again, ms. */
const KEPT_MS = 30 * DAY_MS

/** Who rectifies: the police officer or grid worker of the grid, or a department. */
const ASSIGNEES = [
  { id: 'police', name: { zh: '网格民警', en: 'Police of the grid' } },
  { id: 'gridWorker', name: { zh: '网格员', en: 'Grid worker' } },
  { id: 'department', name: { zh: '部门', en: 'A department' } },
] as const

const RISKS = [
  { id: 'fire', name: { zh: '消防', en: 'Fire' } },
  { id: 'water', name: { zh: '涉水', en: 'Water' } },
  { id: 'traffic', name: { zh: '交通', en: 'Traffic' } },
  { id: 'facility', name: { zh: '设施', en: 'Facilities' } },
  { id: 'crowd', name: { zh: '人群', en: 'Crowd' } },
  { id: 'other', name: { zh: '其他', en: 'Other' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const note: MatterField = { id: 'note', name: { zh: '说明', en: 'Note' }, needed: false, form: 'text', most: 500 }
/** A limit does not begin anew without it (MATTER-10). */
const restart: MatterField = { id: 'restart', name: { zh: '改派并重新计时的理由（空为期限不变）', en: 'Why the limit begins anew (as it was if empty)' }, needed: false, anew: true, form: 'text', most: 500 }
const unfinished: MatterField = { id: 'unfinished', name: { zh: '步骤未完成仍通过的理由', en: 'Why, with steps not done' }, needed: false, anew: true, form: 'text', most: 500 }
const dueAt: MatterField = { id: 'dueAt', name: { zh: '整改期限', en: 'To be rectified by' }, needed: false, form: 'moment' }

/** Where both are said, the place lies in the grid named, or at its border (HAZARD-3); what was recorded before is not asked again. */
function checkGrid({ matter, values: { grid: id, position }, site }: CheckInput) {
  const isAsBefore = matter !== null && matter.values['grid'] === id && JSON.stringify(matter.values['position']) === JSON.stringify(position)
  const grid = site.grids.find((each) => each.id === id)
  if (isAsBefore || !isPlace(position) || grid === undefined || liesInGrid(grid, [position.lon, position.lat])) return null
  return refuse('otherGrid', 'grid', `its place lies in ${gridAt(site.grids, [position.lon, position.lat]) ?? 'no grid'}`)
}

/** A department is named when, and only when, one rectifies (HAZARD-4); the day agreed on is still to come, and another one than that of before has a reason. */
function checkAssignment({ matter, values, given, now }: CheckInput) {
  const { assignee, department, dueAt: by } = values
  if (assignee === 'department' && (department === undefined || department === '')) return refuse('missing', 'department', 'which department rectifies it?')
  if (assignee !== 'department' && given['department'] !== undefined) return refuse('otherAssignee', 'department', 'is named only where a department rectifies it')
  if (typeof given['dueAt'] === 'number' && matter?.state === 'assigned' && given['dueAt'] !== matter.until && given['restart'] === undefined) {
    return refuse('missing', 'restart', 'another day than the one agreed on has a reason')
  }
  return typeof by === 'number' && by <= now && (given['dueAt'] !== undefined || matter?.state !== 'assigned') ? refuse('reversed', 'dueAt', 'lies in the past') : null
}

/** What was to be done at the place is ticked, or it is said why not (HAZARD-2). */
function checkVerified({ matter, given }: CheckInput) {
  const open = matter?.steps.filter(({ ticked }) => ticked === null).map(({ id }) => id) ?? []
  return open.length > 0 && given['unfinished'] === undefined ? refuse('stepsOpen', 'unfinished', `${open.join(', ')} not done`) : null
}

/** 隐患: found → assigned → rectified → verified; back to assigned when it is not done well, reopened when it comes back. */
export const HAZARD: MatterTable = {
  kind: 'hazard',
  name: { zh: '隐患', en: 'Hazard' },
  prefix: 'YH',
  start: 'found',
  titleField: 'summary',
  keptMs: KEPT_MS,
  states: {
    found: { name: HAZARD_STATES.found, ended: false, limit: { ms: ASSIGN_WITHIN_MS } },
    assigned: { name: HAZARD_STATES.assigned, ended: false, limit: { ms: RECTIFY_WITHIN_MS, field: 'dueAt' } },
    rectified: { name: HAZARD_STATES.rectified, ended: false, limit: { ms: VERIFY_WITHIN_MS } },
    verified: { name: HAZARD_STATES.verified, ended: true, limit: null },
    dismissed: { name: HAZARD_STATES.dismissed, ended: true, limit: null },
  },
  opening: {
    name: { zh: '登记隐患', en: 'Record a hazard' },
    permission: 'matter',
    check: checkGrid,
    fields: [
      { id: 'summary', name: { zh: '隐患', en: 'What' }, needed: true, form: 'text', most: 200 },
      { id: 'risk', name: { zh: '类别', en: 'Kind' }, needed: true, form: 'choice', choices: RISKS },
      { id: 'grid', name: { zh: '网格', en: 'Grid' }, needed: true, form: 'ofSite', of: 'grids' },
      { id: 'position', name: { zh: '位置', en: 'Place' }, needed: false, form: 'place' },
    ],
  },
  moves: [
    {
      id: 'assign', name: { zh: '派单', en: 'Assign' }, from: ['found', 'assigned'], to: 'assigned', permission: 'matter', check: checkAssignment,
      keepsLimit: ({ matter, given }) => matter.state === 'assigned' && given['restart'] === undefined,
      fields: [
        { id: 'assignee', name: { zh: '整改方', en: 'By whom' }, needed: true, form: 'choice', choices: ASSIGNEES },
        { id: 'department', name: { zh: '部门', en: 'Department' }, needed: false, onlyWith: { field: 'assignee', value: 'department' }, form: 'ofSite', of: 'departments' },
        { ...dueAt, anew: true },
        restart,
      ],
    },
    {
      id: 'rectify', name: { zh: '整改完成', en: 'Rectified' }, from: ['assigned'], to: 'rectified', permission: 'matter',
      own: ({ assignee, department }) => (assignee === 'department' && typeof department === 'string' ? department : null),
      fields: [{ id: 'done', name: { zh: '整改情况', en: 'What was done' }, needed: true, form: 'text', most: 500 }],
    },
    { id: 'verify', name: { zh: '复核通过', en: 'Verify' }, from: ['rectified'], to: 'verified', permission: 'matter', fields: [note, unfinished], check: checkVerified },
    {
      id: 'reject', name: { zh: '复核不通过', en: 'Reject' }, from: ['rectified'], to: 'assigned', permission: 'matter', fields: [reason, { ...dueAt, needed: true }],
      check: checkAssignment,
    },
    { id: 'dismiss', name: { zh: '不成立', en: 'Dismiss' }, from: ['found'], to: 'dismissed', permission: 'matter', fields: [reason] },
    { id: 'recur', name: { zh: '再次出现', en: 'It is back' }, from: ['verified', 'dismissed'], to: 'found', permission: 'matter', fields: [reason] },
  ],
  amending: { permission: 'matter', fields: ['summary', 'risk', 'grid', 'position'], check: checkGrid },
  steps: [
    {
      id: 'warn', text: { zh: '现场设置警示', en: 'Put up a warning at the place' }, owner: null, ownerField: null,
      due: { after: 'opening', ms: WARN_WITHIN_MS },
    },
    {
      id: 'evidence', text: { zh: '回报整改前后情况', en: 'Report how it was and how it is' }, owner: null, ownerField: 'department',
      due: { after: 'state', state: 'assigned', ms: RECTIFY_WITHIN_MS },
    },
  ],
}
