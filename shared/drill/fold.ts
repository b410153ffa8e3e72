import type { Board } from '../board.ts'
import type { DrillFact, DrillFactOf } from './facts.ts'
import { inOrder } from './script.ts'
import type { Drill, DrillSilence, Improvement, Judgement } from './types.ts'

/** Takes a fact of the drill itself into the board of its space. One about a drill that was never prepared changes nothing. */
export function foldDrillFact(board: Pick<Board, 'drill'>, fact: DrillFact): void {
  if (fact.type === 'DrillPrepared') board.drill = prepared(fact)
  else if (board.drill !== null) board.drill = folded(board.drill, fact)
}

function prepared({ seq, at, by, data }: DrillFactOf<'DrillPrepared'>): Drill {
  return {
    id: data.drill, seq, script: data.script, state: 'prepared', preparedAt: at, preparedBy: by, startedAt: null, endedAt: null, stoppedAt: null, pauses: [],
    jumpedMs: 0, fired: [], skipped: [], silences: [], alarms: [], observations: [], judgements: [], improvements: data.carried,
  }
}

function folded(drill: Drill, fact: Exclude<DrillFact, { type: 'DrillPrepared' }>): Drill {
  const { at, by, seq, recordedAt } = fact
  switch (fact.type) {
    case 'DrillScriptChanged':
      return { ...drill, script: fact.data.script }
    case 'DrillWithdrawn':
      return { ...drill, state: 'withdrawn' }
    case 'DrillStarted':
      return { ...drill, state: 'running', startedAt: at, improvements: atStart(drill, fact.data.carried) }
    case 'DrillPaused':
      return { ...drill, state: 'paused', pauses: [...drill.pauses, { at, by, forMs: null }] }
    case 'DrillResumed':
      return { ...drill, state: 'running', pauses: closed(drill, fact.data.pausedMs) }
    case 'DrillJumped':
      return { ...drill, jumpedMs: drill.jumpedMs + fact.data.byMs, skipped: [...drill.skipped, ...fact.data.skipped] }
    case 'InjectFired':
      return fired(drill, fact)
    case 'DrillStopped':
      return { ...drill, state: 'ended', endedAt: at, stoppedAt: recordedAt, pauses: closed(drill, 0) }
    case 'ObservationPinned':
      return { ...drill, observations: [...drill.observations, { at, recordedAt, by, text: fact.data.text, seq }] }
    case 'IndicatorJudged':
      return { ...drill, judgements: judged(drill.judgements, { ...fact.data, by }) }
    case 'ImprovementAdded':
      return { ...drill, improvements: [...drill.improvements, added(drill, fact.data)] }
    case 'ImprovementDone':
      return { ...drill, improvements: drill.improvements.map((each) => (each.id === fact.data.id ? { ...each, done: { at: recordedAt, by, note: fact.data.note, in: { drill: drill.id, name: drill.script.name } } } : each)) }
  }
}

function closed({ pauses }: Drill, forMs: number): Drill['pauses'] {
  return pauses.map((pause) => (pause.forMs === null ? { ...pause, forMs } : pause))
}

function fired(drill: Drill, { at, by, seq, data }: DrillFactOf<'InjectFired'>): Drill {
  const inject = drill.script.injects.find(({ id }) => id === data.inject)
  if (inject === undefined) return drill
  const silence: DrillSilence[] = inject.what === 'silence'
    ? [{ subject: inject.subject, subjectId: inject.subjectId, since: at, until: inject.forMs === null ? null : at + inject.forMs }]
    : []
  return {
    ...drill,
    fired: [...drill.fired, { inject, at, by, way: data.way, refused: data.refused, seq }],
    skipped: drill.skipped.filter((id) => id !== inject.id),
    silences: [...drill.silences, ...silence],
  }
}

/** At the start what earlier drills have open by then takes the place of what they had open when it was prepared; null for nobody said. */
function atStart({ id: drill, improvements }: Drill, carried: readonly Improvement[] | null): readonly Improvement[] {
  if (carried === null) return improvements
  const own = improvements.filter(({ from, done }) => from.drill === drill || done !== null)
  return [...carried.filter(({ id }) => !own.some((each) => each.id === id)), ...own]
}

/** A judgement takes the place of the one before of the same indicator. */
function judged(judgements: readonly Judgement[], judgement: Judgement): Judgement[] {
  return [...judgements.filter(({ indicator }) => indicator !== judgement.indicator), judgement]
}

function added({ id: drill, script: { name } }: Drill, data: DrillFactOf<'ImprovementAdded'>['data']): Improvement {
  return { ...data, from: { drill, name }, done: null }
}

/** The injects of a drill that have not come yet, in the order in which they would. */
export function waitingInjects({ script, fired: came, skipped }: Drill) {
  const gone = new Set([...came.map(({ inject }) => inject.id), ...skipped])
  return inOrder(script.injects).filter(({ id }) => !gone.has(id))
}
