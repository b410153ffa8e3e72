import { refuse } from '../../refusal.ts'
import type { Site } from '../../site/types.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import type { MatterValues, StepRow } from '../types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: a run that ended is to be seen for a day, for whoever writes its report, ms. */
const KEPT_MS = DAY_MS

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }

/** One run of a plan at a time for one incident, and none for an incident that has ended (PLAN-2). */
function checkStart({ values, board }: CheckInput) {
  const { plan, incident } = values
  if (typeof incident === 'string' && board.incidents.get(incident)?.end != null) return refuse('ended', 'incident', 'has ended')
  for (const { kind, endedAt, number, values: held } of board.matters.values()) {
    if (kind !== 'planRun' || endedAt !== null) continue
    if (held['plan'] === plan && held['incident'] === incident) return refuse('alreadyRunning', 'plan', `runs already as ${number}`)
  }
  return null
}

/** The steps of the plan it runs, due from its start. */
function stepsOfPlan({ plan: id }: MatterValues, { plans }: Site): readonly StepRow[] {
  const steps = plans.find((plan) => plan.id === id)?.steps ?? []
  return steps.map(({ id: step, text, owner, dueMs }) => ({ id: step, text, owner, ownerField: null, due: { after: 'opening', ms: dueMs } }))
}

/**
 * 专项预案执行: a special plan of the site pack, running for an incident or by itself. ASSUMPTION: a leader starts, ends and cancels it; ending
 * it with steps still open is allowed, its words say why, and the record keeps which.
 */
export const PLAN_RUN: MatterTable = {
  kind: 'planRun',
  name: { zh: '专项预案', en: 'Special plan' },
  prefix: 'YA',
  start: 'running',
  titleField: 'plan',
  keptMs: KEPT_MS,
  states: {
    running: { name: { zh: '执行中', en: 'Running' }, ended: false, limit: null },
    ended: { name: { zh: '已结束', en: 'Ended' }, ended: true, limit: null },
    cancelled: { name: { zh: '已撤销', en: 'Cancelled' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '启动预案', en: 'Start a plan' },
    permission: 'decideMatter',
    fields: [
      { id: 'plan', name: { zh: '预案', en: 'Plan' }, needed: true, form: 'ofSite', of: 'plans' },
      { id: 'incident', name: { zh: '事件', en: 'Incident' }, needed: false, form: 'incident' },
    ],
    check: checkStart,
  },
  moves: [
    {
      id: 'end', name: { zh: '结束预案', en: 'End the plan' }, from: ['running'], to: 'ended', permission: 'decideMatter',
      fields: [{ id: 'outcome', name: { zh: '处置结果', en: 'Outcome' }, needed: true, form: 'text', most: 500 }],
    },
    { id: 'cancelPlan', name: { zh: '撤销预案', en: 'Cancel the plan' }, from: ['running'], to: 'cancelled', permission: 'decideMatter', fields: [reason] },
  ],
  amending: null,
  steps: stepsOfPlan,
}
