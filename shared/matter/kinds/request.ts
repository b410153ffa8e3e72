import type { MatterField, MatterTable } from '../table.ts'
import { TOPICS } from './names.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** ASSUMPTION: somebody is named to answer a request within this time of its coming, ms. */
export const TAKEN_WITHIN_MS = 4 * HOUR_MS
/** ASSUMPTION: the company says within this time whether the answer serves it, ms. */
export const CONFIRMED_WITHIN_MS = 3 * DAY_MS
/** ASSUMPTION: answered requests stay for figures of a month, ms. */
const KEPT_MS = 31 * DAY_MS


/** ASSUMPTION: how long an answer of each kind may take from being assigned, or reopened, ms. */
export const ANSWER_WITHIN_MS: Readonly<Record<(typeof TOPICS)[number]['id'], number>> = {
  security: 4 * HOUR_MS, utilities: DAY_MS, policy: 2 * DAY_MS, premises: 3 * DAY_MS, permits: 5 * DAY_MS, recruitment: 7 * DAY_MS,
}
const LONGEST_MS = Math.max(...Object.values(ANSWER_WITHIN_MS))

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
/** A limit does not begin anew without it (MATTER-10). */
const restart: MatterField = { id: 'restart', name: { zh: '改派并重新计时的理由（空为期限不变）', en: 'Why the limit begins anew (as it was if empty)' }, needed: false, anew: true, form: 'text', most: 500 }
const answering = { ms: LONGEST_MS, per: { field: 'topic', ms: ANSWER_WITHIN_MS } } as const

/** 企业诉求: received → assigned → answered → confirmed, or reopened when the answer does not serve; limits by its kind (ENTERPRISE-2). */
export const REQUEST: MatterTable = {
  kind: 'request',
  name: { zh: '企业诉求', en: 'Company request' },
  prefix: 'SQ',
  start: 'received',
  titleField: 'summary',
  keptMs: KEPT_MS,
  states: {
    received: { name: { zh: '已受理', en: 'Received' }, ended: false, limit: { ms: TAKEN_WITHIN_MS } },
    assigned: { name: { zh: '办理中', en: 'Assigned' }, ended: false, limit: answering },
    answered: { name: { zh: '已答复', en: 'Answered' }, ended: false, limit: { ms: CONFIRMED_WITHIN_MS } },
    reopened: { name: { zh: '重新办理', en: 'Reopened' }, ended: false, limit: answering },
    confirmed: { name: { zh: '企业确认', en: 'Confirmed' }, ended: true, limit: null },
    withdrawn: { name: { zh: '已撤回', en: 'Withdrawn' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '登记企业诉求', en: 'Record a request' },
    permission: 'matter',
    fields: [
      { id: 'company', name: { zh: '企业', en: 'Company' }, needed: true, form: 'ofSite', of: 'companies' },
      { id: 'topic', name: { zh: '类别', en: 'Kind' }, needed: true, form: 'choice', choices: TOPICS },
      { id: 'summary', name: { zh: '诉求', en: 'Request' }, needed: true, form: 'text', most: 200 },
    ],
  },
  moves: [
    {
      id: 'assign', name: { zh: '派单', en: 'Assign' }, from: ['received', 'assigned', 'reopened'], to: 'assigned', permission: 'matter',
      keepsLimit: ({ matter, given }) => matter.state !== 'received' && given['restart'] === undefined,
      fields: [{ id: 'department', name: { zh: '承办部门', en: 'Answered by' }, needed: false, form: 'ofSite', of: 'departments' }, restart],
    },
    {
      id: 'answer', name: { zh: '答复', en: 'Answer' }, from: ['assigned', 'reopened'], to: 'answered', permission: 'matter',
      fields: [{ id: 'answer', name: { zh: '答复内容', en: 'Answer' }, needed: true, form: 'text', most: 500 }],
    },
    { id: 'confirm', name: { zh: '企业确认', en: 'Confirmed by the company' }, from: ['answered'], to: 'confirmed', permission: 'matter', fields: [] },
    { id: 'reopen', name: { zh: '重新办理', en: 'Reopen' }, from: ['answered', 'confirmed'], to: 'reopened', permission: 'matter', fields: [reason] },
    { id: 'withdraw', name: { zh: '企业撤回', en: 'Withdrawn' }, from: ['received', 'assigned', 'reopened'], to: 'withdrawn', permission: 'matter', fields: [reason] },
  ],
  amending: { permission: 'matter', fields: ['company', 'topic', 'summary'] },
  steps: [],
}
