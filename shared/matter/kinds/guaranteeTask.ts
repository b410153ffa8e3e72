import { refuse } from '../../refusal.ts'
import { siteDay } from '../../site/day.ts'
import type { Site } from '../../site/types.ts'
import type { CheckInput, MatterTable } from '../table.ts'
import type { MatterValues, StepRow } from '../types.ts'
import { GUARANTEE_STATES } from './names.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what was done for the guarantees is to be seen for a week, the longest holiday, ms. */
const KEPT_MS = 7 * DAY_MS

/** The department's tasks of the site pack, each its own step until the end of its day. */
function stepsOfDepartment({ department }: MatterValues, { guarantees }: Site): readonly StepRow[] {
  const tasks = guarantees.find((each) => each.department === department)?.tasks ?? []
  return tasks.map(({ id, text }) => ({ id, text, owner: String(department), ownerField: null, due: { after: 'field', field: 'dueAt', ms: 0 } }))
}

/** The department has tasks in the pack, and none of them opened for that day yet. */
function checkOpening({ values, board, site, now }: CheckInput) {
  const { department, dueAt } = values
  if (!site.guarantees.some((each) => each.department === department)) return refuse('unknown', 'department', 'has no guarantee in the site pack')
  if (typeof dueAt !== 'number' || dueAt <= now) return refuse('reversed', 'dueAt', 'lies in the past')
  const day = siteDay(dueAt, site.timeZone)
  const twice = [...board.matters.values()].find((matter) => matter.kind === 'guaranteeTask' && matter.state !== 'dropped'
    && matter.values['department'] === department && typeof matter.values['dueAt'] === 'number' && siteDay(matter.values['dueAt'], site.timeZone) === day)
  return twice === undefined ? null : refuse('overlap', 'department', `has its tasks of that day already: ${twice.number}`)
}

/** What was left undone is said, or nothing was. */
function checkFinish({ matter, values }: CheckInput) {
  const left = matter?.steps.filter(({ ticked }) => ticked === null).length ?? 0
  return left > 0 && values['left'] === undefined ? refuse('missing', 'left', `${left} tasks are not ticked: what became of them?`) : null
}

/** "三保": one department's tasks of one day, assigned → under way → done; each task is a step its own account ticks (GUARANTEE-2). */
export const GUARANTEE_TASK: MatterTable = {
  kind: 'guaranteeTask',
  name: { zh: '三保任务', en: 'Guarantee task' },
  prefix: 'SB',
  start: 'assigned',
  titleField: 'department',
  keptMs: KEPT_MS,
  states: {
    assigned: { name: GUARANTEE_STATES.assigned, ended: false, limit: { field: 'dueAt' } },
    underWay: { name: GUARANTEE_STATES.underWay, ended: false, limit: { field: 'dueAt' } },
    done: { name: GUARANTEE_STATES.done, ended: true, limit: null },
    dropped: { name: GUARANTEE_STATES.dropped, ended: true, limit: null },
  },
  opening: {
    name: { zh: '下达三保任务', en: 'Assign guarantee tasks' },
    permission: 'matter',
    check: checkOpening,
    fields: [
      { id: 'department', name: { zh: '部门', en: 'Department' }, needed: true, form: 'ofSite', of: 'departments' },
      { id: 'dueAt', name: { zh: '完成时限', en: 'To be done by' }, needed: true, form: 'moment' },
    ],
  },
  moves: [
    { id: 'begin', name: { zh: '开始', en: 'Begin' }, from: ['assigned'], to: 'underWay', permission: 'matter', fields: [] },
    {
      id: 'finish', name: { zh: '完成', en: 'Finish' }, from: ['assigned', 'underWay'], to: 'done', permission: 'matter', check: checkFinish,
      fields: [{ id: 'left', name: { zh: '未完成事项说明', en: 'What was left undone' }, needed: false, form: 'text', most: 500 }],
    },
    {
      id: 'drop', name: { zh: '取消', en: 'Drop' }, from: ['assigned', 'underWay'], to: 'dropped', permission: 'matter',
      fields: [{ id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }],
    },
  ],
  amending: null,
  steps: stepsOfDepartment,
}
