import type { Board } from '../board.ts'
import type { PatrolFact } from './facts.ts'
import { skippedOf, takeStay } from './stays.ts'
import type { CheckpointMark, Loop, Patrol } from './types.ts'

/** What a loop needs of a fact: the same for one that is recorded and one that is about to be. */
type LoopFact = PatrolFact extends infer F ? (F extends PatrolFact ? Pick<F, 'type' | 'at' | 'data'> : never) : never

/** Takes a patrol's fact into the board, in place. */
export function foldPatrolFact(board: Board, fact: PatrolFact): void {
  board.patrols.set(fact.data.unit, patrolAfter(board.patrols.get(fact.data.unit), fact))
}

/** A patrol after a fact of its team, recorded or about to be. */
export function patrolAfter(held: Patrol | undefined, fact: LoopFact): Patrol {
  const before = held?.route === fact.data.route ? held : newPatrol(fact)
  return foldPatrol({ ...before, alongM: fact.data.alongM, alongAt: fact.at }, fact)
}

function newPatrol({ at, data: { unit, route, alongM } }: LoopFact): Patrol {
  return {
    unit, route, course: 'unknown', since: at, hadLeft: false, alongM, alongAt: at, direction: 1, loop: null, stays: [], lastLoop: null,
    day: { day: '', completed: 0, missed: 0, unknown: 0 },
  }
}

function foldPatrol(patrol: Patrol, fact: LoopFact): Patrol {
  switch (fact.type) {
    case 'TeamUnseen':
      return { ...patrol, course: 'unknown', since: fact.data.since, loop: foldLoop(patrol.loop, fact), stays: fact.data.forgets ? [] : patrol.stays }
    case 'TeamLeftRoute':
      return { ...patrol, course: 'off', since: fact.at, hadLeft: true }
    case 'TeamBackOnRoute':
      return { ...patrol, course: 'on', since: fact.at, hadLeft: false }
    case 'TeamExcused':
      return { ...patrol, course: 'excused', since: fact.at, loop: null, stays: [] }
    case 'TeamTurned':
      return { ...patrol, direction: fact.data.direction }
    case 'LoopEnded':
      return { ...patrol, loop: null, stays: [], ...endedLoop(patrol, fact) }
    case 'CheckpointReached':
      return {
        ...patrol, direction: fact.data.begins ?? patrol.direction, loop: foldLoop(patrol.loop, fact),
        stays: fact.data.begins === null ? patrol.stays : [],
      }
    case 'CheckpointDwelled':
      return { ...patrol, stays: takeStay(patrol.stays, { checkpoint: fact.data.checkpoint, at: fact.at, dwellMs: fact.data.dwellMs, verdict: fact.data.verdict }) }
    default:
      return { ...patrol, loop: foldLoop(patrol.loop, fact) }
  }
}

function endedLoop(patrol: Patrol, { at, data }: Extract<LoopFact, { type: 'LoopEnded' }>): Pick<Patrol, 'lastLoop' | 'day'> {
  const { startedAt, reached, skipped, unseen, outcome, day } = data
  const today = patrol.day.day === day ? patrol.day : { day, completed: 0, missed: 0, unknown: 0 }
  const lastLoop = { startedAt, endedAt: at, reached, skipped, unseen, outcome, skippedAt: skippedOf(patrol.loop), stays: patrol.stays }
  return { lastLoop, day: { ...today, [outcome]: today[outcome] + 1 } }
}

/** The loop under way after a fact. */
export function foldLoop(loop: Loop | null, fact: LoopFact): Loop | null {
  switch (fact.type) {
    case 'LoopEnded':
      return null
    case 'TeamUnseen':
      return fact.data.forgets ? null : loop
    case 'LoopOverdue':
      return loop === null ? null : { ...loop, overdue: true }
    case 'CheckpointSkipped':
      return loop === null ? null : withMark(loop, fact.data.checkpoint, fact.data.mark)
    case 'CheckpointReached':
      return foldReached(loop, fact)
    default:
      return loop
  }
}

/** Out of order a checkpoint counts only when it makes good what was passed by; walking the other way round reaches none. */
function foldReached(loop: Loop | null, { at, data }: Extract<LoopFact, { type: 'CheckpointReached' }>): Loop | null {
  const { checkpoint, begins, of, inOrder } = data
  if (begins !== null) {
    const marks = Array.from({ length: of }, (_, i): CheckpointMark => (i === checkpoint ? 'reached' : 'open'))
    return { first: checkpoint, direction: begins, startedAt: at, marks, overdue: false }
  }
  if (loop === null || (!inOrder && loop.marks[checkpoint] === 'open')) return loop
  return withMark(loop, checkpoint, 'reached')
}

function withMark(loop: Loop, checkpoint: number, mark: CheckpointMark): Loop {
  return { ...loop, marks: loop.marks.map((held, i) => (i === checkpoint ? mark : held)) }
}
