import { expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { KNOWN, playedBoard, postCommand } from '../../tests/support/modeBuilders.ts'
import { emptyBoard } from '../board.ts'
import { isRefusal } from '../refusal.ts'
import { decidePost } from './decide.ts'
import type { PostFact } from './facts.ts'
import { isFactOfPost } from './sameCommand.ts'

it('INPUT-3 POST-12 a team\'s check-in of a record from before, which is by the team, is the same when it is sent again; one by somebody else is not', () => {
  const command = postCommand('checkIn', { post: 'post-0', unit: 'team-0', role: null })
  const decided = decidePost(emptyBoard(), command, KNOWN, at(0))
  if (isRefusal(decided)) throw new Error(decided.reason)
  const fact = (by: string): PostFact => ({ ...decided[0]!, seq: 1, recordedAt: at(0), id: 'f-1', by }) as unknown as PostFact
  const { duty } = playedBoard().board
  expect([command.by, 'team-0', 'operator-b', 'team-1'].map((by) => isFactOfPost(command, fact(by), duty))).toEqual([true, true, false, false])
})
