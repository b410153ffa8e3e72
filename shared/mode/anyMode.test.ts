import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, factOf, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { modeCommand, playedBoard, type PlayedBoard } from '../../tests/support/modeBuilders.ts'
import { emptyBoard, fromSnapshot, toSnapshot } from '../board.ts'
import { foldFact } from '../fold.ts'
import { stable } from '../protocol/canonical.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { calendarOf } from './calendar.ts'
import { decideModeDue, nextModeDueAt, type ModeSources } from './due.ts'
import { isStanding, MODES, type Mode } from './types.ts'

const RUNS = 1_000
const SECOND_MS = 1_000
const DAY = { name: { zh: '假日', en: 'Holiday' }, from: '2023-11-22', to: '2023-11-22' }
/** The holiday of the day on which tests begin at 10:00 is over at 840 minutes; an event lies within it. */
const SOURCES: ModeSources = { calendar: calendarOf([DAY], 'Asia/Shanghai'), events: [{ event: 'fair', startsAt: at(3), endsAt: at(9), approvedAt: at(0) }] }

type Step =
  | { readonly what: 'switch'; readonly to: Mode; readonly by: string }
  | { readonly what: 'confirm' | 'decline'; readonly pick: number; readonly by: string }
  | { readonly what: 'pass'; readonly seconds: number }
  | { readonly what: 'report' | 'resolve' | 'rise'; readonly incident: number }

const who = fc.constantFrom('leader-a', 'leader-b')
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('switch' as const), to: fc.constantFrom(...MODES), by: who }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom('confirm' as const, 'decline' as const), pick: fc.nat(3), by: who }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('pass' as const), seconds: fc.constantFrom(1, 20, 119, 120, 121, 700, 50_400) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('report' as const, 'resolve' as const, 'rise' as const), incident: fc.nat(2) }) },
)

/** Does the step; gives what a command came to. */
function act(played: PlayedBoard, step: Step, now: number): ReturnType<PlayedBoard['mode']> | null {
  const { modeRecord } = played.board
  if (step.what === 'switch') return played.mode(modeCommand('switchMode', step), now)
  if (step.what === 'confirm') return played.mode(modeCommand('confirmSwitch', { by: step.by, prepared: modeRecord.prepared?.seq ?? step.pick }), now)
  if (step.what === 'decline') {
    const proposal = modeRecord.proposals[step.pick % Math.max(1, modeRecord.proposals.length)]?.seq ?? 1
    return played.mode(modeCommand('declineProposal', { by: step.by, proposal }), now)
  }
  if (!('incident' in step)) return null
  const incidentId = `incident-${step.incident}`
  if (step.what === 'report' && !played.board.incidents.has(incidentId)) played.take([reportedFact(now, { incidentId, level: step.incident === 0 ? 'III' : 'II' })], now)
  if (!played.board.incidents.has(incidentId)) return null
  if (step.what === 'resolve') played.take([stampedFact('resolve', now, { incidentId })], now)
  if (step.what === 'rise') played.take([factOf('LevelChanged', now, { incidentId, from: 'II', to: 'I', severity: null, reason: '扩大' })], now)
  return null
}

/** Plays the steps as lane and deadlines do; `look` sees each command with what it came to and the mode before. */
function play(steps: readonly Step[], look: (step: Step, came: readonly unknown[] | Refusal, before: Mode, played: PlayedBoard) => void = () => undefined): PlayedBoard {
  const played = playedBoard()
  let now = at(0)
  for (const step of steps) {
    now += (step.what === 'pass' ? step.seconds : 0) * SECOND_MS
    played.take(decideModeDue(played.board, SOURCES, now), now)
    const before = played.board.mode
    const came = act(played, step, now)
    if (came !== null) look(step, came, before, played)
    played.take(decideModeDue(played.board, SOURCES, now), now)
    expect(decideModeDue(played.board, SOURCES, now), 'everything due is recorded').toEqual([])
    const next = nextModeDueAt(played.board, SOURCES, now)
    if (next !== null) expect(next).toBeGreaterThan(now)
  }
  return played
}

describe('MODE-1, MODE-2: 1,000 random orders of commands about the mode', () => {
  const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 40 })

  it('none enters a mode illegally, and every change is recorded with who and why', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      let entered = 0
      const { board, facts } = play(steps, (step, came, before, { board: { mode } }) => {
        if (mode !== before) entered += 1
        if (isRefusal(came as Refusal)) expect(mode).toBe(before)
        if (mode === 'emergency' && before !== 'emergency') expect(step.what).toBe('confirm')
        if (step.what === 'switch' && step.to !== 'emergency' && step.to !== before) {
          if (isRefusal(came as Refusal)) expect(came, 'MODE-7').toMatchObject({ code: 'alreadyPrepared' })
          else expect(mode).toBe(step.to)
        }
      })
      const switched = facts.flatMap((fact) => (fact.type === 'ModeSwitched' ? [fact] : []))
      expect(switched).toHaveLength(entered)
      switched.forEach(({ data, by }, i) => {
        expect(data.from).toBe(switched[i - 1]?.data.to ?? 'normal')
        expect(data.from).not.toBe(data.to)
        expect([data.reason, by].every((word) => word !== '')).toBe(true)
        expect(data.to === 'emergency' ? data.preparedBy : null).toBe(data.preparedBy)
        if (data.to === 'emergency') expect([data.preparedBy === null, data.preparedBy === by]).toEqual([false, false])
      })
      expect(board.mode).toBe(switched.at(-1)?.data.to ?? 'normal')
    }), { numRuns: RUNS })
  })

  it('no first confirmation counts after its limit, and each ends once: confirmed, lapsed or left for another mode', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const { facts } = play(steps)
      for (const prepared of facts.filter(({ type }) => type === 'ModeSwitchPrepared')) {
        const ends = facts.filter(({ type, data }) =>
          (type === 'ModeSwitched' || type === 'ModeSwitchLapsed') && (data as { prepared: number | null }).prepared === prepared.seq)
        expect(ends.length).toBeLessThanOrEqual(1)
        const limit = prepared.at + 120 * SECOND_MS
        for (const end of ends) expect(end.type === 'ModeSwitched' ? end.at <= limit : end.at === limit).toBe(true)
      }
    }), { numRuns: RUNS })
  })

  it('a proposal is made once for its cause, never for the mode in force, and declined or accepted once', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const { board, facts } = play(steps)
      const proposed = facts.flatMap((fact) => (fact.type === 'ModeProposed' ? [fact] : []))
      for (const { data } of proposed) expect(data.from).not.toBe(data.to)
      const ofTime = proposed.filter(({ data: { cause } }) => cause.incident === null).map(({ data: { cause } }) => `${cause.why} ${cause.holiday ?? cause.event}`)
      expect(new Set(ofTime).size).toBe(ofTime.length)
      const declined = facts.flatMap((fact) => (fact.type === 'ModeProposalDeclined' ? [fact.data.proposal] : []))
      expect(new Set(declined).size).toBe(declined.length)
      for (const proposal of board.modeRecord.proposals) {
        if (proposal.state === 'declined') expect(isStanding(proposal, at(0))).toBe(false)
        expect(proposal.decided === null).toBe(proposal.state === 'open' || proposal.state === 'lapsed')
      }
    }), { numRuns: RUNS })
  })

  it('JOURNAL-6: the same board comes of a snapshot anywhere and the rest', () => {
    fc.assert(fc.property(anySteps, fc.nat(), (steps, cut) => {
      const { board, facts } = play(steps)
      const part = emptyBoard()
      const middle = facts.length === 0 ? 0 : cut % facts.length
      for (const fact of facts.slice(0, middle)) foldFact(part, fact)
      const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(part))))
      for (const fact of facts.slice(middle)) foldFact(rest, fact)
      expect(stable(toSnapshot(rest))).toBe(stable(toSnapshot(board)))
    }))
  })
})
