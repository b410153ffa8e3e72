import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, placed, reportCommand } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact, type NewBoardFact } from '../board.ts'
import { STAGES } from '../clock/stages.ts'
import { stageStatistics } from '../clock/stageStatistics.ts'
import { foldFact } from '../fold.ts'
import { stable } from '../protocol/canonical.ts'
import { isRefusal } from '../refusal.ts'
import { decideReport } from './decide.ts'
import { decideCommand, factOfCommand, type IncidentCommand } from './decideCommand.ts'
import { decideMissedLimits, nextMissAt } from './due.ts'
import { ESCALATION_STATES } from './escalation.ts'
import { INCIDENT_FACT_VERSIONS } from './facts.ts'
import { LEVELS } from './kinds.ts'
import { INCIDENT_STATES, LIFE, stateOf } from './life.ts'
import { isAbove, MEASURES, SEVERITIES } from './response.ts'
import { handlingsOf, isResolved, type Incident } from './types.ts'

const RUNS = 1_000
const NAMES = ['incident-1', 'incident-2', 'incident-3'] as const

type Step =
  | { readonly what: 'report'; readonly incident: string; readonly level: (typeof LEVELS)[number] }
  | { readonly what: 'pass'; readonly minutes: number }
  | { readonly what: 'command'; readonly command: IncidentCommand; readonly pick: number; readonly agoMin: number }

const who = fc.constantFrom('leader-a', 'leader-b', 'committee-desk')
const incidentName = fc.constantFrom(...NAMES)
const anyCommand: fc.Arbitrary<IncidentCommand> = fc.oneof(
  fc.record({ stage: fc.constantFrom(...STAGES), unit: fc.constantFrom('team-1', 'team-2', null), department: fc.constantFrom('police', null) })
    .map((own) => commandOf('stampStage', own)),
  fc.constantFrom(...STAGES).map((stage) => commandOf('stampStage', { stage, unit: null })),
  fc.constant(commandOf('correctStamp')),
  fc.constant(commandOf('withdrawStamp')),
  fc.constantFrom('police', 'fireRescue').map((department) => commandOf('joinDepartment', { department })),
  fc.constant(commandOf('addNote')),
  fc.constantFrom(...LEVELS).map((level) => commandOf('changeLevel', { level })),
  fc.constantFrom(...SEVERITIES).map((severity) => commandOf('changeLevel', { level: null, severity })),
  ...[true, true, true, false].map((accept) => fc.constant(commandOf('decideEscalation', { accept }))),
  fc.constant(commandOf('acknowledgeHandover')),
  fc.constantFrom(...MEASURES).map((measure) => commandOf('takeMeasure', { measure })),
  fc.constantFrom('leader-a', 'leader-b', null).map((from) => commandOf('takeIncident', { from })),
  fc.constant(commandOf('leaveIncident')),
  fc.constant(commandOf('closeIncident')),
  fc.constant(commandOf('cancelIncident')),
  incidentName.map((into) => commandOf('mergeIncident', { into })),
  fc.constant(commandOf('reopenIncident')),
)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ what: fc.constant('report' as const), incident: incidentName, level: fc.constantFrom(...LEVELS) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      what: fc.constant('command' as const), pick: fc.nat(2), agoMin: fc.constantFrom(0, 0, 0, 1, 5, 40),
      command: fc.tuple(anyCommand, incidentName, who).map(([command, incidentId, by]) => ({ ...command, incidentId, by })),
    }),
  },
)
const anySteps = fc.tuple(fc.array(anyStep, { minLength: 1, maxLength: 40 }), fc.array(fc.constantFrom(...LEVELS), { minLength: 3, maxLength: 3 }))
  .map(([steps, levels]): Step[] => [...NAMES.map((incident, i): Step => ({ what: 'report', incident, level: levels[i] ?? 'III' })), ...steps])

/** The command about something that is there, so that more than refusals are tried. */
function aimed(board: Board, { command, pick, agoMin }: Extract<Step, { what: 'command' }>, now: number): IncidentCommand {
  const incident = board.incidents.get(command.incidentId)
  if (incident === undefined) return command
  const stamps = STAGES.flatMap((stage) => incident.stamps[stage])
  if (command.type === 'correctStamp') return { ...command, stamp: stamps[pick % Math.max(1, stamps.length)]?.seq ?? 1, at: now - agoMin * 60_000 }
  if (command.type === 'withdrawStamp') return { ...command, stamp: stamps[pick % Math.max(1, stamps.length)]?.seq ?? 1 }
  if (command.type === 'stampStage') return { ...command, at: now - agoMin * 60_000 }
  if (command.type === 'decideEscalation' || command.type === 'acknowledgeHandover') {
    return { ...command, escalation: incident.escalations[pick % Math.max(1, incident.escalations.length)]?.seq ?? 1 }
  }
  return command
}

interface Told {
  readonly board: Board
  readonly facts: readonly BoardFact[]
}

/** Plays the steps as the lane does, calling `look` after each with what it led to. */
function play(steps: readonly Step[], look: (board: Board, before: Board, facts: readonly NewBoardFact[], now: number) => void = () => undefined): Told {
  const board = emptyBoard()
  const facts: BoardFact[] = []
  let now = at(0)
  const take = (news: readonly NewBoardFact[]): void => {
    const before = fromSnapshot(toSnapshot(board))
    for (const fact of placed(news, board.seq, now).map((each) => ({ ...each, recordedAt: now }))) {
      foldFact(board, fact)
      facts.push(fact)
    }
    look(board, before, news, now)
  }
  for (const step of steps) {
    if (step.what === 'pass') now += step.minutes * 60_000
    take(decideMissedLimits(board, now))
    if (step.what === 'report' && !board.incidents.has(step.incident)) {
      const decision = decideReport(board, reportCommand({ incidentId: step.incident, level: step.level }), now)
      if (!isRefusal(decision)) take(decision)
    }
    if (step.what === 'command') take(ruled(board, aimed(board, step, now), now))
    now += 1
  }
  return { board, facts }
}

/** What a command leads to, which has to be as the table rules; nothing when it is refused. */
function ruled(board: Board, command: IncidentCommand, now: number): readonly NewBoardFact[] {
  const decision = decideCommand(board, command, now)
  const incident = board.incidents.get(command.incidentId)
  const ruling = incident === undefined ? 'unknown' : LIFE[stateOf(incident)][command.type]
  if (!isRefusal(decision)) {
    expect([ruling, decision[0]?.type]).toEqual(['allowed', factOfCommand(command)])
    return decision
  }
  if (ruling !== 'allowed') expect(decision.code).toBe(ruling)
  return []
}

/** What may never be, in words; nothing when all is well. */
function wrongs(incident: Incident): string[] {
  const { earlier, handling, escalations, end, lead, measures } = incident
  const open = (state: (typeof ESCALATION_STATES)[number]): number => escalations.filter((each) => each.state === state).length
  const ended = end !== null
  return [
    ...(end?.how === 'closed' && !isResolved(incident) ? ['closed without being resolved'] : []),
    ...((end?.how === 'merged') === (end?.into != null) ? [] : ['names where it went although it was not merged, or not although it was']),
    ...(end?.into === incident.id ? ['merged into itself'] : []),
    ...(earlier.length === handling - 1 && handlingsOf(incident).every((each, i) => each.handling === i + 1) ? [] : ['handlings do not count on']),
    ...(open('proposed') <= 1 && open('handedOver') <= 1 ? [] : ['two proposals or two handovers open']),
    ...(open('proposed') > 0 && (ended || isResolved(incident)) ? ['a proposal for what is settled'] : []),
    ...(open('handedOver') > 0 && ended ? ['a handover of what has ended'] : []),
    ...escalations.flatMap(({ from, to, seq }) => (isAbove(to, from) ? [] : [`escalation ${seq} does not go up`])),
    ...escalations.flatMap(({ state, acknowledged, to }) => ((state === 'acknowledged') === (acknowledged !== null) && (acknowledged === null || !isAbove(to, lead)) ? [] : ['acknowledged, and not led by the receiver'])),
    ...(new Set(measures.map(({ measure }) => measure)).size === measures.length ? [] : ['a measure called for twice']),
  ]
}

/** One cause is one fact: a limit of a handling is missed once and proposes once, at its own time. */
function doubled(facts: readonly NewBoardFact[]): string[] {
  const causes = facts.flatMap((fact) => {
    if (fact.type === 'LimitMissed') return [`missed ${fact.data.incidentId} ${fact.data.handling} ${fact.data.stage}`]
    if (fact.type === 'HandoverLimitMissed') return [`handover ${fact.data.incidentId} ${fact.data.escalation}`]
    if (fact.type === 'EscalationProposed' && fact.data.cause.why === 'limitMissed') return [`proposed ${fact.data.incidentId} ${fact.at} ${fact.data.cause.stage}`]
    return []
  })
  return causes.filter((cause, i) => causes.indexOf(cause) < i)
}

describe('LIFE-1: any commands in any order', () => {
  it('reach no illegal state, and are refused as the table says', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      play(steps, (board) => expect([...board.incidents.values()].flatMap(wrongs)).toEqual([]))
    }), { numRuns: RUNS })
  })

  it('CLOCK-5: never change where an earlier handling began, its limits, its misses or its end', () => {
    const kept = ({ earlier }: Incident): string => stable(earlier.map(({ startedAt, limits, missed, departments, end }) => ({ startedAt, limits, missed, departments, end })))
    fc.assert(fc.property(anySteps, (steps) => {
      play(steps, (board, before) => {
        for (const incident of before.incidents.values()) {
          const now = board.incidents.get(incident.id)
          if (now !== undefined) expect(kept(now).startsWith(kept(incident).slice(0, -1))).toBe(true)
        }
      })
    }), { numRuns: RUNS })
  })

  it('CLOCK-4: make one fact of each cause, and leave nothing due that was not met', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const { board, facts } = play(steps)
      expect(doubled(facts)).toEqual([])
      const now = board.recordedAt + 3_600_000
      const due = decideMissedLimits(board, now)
      const next = nextMissAt(board)
      expect(next === null).toBe(decideMissedLimits(board, Number.MAX_SAFE_INTEGER).length === 0)
      if (next !== null && next <= now) expect(Math.min(...due.map((fact) => fact.at))).toBe(next - 1)
    }), { numRuns: RUNS })
  })

  it('JOURNAL-6: make the same board from a snapshot and the rest as from all of it', () => {
    fc.assert(fc.property(anySteps, fc.nat(), (steps, cut) => {
      const { board, facts } = play(steps)
      const part = emptyBoard()
      const middle = cut % facts.length
      for (const fact of facts.slice(0, middle)) foldFact(part, fact)
      const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(part))))
      for (const fact of facts.slice(middle)) foldFact(rest, fact)
      expect(stable(toSnapshot(rest))).toBe(stable(toSnapshot(board)))
    }), { numRuns: RUNS })
  })

  it('CLOCK-6: count every handling once a stage, those of false alarms and merged incidents beside it', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const { board } = play(steps)
      const handlings = [...board.incidents.values()].flatMap(handlingsOf)
      const out = (how: string): number => handlings.filter(({ end }) => end?.how === how).length
      for (const { n, met, late, missed, open, excluded } of stageStatistics(handlings, board.recordedAt)) {
        expect([met + late + missed, n + open + excluded.unrecorded + excluded.invalid + excluded.cancelled + excluded.merged]).toEqual([n, handlings.length])
        expect([excluded.cancelled, excluded.merged]).toEqual([out('cancelled'), out('merged')])
      }
    }), { numRuns: RUNS })
  })

  it('try every command with and without success, and reach every state', () => {
    const taken = new Set<string>()
    const states = new Set<string>()
    fc.assert(fc.property(anySteps, (steps) => {
      play(steps, (board, _before, facts) => {
        for (const { type } of facts) taken.add(type)
        for (const incident of board.incidents.values()) [stateOf(incident), ...incident.escalations.map(({ state }) => `escalation ${state}`)].forEach((state) => states.add(state))
      })
    }), { numRuns: RUNS, seed: 20231122 })
    expect([taken.size, states.size]).toEqual([Object.keys(INCIDENT_FACT_VERSIONS).length, INCIDENT_STATES.length + ESCALATION_STATES.length])
  })
})
