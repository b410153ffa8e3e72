import type { Mode } from '../../mode/types.ts'
import { refuse } from '../../refusal.ts'
import type { CheckInput, MatterField, MatterFollow, MatterTable } from '../table.ts'
import type { MatterValues } from '../types.ts'
import { CALLED_BACK_MS, MEETING_KINDS, MOST_UNITS } from './meeting.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** ASSUMPTION: a proposal is decided within a day, ms. */
export const DECIDE_PROPOSAL_MS = DAY_MS
/** ASSUMPTION: where the leader names no time, a consultation begins so long after it was accepted, in an emergency much sooner, and lasts an hour, ms. */
export const CALLED_AHEAD_MS = DAY_MS
export const CALLED_AHEAD_EMERGENCY_MS = HOUR_MS / 2
const LASTS_MS = HOUR_MS
const KEPT_MS = 7 * DAY_MS

const startsAt: MatterField = { id: 'startsAt', name: { zh: '开始（空为默认）', en: 'Begins (as usual if empty)' }, needed: false, form: 'moment' }
const venue: MatterField = { id: 'venue', name: { zh: '地点', en: 'Where' }, needed: false, form: 'text', most: 100 }
const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const invited: MatterField = { id: 'invited', name: { zh: '参会单位（空为全部）', en: 'Units invited (all if empty)' }, needed: false, form: 'lines', mostLines: MOST_UNITS, of: 'memberUnits' }

/** The meeting a proposal becomes: at the time and with the units the leader names, else soon and with all of them. */
const calls: MatterFollow = ({ values, site, now }) => {
  const { subject, meetingKind, startsAt: named, venue: where, invited: units } = values
  const start = typeof named === 'number' ? named : now + (meetingKind === 'emergency' ? CALLED_AHEAD_EMERGENCY_MS : CALLED_AHEAD_MS)
  const all = Array.isArray(units) && units.length > 0 ? units : site.memberUnits.map(({ id }) => id)
  return {
    kind: 'meeting',
    values: { subject: subject ?? '', meetingKind: meetingKind ?? 'singleTopic', startsAt: start, endsAt: start + LASTS_MS, invited: all, ...(where === undefined ? {} : { venue: where }) },
  }
}

/** A consultation begins as any meeting may that is called (COMMITTEE-10). */
function checkStart({ given: { startsAt: named }, now }: CheckInput) {
  return typeof named === 'number' && named < now - CALLED_BACK_MS ? refuse('tooOld', 'startsAt', 'lies more than a day back') : null
}

/** 会商建议: proposed by the system or by headquarters → accepted, which calls the meeting, or declined (MEETING-1). */
export const MEETING_PROPOSAL: MatterTable = {
  kind: 'meetingProposal',
  name: { zh: '会商建议', en: 'Proposed consultation' },
  prefix: 'HYJ',
  start: 'proposed',
  titleField: 'subject',
  keptMs: KEPT_MS,
  states: {
    proposed: { name: { zh: '待决定', en: 'Proposed' }, ended: false, limit: { ms: DECIDE_PROPOSAL_MS } },
    accepted: { name: { zh: '已召集', en: 'Called' }, ended: true, limit: null },
    declined: { name: { zh: '不召集', en: 'Declined' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '建议会商', en: 'Propose a consultation' },
    permission: 'matter',
    fields: [
      { id: 'subject', name: { zh: '议题', en: 'Subject' }, needed: true, form: 'text', most: 200 },
      { id: 'meetingKind', name: { zh: '会议类别', en: 'Kind of meeting' }, needed: true, form: 'choice', choices: MEETING_KINDS },
      { id: 'cause', name: { zh: '缘由', en: 'Because of' }, needed: false, form: 'text', most: 200 },
    ],
  },
  moves: [
    { id: 'accept', name: { zh: '召集会商', en: 'Call it' }, from: ['proposed'], to: 'accepted', permission: 'decideMatter', fields: [startsAt, venue, invited], check: checkStart, follow: calls },
    { id: 'decline', name: { zh: '不召集', en: 'Decline' }, from: ['proposed'], to: 'declined', permission: 'decideMatter', fields: [reason] },
  ],
  amending: null,
  steps: [],
}

const OF_MODE: Readonly<Partial<Record<Mode, { readonly subject: string; readonly cause: string }>>> = {
  holiday: { subject: '节假日模式会商', cause: '转入节假日模式' },
  event: { subject: '重大活动模式会商', cause: '转入重大活动模式' },
  emergency: { subject: '应急会商', cause: '转入应急战时模式' },
}

/** What is proposed when a mode begins (article: three modes have consultations of their own); null for normal mode. */
export function proposalForMode(mode: Mode): MatterValues | null {
  const words = OF_MODE[mode]
  return words === undefined ? null : { ...words, meetingKind: mode }
}

/** What is proposed when an event was assessed. */
export const proposalForEvent: MatterFollow = ({ matter }) => (
  { kind: 'meetingProposal', values: { subject: `${String(matter.values['eventName'])}会商`, meetingKind: 'event', cause: `${matter.number} 已评估` } })
