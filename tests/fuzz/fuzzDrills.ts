import type { Pipeline } from '../../server/pipeline.ts'
import { toSpaceSnapshot, type Board } from '../../shared/board.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import type { Space } from '../../shared/fact.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { fireScript } from '../support/drillBuilders.ts'
import { gridId, platformId, unitId } from '../support/site.ts'
import type { Seeded } from '../support/seeded.ts'

/** A script of the small site, of what each kind of inject brings about. */
function script(chance: Seeded): ReturnType<typeof fireScript> {
  const { injects: [fire] } = fireScript()
  const at = (): number => chance.below(15) * MINUTE_MS
  return fireScript({
    participants: { units: [unitId(0)], departments: [], roles: [] },
    injects: [
      { ...fire!, id: 'f1', atMs: 0 }, { ...fire!, id: 'f2', atMs: at() },
      { id: 's1', atMs: at(), what: 'silence', subject: 'grid', subjectId: gridId(chance.below(2)), forMs: chance.chance(0.5) ? null : at() },
      { id: 's2', atMs: at(), what: 'silence', subject: 'platform', subjectId: platformId(chance.below(2)), forMs: 2 * MINUTE_MS },
      { id: 'm1', atMs: at(), what: 'message', to: 'all', text: '集结' },
    ],
  })
}

/** Something a supervisor or a participant may do about drills, allowed there or not. */
export function drillAct({ drills, lane, doors }: Pick<Pipeline, 'drills' | 'lane' | 'doors'>, chance: Seeded, commandId: () => string): Promise<object | Refusal> {
  const kept = [...lane.board.drills.values()]
  const given = { commandId: commandId(), by: 'supervisor-a' }
  if (kept.length === 0 || chance.chance(0.15)) return drills.prepare({ type: 'prepareDrill', ...given, script: script(chance) })
  const board = chance.pick(kept)
  const named = { ...given, drill: board.drill!.id }
  if (board.drill!.state === 'prepared') return drills.command(chance.chance(0.1) ? { type: 'withdrawDrill', reason: null, ...named } : { type: 'startDrill', carried: [], ...named })
  const [incident] = board.incidents.keys()
  return chance.pick([
    () => drills.command(chance.pick([{ type: 'startDrill', carried: [], ...named }, { type: 'resumeDrill', ...named }, { type: 'resumeDrill', ...named }])),
    () => drills.command({ type: chance.chance(0.7) ? 'pauseDrill' : 'stopDrill', ...named, reason: null }),
    () => drills.command({ type: chance.chance(0.5) ? 'fireInject' : 'jumpToInject', ...named, inject: chance.pick(['f2', 's1', 's2', 'm1', 'none']) }),
    () => drills.command({ type: 'pinObservation', ...named, text: '所见' }),
    () => doors.stamp(incident ?? 'nobody', { commandId: given.commandId, stage: 'respond', unit: unitId(0) }, 'headquarters', board.space),
  ])()
}

/** What the board of each drill held, by its space. */
export function drillTexts({ drills }: Pick<Board, 'drills'>): Map<Space, string> {
  return new Map([...drills].map(([space, board]) => [space, drillText(board)]))
}

export function drillText(board: Board): string {
  return stable(toSpaceSnapshot(board))
}
