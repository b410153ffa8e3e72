import { emptyBoard, type Board, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { decideMode, type ModeCommand } from '../../shared/mode/decide.ts'
import { decidePost, type PostCommand } from '../../shared/post/decide.ts'
import type { Shift } from '../../shared/post/types.ts'
import { isRefusal, type Decision, type Refusal } from '../../shared/refusal.ts'
import { at } from './builders.ts'

type Of<C extends { readonly type: string }, T extends C['type']> = Extract<C, { readonly type: T }>
type Own<C> = Omit<C, 'type' | 'commandId'> & { readonly commandId?: string }

/** A command about the mode, with an id of its own. */
export function modeCommand<T extends ModeCommand['type']>(type: T, own: Partial<Own<Of<ModeCommand, T>>> & object): Of<ModeCommand, T> {
  return { type, commandId: `mode-${type}`, by: 'leader-a', reason: '研判需要', ...own } as unknown as Of<ModeCommand, T>
}

/** The posts and teams of the small site. */
export const KNOWN = { posts: new Set(['post-0', 'post-1', 'post-2']), units: new Set(['team-0', 'team-1', 'team-2']) }

export function postCommand<T extends PostCommand['type']>(type: T, own: Partial<Own<Of<PostCommand, T>>> & object): Of<PostCommand, T> {
  return { type, commandId: `post-${type}`, by: 'operator-a', post: 'post-0', unit: null, role: null, count: null, presence: null, at: null, ...own } as unknown as Of<PostCommand, T>
}

/** A shift of `post` from and to so many minutes after the morning. */
export function shift(post: string, from: number, to: number, over: Partial<Shift> = {}): Shift {
  return { post, startsAt: at(from), endsAt: at(to), unit: null, role: 'guard', count: 2, ...over }
}

/** A board played as the lane does: what is decided is folded at once. */
export interface PlayedBoard {
  readonly board: Board
  readonly facts: BoardFact[]
  /** Folds what was decided at `now`; a refusal changes nothing. */
  take(decision: Decision<NewBoardFact>, now: number): void
  mode(command: ModeCommand, now: number): Refusal | readonly NewBoardFact[]
  post(command: PostCommand, now: number): Refusal | readonly NewBoardFact[]
}

export function playedBoard(): PlayedBoard {
  const board = emptyBoard()
  const facts: BoardFact[] = []
  const take = (decision: Decision<NewBoardFact>, now: number): void => {
    if (isRefusal(decision)) return
    for (const news of decision) {
      const fact = { ...news, seq: board.seq + 1, recordedAt: Math.max(board.recordedAt, now) } as BoardFact
      foldFact(board, fact)
      facts.push(fact)
    }
  }
  const told = (decision: Decision<NewBoardFact>, now: number): Refusal | readonly NewBoardFact[] => {
    take(decision, now)
    return decision
  }
  return {
    board, facts, take,
    mode: (command, now) => told(decideMode(board, command, now), now),
    post: (command, now) => told(decidePost(board, command, KNOWN, now), now),
  }
}
