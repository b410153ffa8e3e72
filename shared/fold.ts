import { foldAlarmFact, leaveReturned } from './alarm/fold.ts'
import type { Board, BoardFact } from './board.ts'
import { foldCameraFact } from './camera/fold.ts'
import { noteAlarm } from './drill/alarms.ts'
import { isDrillFact } from './drill/facts.ts'
import { foldDrillFact } from './drill/fold.ts'
import { keepDrill } from './drill/keep.ts'
import { isGatheringFact } from './event/facts.ts'
import { foldGatheringFact, leaveCommand } from './event/fold.ts'
import { foldIncidentFact, leaveSettled } from './incident/fold.ts'
import { isMatterFact } from './matter/facts.ts'
import { foldMatterFact, leaveEnded } from './matter/fold.ts'
import { isPatrolFact } from './patrol/facts.ts'
import { foldPatrolFact } from './patrol/fold.ts'
import { foldModeFact, noticeEvent, noticeIncident } from './mode/fold.ts'
import { foldPostFact } from './post/fold.ts'
import { foldSceneFact } from './scene/fold.ts'
import { foldProfileFact } from './profile/profile.ts'

const HOUR_MS = 3_600_000

export class FactOutOfOrder extends Error {
  override readonly name = 'FactOutOfOrder'
  constructor(readonly expected: number, readonly got: number) {
    super(`expected fact ${expected}, got ${got}`)
  }
}

/**
 * Takes the next fact into the board, in place. One of another space only advances where the board stands; a live board
 * takes it to the drill's board beside it.
 * @throws FactOutOfOrder when `fact.seq` is not the board's next: a gap is never folded over.
 */
export function foldFact(board: Board, fact: BoardFact): void {
  if (fact.seq !== board.seq + 1) throw new FactOutOfOrder(board.seq + 1, fact.seq)
  board.seq = fact.seq
  if (fact.space === board.space) foldOwn(board, fact)
  else if (board.space === 'live') foldBeside(board, fact)
}

/** A drill's fact goes to the drill's board beside the live one, which it leaves as it is (DRILL-2). */
function foldBeside(board: Board, fact: BoardFact): void {
  const drill = fact.type === 'DrillPrepared' ? keepDrill(board.drills, fact.space) : board.drills.get(fact.space)
  if (drill === undefined) return
  drill.seq = fact.seq
  foldOwn(drill, fact)
}

/** All windows and ages on a drill's board are of the drill's clock, not of when the server wrote (ADR 0017); what is told of the drill itself knows both. */
function inOwnTime(fact: BoardFact): BoardFact {
  return fact.space === 'live' ? fact : { ...fact, recordedAt: fact.at }
}

function foldOwn(board: Board, recorded: BoardFact): void {
  const fact = inOwnTime(recorded)
  if (board.space === 'live' && hourOf(fact.recordedAt) !== hourOf(board.recordedAt)) {
    leaveSettled(board, fact.recordedAt)
    leaveReturned(board.alarms, fact.recordedAt)
    leaveEnded(board, fact.recordedAt)
  }
  switch (fact.type) {
    case 'PlatformLost':
    case 'PlatformRestored':
      foldCameraFact(board, fact)
      break
    case 'AlarmRaised':
    case 'AlarmReturned':
    case 'AlarmChanged':
    case 'AlarmFlapped':
    case 'AlarmAcknowledged':
    case 'AlarmShelved':
    case 'AlarmUnshelved':
    case 'SourceRetired':
      foldAlarmFact(board.alarms, fact)
      if (board.drill !== null) board.drill = noteAlarm(board.drill, fact, board.alarms)
      break
    case 'ModeProposed':
    case 'ModeProposalDeclined':
    case 'ModeSwitchPrepared':
    case 'ModeSwitchLapsed':
    case 'ModeSwitched':
      foldModeFact(board, fact)
      break
    case 'RosterSet':
    case 'PostCheckedIn':
    case 'PostCheckedOut':
      foldPostFact(board, fact)
      break
    case 'SceneTaken':
    case 'SceneReleased':
      foldSceneFact(board, fact)
      break
    case 'GridProfileTold':
      foldProfileFact(board, fact)
      break
    default:
      if (isDrillFact(fact)) {
        foldDrillFact(board, { ...fact, recordedAt: recorded.recordedAt })
        break
      }
      if (isPatrolFact(fact)) {
        foldPatrolFact(board, fact)
        break
      }
      if (isMatterFact(fact)) {
        foldMatterFact(board, fact)
        leaveCommand(board)
        noticeEvent(board, fact)
        break
      }
      if (isGatheringFact(fact)) {
        foldGatheringFact(board, fact)
        break
      }
      foldIncidentFact(board, fact)
      noticeIncident(board, fact)
  }
  board.recordedAt = recorded.recordedAt
}

/** Leaving is looked at once an hour of recorded time, so that a burst of facts does not search the board each time. */
function hourOf(recordedAt: number): number {
  return Math.floor(recordedAt / HOUR_MS)
}
