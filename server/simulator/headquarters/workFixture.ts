import { emptyBoard, type Board, type BoardFact, type NewBoardFact } from '../../../shared/board.ts'
import { decideCommandCheck } from '../../../shared/event/decide.ts'
import { foldFact } from '../../../shared/fold.ts'
import { decideMatter, type MatterCommand } from '../../../shared/matter/decide.ts'
import { decideMattersDue } from '../../../shared/matter/due.ts'
import { MATTER_TABLES } from '../../../shared/matter/tables.ts'
import type { MatterValues } from '../../../shared/matter/types.ts'
import type { PostRole } from '../../../shared/post/types.ts'
import { decidePost } from '../../../shared/post/decide.ts'
import { decideProfile, type TellProfile } from '../../../shared/profile/profile.ts'
import { toSpaceSnapshot } from '../../../shared/board.ts'
import { isRefusal, type Decision, type Refusal } from '../../../shared/refusal.ts'
import type { Shift } from '../../../shared/post/types.ts'
import type { Site } from '../../../shared/site/types.ts'
import { SIMULATOR_SOURCE } from '../output.ts'
import type { WorkAct } from './acts.ts'
import { dueWork } from './dueWork.ts'
import type { WorkView } from './view.ts'

/** A board that the work runs on, decided and folded as the server does, without its doors. */
export interface PlayedWork {
  readonly board: Board
  readonly acts: readonly (WorkAct & { readonly at: number })[]
  readonly refusals: readonly { readonly act: WorkAct; readonly refusal: Refusal }[]
  add(facts: readonly NewBoardFact[], now: number): void
  view(now: number): WorkView
  /** One look at `now`, epoch ms. */
  look(now: number): void
}

export function playWork(site: Site, seed = 7): PlayedWork {
  const board = emptyBoard()
  const acts: (WorkAct & { at: number })[] = []
  const refusals: { act: WorkAct; refusal: Refusal }[] = []
  let made = 0

  function add(facts: readonly NewBoardFact[], now: number): void {
    for (const next of facts) foldFact(board, { ...next, seq: board.seq + 1, recordedAt: Math.max(board.recordedAt, now) } as BoardFact)
  }

  function view(now: number): WorkView {
    return { now, ...toSpaceSnapshot(board) } as unknown as WorkView
  }

  function look(now: number): void {
    add(decideMattersDue(board, now), now)
    for (const each of dueWork({ view: view(now), site, seed, speed: 1 })) {
      made += 1
      acts.push({ ...each, at: now })
      const decision = decide(board, site, each, `c-${made}`, now)
      if (isRefusal(decision)) refusals.push({ act: each, refusal: decision })
      else add(decision, now)
    }
  }
  return { board, acts, refusals, add, view, look }
}

/** What the server's doors make of an act. */
function decide(board: Board, site: Site, { path, body, department }: WorkAct, commandId: string, now: number): Decision<NewBoardFact> {
  const given = { commandId, by: SIMULATOR_SOURCE }
  const [door, id = '', third, fourth] = path.split('/').map(decodeURIComponent)
  switch (door) {
    case 'posts': {
      const known = { posts: new Set(site.posts.map((post) => post.id)), units: new Set(site.teams.map((team) => team.id)) }
      if (id === 'roster') return decidePost(board, { type: 'setRoster', ...given, shifts: (body['shifts'] as Shift[]).map((shift) => ({ ...shift, unit: null })) }, known, now)
      const check = { ...given, post: id, unit: null, role: (body['role'] ?? null) as PostRole | null, at: body['at'] as number }
      if (third === 'check-out') return decidePost(board, { type: 'checkOut', ...check, presence: null, count: null }, known, now)
      return decidePost(board, { type: 'checkIn', ...check, count: (body['count'] ?? null) as number | null }, known, now)
    }
    case 'events': return decideCommandCheck(board, { type: 'checkIn', ...given, event: id, department: String(body['department']) }, site, now)
    case 'grid-profile': return decideProfile(board, { ...given, ...body } as TellProfile, site, now)
    default: return decideMatter(board, commandOf(), { tables: MATTER_TABLES, site }, now)
  }

  function commandOf(): MatterCommand {
    const values = body as MatterValues
    if (third === undefined) return { type: 'open', ...given, matterId: `m-${commandId}`, kind: id, values }
    if (third === 'steps') return { type: 'tick', ...given, matterId: id, step: fourth!, department, note: null, ...(body as { readonly note?: string; readonly choice?: string }) }
    return { type: 'move', ...given, giver: null, matterId: id, command: third, values }
  }
}
