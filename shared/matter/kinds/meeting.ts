import type { Board } from '../../board.ts'
import { refuse } from '../../refusal.ts'
import { isLines } from '../values.ts'
import { nextOfSeries, SERIES_FIELD_IDS, SERIES_FIELDS } from '../series.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import type { Matter } from '../types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: units are told of a meeting at least so long before it begins, ms. */
export const NOTICE_BEFORE_MS = DAY_MS
/** ASSUMPTION: what a meeting decided is written down within this time of its being recorded as held, ms. */
export const DECIDE_WITHIN_MS = 3 * DAY_MS
/** ASSUMPTION: a meeting that is over is to be seen for a quarter, so that the next one can look back, ms. */
const KEPT_MS = 92 * DAY_MS
export const MOST_UNITS = 100
const MOST_DECISIONS = 30

/** Meetings the article names: two regular ones, and those called for a mode or a single topic. */
export const MEETING_KINDS = [
  { id: 'jointCommittee', name: { zh: '联合党委联席会议', en: 'Joint committee' } },
  { id: 'committeeOffice', name: { zh: '联合党委办公室联席会议', en: 'Office of the committee' } },
  { id: 'holiday', name: { zh: '节假日会商', en: 'Holiday' } },
  { id: 'event', name: { zh: '重大活动会商', en: 'Event' } },
  { id: 'emergency', name: { zh: '应急会商', en: 'Emergency' } },
  { id: 'singleTopic', name: { zh: '单项议题', en: 'Single topic' } },
] as const

const reason: MatterField = { id: 'reason', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }
const note: MatterField = { id: 'note', name: { zh: '说明', en: 'Note' }, needed: false, form: 'text', most: 500 }
const attended: MatterField = { id: 'attended', name: { zh: '到会单位', en: 'Units that came' }, needed: true, form: 'lines', mostLines: MOST_UNITS, of: 'memberUnits', none: true }

/** It ends after it begins, somebody is invited, nobody came who was not, and nobody came before it began. */
function checkMeeting({ values, given, now }: CheckInput) {
  const { startsAt, endsAt, invited, attended: came } = values
  if (typeof startsAt === 'number' && typeof endsAt === 'number' && endsAt <= startsAt) return refuse('reversed', 'endsAt', 'is not after the beginning')
  if (!isLines(invited) || invited.length === 0) return refuse('missing', 'invited', 'invite at least one unit')
  const isTold = given['attended'] !== undefined || given['startsAt'] !== undefined
  if (isTold && isLines(came) && typeof startsAt === 'number' && startsAt > now) return refuse('future', 'startsAt', 'is still to come: set right when it began, if it was earlier')
  const stray = isLines(came) ? came.findIndex((unit) => !invited.includes(unit)) : -1
  return stray === -1 ? null : refuse('unknown', `attended.${stray}`, 'was not invited')
}

/** ASSUMPTION: a meeting is called, or moved, at most so long after it began, ms: one of today may be written down late. */
export const CALLED_BACK_MS = DAY_MS

/** It is written down at most a day late, and not moved far back: who came and who did not counts in the period it began in. */
function checkMoments(input: CheckInput) {
  const { matter, values: { startsAt }, now } = input
  const isMoved = startsAt !== matter?.values['startsAt']
  if (isMoved && Number(startsAt) < (matter?.state === 'called' ? now : matter?.openedAt ?? now) - CALLED_BACK_MS) return refuse('tooOld', 'startsAt', 'lies more than a day back')
  return checkMeeting(input)
}

function checkDecisions({ values: { decisions } }: CheckInput) {
  return isLines(decisions) && decisions.length > 0 ? null : refuse('missing', 'decisions', 'write down at least one, or close the meeting without')
}

/** Key work on the board that carries out what a meeting decided and has not ended. */
export function openDecisions({ matters }: Pick<Board, 'matters'>, meeting: string): Matter[] {
  return [...matters.values()].filter(({ kind, values, endedAt }) => kind === 'keyWork' && values['meeting'] === meeting && endedAt === null)
}

function checkClosing({ matter, board }: CheckInput) {
  const open = openDecisions(board, matter?.number ?? '')
  return open.length === 0 ? null : refuse('notEnded', 'command', `${open.map(({ number }) => number).join(', ')} of it is still to be accepted`)
}

/** A regular meeting is called again with its end, also where one was cancelled (SERIES-1). */
const NEXT = nextOfSeries(['subject', 'meetingKind', 'venue', 'invited'], ['startsAt', 'endsAt'])

/** 联席会议: called → held → decided → closed, or cancelled. What it decides is carried out as key work that names the meeting. */
export const MEETING: MatterTable = {
  kind: 'meeting',
  name: { zh: '联席会议', en: 'Joint meeting' },
  prefix: 'HY',
  start: 'called',
  titleField: 'subject',
  keptMs: KEPT_MS,
  states: {
    called: { name: { zh: '已召集', en: 'Called' }, ended: false, limit: { field: 'endsAt' } },
    held: { name: { zh: '已召开', en: 'Held' }, ended: false, limit: { ms: DECIDE_WITHIN_MS } },
    decided: { name: { zh: '已议定', en: 'Decided' }, ended: false, limit: null },
    closed: { name: { zh: '已办结', en: 'Closed' }, ended: true, limit: null },
    cancelled: { name: { zh: '已取消', en: 'Cancelled' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '召集会议', en: 'Call a meeting' },
    permission: 'matter',
    fields: [
      { id: 'subject', name: { zh: '议题', en: 'Subject' }, needed: true, form: 'text', most: 200 },
      { id: 'meetingKind', name: { zh: '会议类别', en: 'Kind of meeting' }, needed: true, form: 'choice', choices: MEETING_KINDS },
      { id: 'startsAt', name: { zh: '开始', en: 'Begins' }, needed: true, form: 'moment' },
      { id: 'endsAt', name: { zh: '结束', en: 'Ends' }, needed: true, form: 'moment' },
      { id: 'venue', name: { zh: '地点', en: 'Where' }, needed: false, form: 'text', most: 100 },
      { id: 'invited', name: { zh: '参会单位', en: 'Units invited' }, needed: true, form: 'lines', mostLines: MOST_UNITS, of: 'memberUnits' },
      ...SERIES_FIELDS,
    ],
    check: checkMoments,
  },
  moves: [
    { id: 'hold', name: { zh: '记录到会', en: 'Record who came' }, from: ['called', 'held'], to: 'held', permission: 'matter', fields: [attended], check: checkMeeting, keepsLimit: ({ matter }) => matter.state === 'held' },
    {
      id: 'decide', name: { zh: '记录议定事项', en: 'Record decisions' }, from: ['held', 'decided'], to: 'decided', permission: 'decideMatter', check: checkDecisions,
      fields: [{ id: 'decisions', name: { zh: '议定事项', en: 'Decisions' }, needed: true, form: 'lines', mostLines: MOST_DECISIONS }],
    },
    { id: 'close', name: { zh: '办结', en: 'Close' }, from: ['held', 'decided'], to: 'closed', permission: 'decideMatter', fields: [note], check: checkClosing, follow: NEXT },
    { id: 'cancel', name: { zh: '取消', en: 'Cancel' }, from: ['called'], to: 'cancelled', permission: 'decideMatter', fields: [reason], follow: NEXT },
  ],
  amending: {
    permission: 'matter', fields: ['subject', 'meetingKind', 'startsAt', 'endsAt', 'venue', 'invited', ...SERIES_FIELD_IDS], check: checkMoments,
    settled: { states: ['held', 'decided'], permission: 'decideMatter', fields: ['invited', 'startsAt', 'endsAt'] },
  },
  steps: [
    {
      id: 'notice', text: { zh: '通知参会单位', en: 'Tell the units invited' }, owner: null, ownerField: null,
      due: { after: 'field', field: 'startsAt', ms: -NOTICE_BEFORE_MS },
    },
    {
      id: 'minutes', text: { zh: '印发会议纪要', en: 'Send the minutes' }, owner: null, ownerField: null,
      due: { after: 'state', state: 'held', ms: DECIDE_WITHIN_MS },
    },
  ],
}
