import type { MemberUnit } from '../../../shared/site/types.ts'
import type { Chance } from '../chance.ts'
import { act, fateOf, move, ofKind, opens, running, spent, spread, tick, type Job, type Work, type WorkAct } from './acts.ts'
import type { SeenMatter } from './view.ts'
import { ACTIVITIES, CO_BUILDING, DECISIONS, MEETINGS } from './words.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MEETING_MS = 90 * MINUTE_MS
/** The first meeting on an empty board was held so long ago and is written down late. */
const HELD_BEFORE_MS = 3 * HOUR_MS
const WORK_FLOW = { first: 2, everyMs: 36 * HOUR_MS, most: 10 } as const
const PARTICIPATION_FLOW = { first: 2, everyMs: 20 * HOUR_MS, most: 6 } as const
/** Share of the invited that come, and of works that are sent back. */
const COMES = 0.88
const SENT_BACK = 0.08

/** The joint committee: meetings called, attended and decided, key work done and accepted, participation counted. */
export const committee: Job = (work) => (work.site.memberUnits.length === 0 ? [] : [
  ...running(work, 'meetingProposal').flatMap((each) => proposalActs(work, each)),
  ...newMeeting(work), ...running(work, 'meeting').flatMap((meeting) => meetingActs(work, meeting)),
  ...newWork(work), ...running(work, 'keyWork').flatMap((each) => workActs(work, each)),
  ...newParticipation(work), ...running(work, 'participation').flatMap((each) => participationActs(work, each)),
])

/** What is proposed is called unless a meeting lies ahead anyway. */
function proposalActs(work: Work, proposal: SeenMatter): WorkAct[] {
  if (!spent(work, proposal, spread(fateOf(work, proposal), 2 * MINUTE_MS, 30 * MINUTE_MS))) return []
  const ahead = ofKind(work, 'meeting').some(({ state }) => state === 'called')
  return [ahead ? move(proposal, 'decline', { reason: '并入已召集的会议' }) : move(proposal, 'accept')]
}

/** One meeting lies ahead at any time. */
function newMeeting(work: Work): WorkAct[] {
  const { view: { now }, site } = work
  const all = ofKind(work, 'meeting')
  if (all.some(({ state }) => state === 'called')) return []
  const chance = opens(work, 'meeting', { first: 2, everyMs: HOUR_MS, most: 4 })
  const words = chance?.pick(MEETINGS)
  if (chance == null || words == null) return []
  const startsAt = all.length === 0 ? now - HELD_BEFORE_MS : Math.ceil((now + chance.between(26, 50) * HOUR_MS) / HOUR_MS) * HOUR_MS
  const [subject, meetingKind] = words
  return [act('matters/meeting', {
    subject, meetingKind, startsAt, endsAt: startsAt + MEETING_MS, venue: '办事处会议室', invited: site.memberUnits.map(({ id }) => id),
  })]
}

function meetingActs(work: Work, meeting: SeenMatter): WorkAct[] {
  const { view: { now } } = work
  const chance = fateOf(work, meeting)
  const open = (id: string): WorkAct[] => meeting.steps.filter((step) => step.id === id && step.ticked === null).map(({ owner }) => tick(meeting, id, owner))
  switch (meeting.state) {
    case 'called': {
      const told = spent(work, meeting, spread(chance, MINUTE_MS, 30 * MINUTE_MS)) || now >= Number(meeting.values['endsAt']) ? open('notice') : []
      if (now < Number(meeting.values['endsAt'])) return told
      const invited = (meeting.values['invited'] ?? []) as readonly string[]
      return [...told, move(meeting, 'hold', { attended: invited.filter(() => chance.happens(COMES)) })]
    }
    case 'held': {
      const first = Math.floor(chance.next() * DECISIONS.length)
      const decisions = [DECISIONS[first]!, DECISIONS[(first + 1) % DECISIONS.length]!]
      const writtenLate = Number(meeting.values['startsAt']) < meeting.openedAt
      return spent(work, meeting, spread(chance, MINUTE_MS, writtenLate ? 6 * MINUTE_MS : 5 * HOUR_MS)) ? [move(meeting, 'decide', { decisions })] : []
    }
    case 'decided': {
      const sent = spent(work, meeting, spread(chance, 4 * MINUTE_MS, 8 * HOUR_MS)) ? open('minutes') : []
      const hasOpenWork = running(work, 'keyWork').some(({ values }) => values['meeting'] === meeting.number)
      return sent.length === 0 && !hasOpenWork && spent(work, meeting, 2 * DAY_MS) ? [move(meeting, 'close')] : sent
    }
    default: return []
  }
}

/** A work for each decision of a meeting that has none yet, and tasks of the yearly co-building. */
function newWork(work: Work): WorkAct[] {
  const works = ofKind(work, 'keyWork')
  const decided = running(work, 'meeting').filter(({ state }) => state === 'decided').flatMap((meeting) => decisionsOf(meeting)
    .filter((title) => !works.some(({ values }) => values['meeting'] === meeting.number && values['title'] === title))
    .flatMap((title) => workBody(work, fateOf(work, meeting, title), { title, workKind: 'keyWork', meeting: meeting.number })))
  const chance = opens(work, 'keyWork', WORK_FLOW)
  const task = chance?.pick(CO_BUILDING)
  return chance == null || task == null ? decided : [...decided, ...workBody(work, chance, { title: task[0], aim: task[1], workKind: 'coBuilding' })]
}

function workBody(work: Work, chance: Chance, own: Record<string, unknown>): WorkAct[] {
  const unit = chance.pick<MemberUnit>(work.site.memberUnits)
  const dueAt = Math.round(work.view.now + chance.between(DAY_MS, 8 * DAY_MS))
  return unit === null ? [] : [act('matters/keyWork', { ...own, unit: unit.id, dueAt, weight: 1 + Math.floor(chance.next() * 5) })]
}

function decisionsOf({ values }: SeenMatter): readonly string[] {
  return (values['decisions'] ?? []) as readonly string[]
}

function workActs(work: Work, each: SeenMatter): WorkAct[] {
  const chance = fateOf(work, each)
  switch (each.state) {
    case 'set': return spent(work, each, spread(chance, 2 * MINUTE_MS, 10 * HOUR_MS)) ? [move(each, 'begin')] : []
    case 'underWay': {
      const leftMs = (each.until ?? each.since + DAY_MS) - each.since
      return spent(work, each, spread(chance, 12 * MINUTE_MS, Math.max(HOUR_MS, leftMs * 1.05))) ? [move(each, 'finish', { result: '已按要求完成' })] : []
    }
    case 'done':
      if (!spent(work, each, spread(chance, 8 * MINUTE_MS, 30 * HOUR_MS))) return []
      return [chance.happens(SENT_BACK) ? move(each, 'sendBack', { reason: '成果材料需补充' }) : move(each, 'accept')]
    default: return []
  }
}

function newParticipation(work: Work): WorkAct[] {
  const chance = opens(work, 'participation', PARTICIPATION_FLOW)
  const words = chance?.pick(ACTIVITIES)
  const unit = chance?.pick<MemberUnit>(work.site.memberUnits)
  if (chance == null || words == null || unit == null) return []
  const [about, activity] = words
  return [act('matters/participation', { about, unit: unit.id, activity, takenAt: Math.round(work.view.now - chance.between(HOUR_MS, 10 * HOUR_MS)), people: Math.round(chance.between(3, 20)) })]
}

function participationActs(work: Work, each: SeenMatter): WorkAct[] {
  return spent(work, each, spread(fateOf(work, each), 8 * MINUTE_MS, 24 * HOUR_MS)) ? [move(each, 'count')] : []
}
