import { decideMode, isFactOfMode, type ModeCommand } from '../../shared/mode/decide.ts'
import type { Board, NewBoardFact } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { openedBySystem } from '../../shared/matter/decide.ts'
import { proposalForMode } from '../../shared/matter/kinds/meetingProposal.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'
import type { ModeFact } from '../../shared/mode/facts.ts'
import { decidePost, type Known, type PostCommand } from '../../shared/post/decide.ts'
import type { PostFact } from '../../shared/post/facts.ts'
import { isFactOfPost } from '../../shared/post/sameCommand.ts'
import type { ModeAnswer } from '../../shared/protocol/modeSchemas.ts'
import { decideScene, isFactOfScene, type SceneCommand } from '../../shared/scene/decide.ts'
import type { SceneFact } from '../../shared/scene/facts.ts'
import { isRefusal, type Decision, type Refusal } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import type { CountInput } from '../ingest/doors.ts'
import { submitIn } from '../drill/submitIn.ts'
import type { FactLane } from '../state/factLane.ts'
import { answerOf } from './answerOf.ts'

/** Takes commands about the mode, the posts and the walls' scene to the lane of facts; each is counted under `door`. */
export interface ModeAdmission {
  /** @throws JournalUnavailable */
  mode(door: string, command: ModeCommand, space?: Space): Promise<ModeAnswer | Refusal>
  /** @throws JournalUnavailable */
  post(door: string, command: PostCommand, space?: Space): Promise<ModeAnswer | Refusal>
  /** Of the live walls: a drill has no scene of its own. @throws JournalUnavailable */
  scene(door: string, command: SceneCommand): Promise<ModeAnswer | Refusal>
}

export function createModeAdmission(site: Site, lane: FactLane, count: CountInput): ModeAdmission {
  const known: Known = { posts: new Set(site.posts.map(({ id }) => id)), units: new Set(site.teams.map(({ id }) => id)) }

  function counted(door: string, answer: ModeAnswer | Refusal, space: Space = 'live'): ModeAnswer | Refusal {
    count(door, 'refused' in answer ? answer.code : 'accepted', 1, space)
    return answer
  }

  /** A mode that begins proposes its consultation, in the record of the switch itself (MEETING-1); a drill calls nobody. */
  function withMeeting(board: Board, decision: Decision<NewBoardFact>, now: number): Decision<NewBoardFact> {
    const switched = isRefusal(decision) || board.space !== 'live' ? undefined : decision.find((fact) => fact.type === 'ModeSwitched')
    const values = switched?.type === 'ModeSwitched' ? proposalForMode(switched.data.to) : null
    if (isRefusal(decision) || values === null) return decision
    return [...decision, ...openedBySystem(board, { id: `mode-${board.seq + 1}`, kind: 'meetingProposal', values }, { tables: MATTER_TABLES, site }, now)]
  }

  return {
    async mode(door, command, space = 'live') {
      const outcome = await submitIn(lane, space, command.commandId, (board, now) => withMeeting(board, decideMode(board, command, now), now))
      return counted(door, answerOf(outcome, (fact) => isFactOfMode(command, fact as ModeFact)), space)
    },
    async post(door, command, space = 'live') {
      const outcome = await submitIn(lane, space, command.commandId, (board, now) => decidePost(board, command, known, now))
      return counted(door, answerOf(outcome, (fact) => isFactOfPost(command, fact as PostFact, (lane.boardOf(space) ?? lane.board).duty)), space)
    },
    async scene(door, command) {
      const outcome = await lane.submit(command.commandId, (board, now) => decideScene(board, command, now))
      return counted(door, answerOf(outcome, (fact) => isFactOfScene(command, fact as SceneFact)))
    },
  }
}
