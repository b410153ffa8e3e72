import { refuse } from '../../refusal.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'

const HOUR_MS = 3_600_000
/** ASSUMPTION: whether a scheme is still needed is looked at two hours after it was activated, unless another time is agreed on, ms. */
export const REVIEW_WITHIN_MS = 2 * HOUR_MS
/** ASSUMPTION: a scheme that was lifted is to be seen for a day, ms. */
const KEPT_MS = 24 * HOUR_MS

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const reviewAt: MatterField = { id: 'reviewAt', name: { zh: '复核时间', en: 'To be reviewed by' }, needed: false, form: 'moment' }

/** A scheme is active once, whatever it is for (SCHEME-2). */
function checkActivation({ values, board, now }: CheckInput) {
  const { scheme, incident, reviewAt: by } = values
  if (typeof incident === 'string' && board.incidents.get(incident)?.end != null) return refuse('ended', 'incident', 'has ended')
  for (const { kind, endedAt, number, values: held } of board.matters.values()) {
    if (kind === 'schemeRun' && endedAt === null && held['scheme'] === scheme) return refuse('alreadyRunning', 'scheme', `is active already as ${number}`)
  }
  return typeof by === 'number' && by <= now ? refuse('reversed', 'reviewAt', 'lies in the past') : null
}

function checkReview({ values: { reviewAt: by }, now }: CheckInput) {
  return typeof by === 'number' && by <= now ? refuse('reversed', 'reviewAt', 'lies in the past') : null
}

/** 管控方案: a control scheme of the site pack, drawn on every map from its activation until it is lifted. */
export const SCHEME_RUN: MatterTable = {
  kind: 'schemeRun',
  name: { zh: '管控方案', en: 'Control scheme' },
  prefix: 'GK',
  start: 'active',
  titleField: 'scheme',
  keptMs: KEPT_MS,
  states: {
    active: { name: { zh: '管控中', en: 'Active' }, ended: false, limit: { ms: REVIEW_WITHIN_MS, field: 'reviewAt' } },
    lifted: { name: { zh: '已解除', en: 'Lifted' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '启用管控方案', en: 'Activate a scheme' },
    permission: 'decideMatter',
    fields: [
      { id: 'scheme', name: { zh: '方案', en: 'Scheme' }, needed: true, form: 'ofSite', of: 'schemes' },
      reason,
      { id: 'incident', name: { zh: '事件', en: 'Incident' }, needed: false, form: 'incident' },
      reviewAt,
    ],
    check: checkActivation,
  },
  moves: [
    {
      id: 'prolong', name: { zh: '复核后继续', en: 'Review and go on' }, from: ['active'], to: 'active', permission: 'decideMatter',
      fields: [reason, { ...reviewAt, needed: true }], check: checkReview,
    },
    { id: 'lift', name: { zh: '解除管控', en: 'Lift' }, from: ['active'], to: 'lifted', permission: 'decideMatter', fields: [reason] },
  ],
  amending: null,
  steps: [],
}
