import { emptyBoard, boardOfSpace, type Board, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import { drillNow } from '../../shared/drill/clock.ts'
import { decideDrill, type DrillCommand } from '../../shared/drill/decide.ts'
import { decideDrillDue } from '../../shared/drill/due.ts'
import type { Inject, Script } from '../../shared/drill/script.ts'
import type { Watches } from '../../shared/alarm/watch.ts'
import { spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import type { Space } from '../../shared/fact.ts'
import { foldFact } from '../../shared/fold.ts'
import { isRefusal, type Decision, type Refusal } from '../../shared/refusal.ts'
import { insideGrid, smallSite } from './site.ts'

export const DRILL_SITE = smallSite()
const MINUTE_MS = 60_000
const [lon, lat] = insideGrid(0)

/** A fire at the start, a second fire point at +2 min, radio lost in a grid at +3, a word at +4, a platform silent from +5 for 2 min. */
export const FIRE_INJECTS: readonly Inject[] = [
  { id: 'fire-1', atMs: 0, what: 'incident', kind: 'fire', severity: null, position: { lon, lat }, place: '会展中心', summary: '起火' },
  { id: 'fire-2', atMs: 2 * MINUTE_MS, what: 'incident', kind: 'fire', severity: 'severe', position: { lon, lat }, place: null, summary: '第二着火点' },
  { id: 'radio', atMs: 3 * MINUTE_MS, what: 'silence', subject: 'grid', subjectId: 'grid-2', forMs: null },
  { id: 'word', atMs: 4 * MINUTE_MS, what: 'message', to: 'all', text: '人员集结' },
  { id: 'cctv', atMs: 5 * MINUTE_MS, what: 'silence', subject: 'platform', subjectId: 'platform-0', forMs: 2 * MINUTE_MS },
]

export function fireScript(over: Partial<Script> = {}): Script {
  return {
    name: '火灾专项预案演练', plan: 'fire',
    participants: { units: ['team-0'], departments: ['fireRescue'], roles: [{ role: '现场指挥', count: 1 }] }, observers: 1, injects: FIRE_INJECTS, ...over,
  }
}

/** A command about the drill `d1`, with what its type needs put in by `own`. */
export function drillCommand(type: DrillCommand['type'], own: Readonly<Record<string, unknown>> = {}): DrillCommand {
  const usual = { commandId: `drill-${type}`, drill: 'd1', by: 'supervisor-a', script: fireScript(), carried: [], reason: null, note: null, remark: null }
  return { type, ...usual, ...own } as unknown as DrillCommand
}

/** A journal of several spaces, played as the lane does: what is decided in a space is of it, and folded at once. */
export class PlayedSpaces {
  readonly board: Board = emptyBoard()
  readonly facts: BoardFact[] = []
  private readonly watches = new Map<Space, Watches>()

  of(space: Space): Board {
    return boardOfSpace(this.board, space) ?? emptyBoard(space)
  }

  drill(id = 'd1'): Drill {
    const { drill } = this.of(spaceOfDrill(id))
    if (drill === null) throw new Error('there is no such drill')
    return drill
  }

  /** Decides in a space at the server's `now`, folds and gives what was decided. */
  submit(space: Space, decide: (board: Board) => Decision<NewBoardFact>, now: number): Refusal | readonly NewBoardFact[] {
    const decision = decide(this.of(space))
    if (isRefusal(decision)) return decision
    for (const news of decision) {
      const fact = { ...news, space, seq: this.board.seq + 1, recordedAt: Math.max(this.facts.at(-1)?.recordedAt ?? 0, now) } as BoardFact
      foldFact(this.board, fact)
      this.facts.push(fact)
    }
    return decision
  }

  command(command: DrillCommand, now: number): Refusal | readonly NewBoardFact[] {
    return this.submit(spaceOfDrill(command.drill), (board) => decideDrill(board, command, DRILL_SITE, now), now)
  }

  /** What is due in a running drill at the server's `now`, until nothing is. */
  due(now: number, id = 'd1'): NewBoardFact[] {
    const space = spaceOfDrill(id)
    const watches = this.watches.get(space) ?? new Map()
    this.watches.set(space, watches)
    const all: NewBoardFact[] = []
    for (;;) {
      const { drill } = this.of(space)
      if (drill?.state !== 'running') return all
      const came = this.submit(space, (board) => decideDrillDue(board, DRILL_SITE, watches, drillNow(drill, now)), now)
      if (isRefusal(came) || came.length === 0) return all
      all.push(...came)
    }
  }
}

/** A drill brought into a state at `now`. */
export function playedTo(state: Drill['state'], now: number, script: Script = fireScript()): PlayedSpaces {
  const played = new PlayedSpaces()
  played.command(drillCommand('prepareDrill', { script }), now)
  if (state === 'withdrawn') played.command(drillCommand('withdrawDrill'), now)
  else if (state !== 'prepared') played.command(drillCommand('startDrill'), now)
  if (state === 'paused') played.command(drillCommand('pauseDrill'), now)
  if (state === 'ended') played.command(drillCommand('stopDrill'), now)
  return played
}
