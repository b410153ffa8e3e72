import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at, reportCommand, stampCommand } from '../../tests/support/builders.ts'
import { drillCommand, fireScript, PlayedSpaces } from '../../tests/support/drillBuilders.ts'
import { emptyBoard, fromSnapshot, toSnapshot, toSpaceSnapshot, type Board, type NewBoardFact } from '../board.ts'
import { STAGES } from '../clock/stages.ts'
import { stageStatistics } from '../clock/stageStatistics.ts'
import type { Space } from '../fact.ts'
import { foldFact } from '../fold.ts'
import { decideReport } from '../incident/decide.ts'
import { decideStamp } from '../incident/decideStamps.ts'
import { decideMissedLimits } from '../incident/due.ts'
import { decideModeDue } from '../mode/due.ts'
import { stable } from '../protocol/canonical.ts'
import type { Decision } from '../refusal.ts'
import { drillNow } from './clock.ts'

const SPACES: readonly Space[] = ['live', 'drill:d1', 'drill:d2']
type Step =
  | { readonly space: Space; readonly what: 'report' | 'stamp'; readonly incident: number; readonly stage: number; readonly ms: number }
  | { readonly space: Space; readonly what: 'pass' | 'prepareDrill' | 'startDrill' | 'pauseDrill' | 'resumeDrill' | 'stopDrill'; readonly ms: number }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ space: fc.constantFrom(...SPACES), what: fc.constantFrom('report' as const, 'stamp' as const), incident: fc.nat(3), stage: fc.nat(3), ms: fc.nat(200_000) }),
  fc.record({
    space: fc.constantFrom(...SPACES), ms: fc.nat(4_000_000),
    what: fc.constantFrom('pass' as const, 'prepareDrill' as const, 'startDrill' as const, 'pauseDrill' as const, 'resumeDrill' as const, 'stopDrill' as const),
  }),
)

/** Plays the steps of the spaces in `only`; time passes for all of them alike. */
function play(steps: readonly Step[], only: readonly Space[]): PlayedSpaces {
  const played = new PlayedSpaces()
  let now = at(0)
  steps.forEach((step, i) => {
    now += step.ms
    if (!only.includes(step.space)) return
    act(played, step, i, now)
    if (step.space === 'live') played.submit('live', (board) => [...decideMissedLimits(board, now), ...decideModeDue(board, { calendar: [], events: [] }, now)], now)
    else played.due(now, step.space.slice('drill:'.length))
  })
  return played
}

function act(played: PlayedSpaces, step: Step, i: number, now: number): void {
  const { space } = step
  const drill = space.slice('drill:'.length)
  if (step.what === 'report' || step.what === 'stamp') {
    const incidentId = `${space}-${step.incident}`
    const decide = (board: Board): Decision<NewBoardFact> => {
      const then = board.drill === null ? now : drillNow(board.drill, now)
      if (space !== 'live' && board.drill?.state !== 'running') return []
      if (step.what === 'stamp') return decideStamp(board, stampCommand(STAGES[step.stage]!, { incidentId, commandId: `c${i}` }), then)
      return board.incidents.has(incidentId) ? [] : decideReport(board, reportCommand({ incidentId, commandId: `c${i}`, severity: 'critical' }), then)
    }
    played.submit(space, decide, now)
  } else if (space !== 'live' && step.what !== 'pass') {
    played.command(drillCommand(step.what, { drill, commandId: `c${i}`, ...(step.what === 'prepareDrill' ? { script: fireScript() } : {}) }), now)
  }
}

/** A board without where it stands in the journal: each place becomes its place among the facts of its own space. */
function withoutPlaces(board: Board, facts: PlayedSpaces['facts']): string {
  const own = new Map(facts.filter(({ space }) => space === board.space).map(({ seq }, i) => [seq, i + 1]))
  const { seq: _seq, recordedAt: _recordedAt, ...rest } = toSpaceSnapshot(board)
  return stable(JSON.parse(JSON.stringify(rest, (key, value: unknown) => ((key === 'seq' || key === 'occurrence') && typeof value === 'number' ? own.get(value) : value))))
}

describe('DRILL-2: any commands, live and in two drills, in any order', () => {
  const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 60 })

  it('leave the live board as it is without the drills, and each drill’s as it is without the rest', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const all = play(steps, SPACES)
      for (const space of SPACES) {
        const alone = play(steps, [space])
        expect(withoutPlaces(all.of(space), all.facts)).toBe(withoutPlaces(alone.of(space), alone.facts))
        expect(all.of(space).seq === 0 || all.of(space).seq <= all.board.seq).toBe(true)
      }
      const figures = (board: Board): unknown => stageStatistics(board.incidents.values(), at(10_000))
      expect(figures(all.board)).toEqual(figures(play(steps, ['live']).board))
    }), { numRuns: 300 })
  })

  it('a board that folds one space alone is the one beside the live board', () => {
    fc.assert(fc.property(anySteps, (steps) => {
      const { board, facts } = play(steps, SPACES)
      for (const space of ['drill:d1', 'drill:d2'] as const) {
        const alone = emptyBoard(space)
        for (const fact of facts) foldFact(alone, fact)
        expect(alone.seq).toBe(board.seq)
        const beside = board.drills.get(space)
        if (beside === undefined) continue
        const { seq: _one, ...one } = toSpaceSnapshot(alone)
        const { seq: _other, ...other } = toSpaceSnapshot(beside)
        expect(stable(one)).toBe(stable(other))
      }
    }))
  })

  it('JOURNAL-6: the same boards come of a snapshot anywhere and the rest', () => {
    fc.assert(fc.property(anySteps, fc.nat(), (steps, cut) => {
      const { board, facts } = play(steps, SPACES)
      const part = emptyBoard()
      const middle = facts.length === 0 ? 0 : cut % facts.length
      for (const fact of facts.slice(0, middle)) foldFact(part, fact)
      const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(part))))
      for (const fact of facts.slice(middle)) foldFact(rest, fact)
      expect(stable(toSnapshot(rest))).toBe(stable(toSnapshot(board)))
    }))
  })
})
