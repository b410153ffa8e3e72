import type { Board, NewBoardFact } from '../board.ts'
import type { CommandId } from '../ids.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import { isDay } from '../site/day.ts'
import { drillDay } from './day.ts'
import { checkScript, maskScript, type DrillSite } from './checkScript.ts'
import { drillNow, pausedMs, scriptMs } from './clock.ts'
import { drillFact, type DrillFactData, type DrillFactType, type NewDrillFact } from './facts.ts'
import { fire } from './fire.ts'
import { waitingInjects } from './fold.ts'
import { DRILL_LIFE, type DrillVerb } from './life.ts'
import type { Inject, Script } from './script.ts'
import { sheetOf } from './sheet.ts'
import { injectState, MOST_SCORE, spaceOfDrill, type Drill, type Improvement } from './types.ts'

interface Given {
  readonly commandId: CommandId
  readonly drill: string
  readonly by: string
}

export interface PrepareDrill extends Given {
  readonly type: 'prepareDrill'
  readonly script: Script
  /** What earlier drills of the plan left open. */
  readonly carried: readonly Improvement[]
}

export type DrillCommand =
  | PrepareDrill
  | (Given & { readonly type: 'changeScript'; readonly script: Script })
  /** `carried`: what earlier drills of the plan have open now. */
  | (Given & { readonly type: 'startDrill'; readonly carried: readonly Improvement[] })
  | (Given & { readonly type: 'resumeDrill' })
  | (Given & { readonly type: 'pauseDrill' | 'stopDrill' | 'withdrawDrill'; readonly reason: string | null })
  | (Given & { readonly type: 'fireInject' | 'jumpToInject'; readonly inject: string })
  | (Given & { readonly type: 'pinObservation'; readonly text: string })
  /** Score or remark, or both: what is not given stays as it was; a remark of null is taken away. */
  | (Given & { readonly type: 'judgeIndicator'; readonly indicator: string; readonly score?: number | undefined; readonly remark?: string | null | undefined })
  | (Given & { readonly type: 'addImprovement'; readonly text: string; readonly owner: Improvement['owner']; readonly due: string })
  | (Given & { readonly type: 'finishImprovement'; readonly improvement: string; readonly note: string | null })

type Verb<T extends DrillCommand['type']> = Extract<DrillCommand, { readonly type: T }>

/** The first fact of each command: what tells a command sent again from another one (INPUT-3). */
export const FACT_OF_DRILL_COMMAND = {
  prepareDrill: 'DrillPrepared', changeScript: 'DrillScriptChanged', withdrawDrill: 'DrillWithdrawn', startDrill: 'DrillStarted', resumeDrill: 'DrillResumed', pauseDrill: 'DrillPaused',
  stopDrill: 'DrillStopped', fireInject: 'InjectFired', jumpToInject: 'DrillJumped', pinObservation: 'ObservationPinned',
  judgeIndicator: 'IndicatorJudged', addImprovement: 'ImprovementAdded', finishImprovement: 'ImprovementDone',
} as const satisfies Record<DrillCommand['type'], DrillFactType>

const VERBS: Readonly<Record<Exclude<DrillCommand['type'], 'prepareDrill'>, DrillVerb>> = {
  changeScript: 'change', withdrawDrill: 'withdraw', startDrill: 'start', resumeDrill: 'resume', pauseDrill: 'pause', stopDrill: 'stop', fireInject: 'fire', jumpToInject: 'jump',
  pinObservation: 'observe', judgeIndicator: 'judge', addImprovement: 'improve', finishImprovement: 'improve',
}
/** ASSUMPTION: a drill holds so many observations, and so many things to be made better. */
export const MOST_OBSERVATIONS = 500
export const MOST_IMPROVEMENTS = 100

/** May `verb` be done to the drill of `board`? null when it may. */
export function hinderedBy({ drill }: Pick<Board, 'drill'>, verb: DrillVerb): Refusal | null {
  if (drill === null) return refuse('unknown', 'id', 'no such drill')
  const may = DRILL_LIFE[drill.state][verb]
  return may === true ? null : refuse(may, '', `the drill is ${drill.state}`)
}

/**
 * May a participant act in the drill of `board`? null when they may. `at`: when they did, epoch ms of the drill's clock, null for
 * now: what was done before the clock stood is taken while it stands, as it may come late from a phone without a link (DRILL-4).
 */
export function hinderedAct(board: Pick<Board, 'drill'>, at: number | null): Refusal | null {
  const { state, pauses = [] } = board.drill ?? {}
  const stoodAt = state === 'paused' ? pauses.at(-1)?.at : undefined
  return at !== null && stoodAt !== undefined && at <= stoodAt ? null : hinderedBy(board, 'act')
}

/** Decides a command about a drill on the board of its space. `now`: the server's time, epoch ms. */
export function decideDrill(board: Board, command: DrillCommand, site: DrillSite, now: number): Decision<NewBoardFact> {
  if (command.type === 'prepareDrill') return prepare(board, command, site, now)
  const hindered = hinderedBy(board, VERBS[command.type])
  const { drill } = board
  if (hindered !== null || drill === null) return hindered ?? refuse('unknown', 'id', 'no such drill')
  const given = { space: board.space, at: drill.state === 'ended' ? now : drillNow(drill, now), by: command.by, commandId: command.commandId }
  const one = <T extends DrillFactType>(type: T, data: DrillFactData[T]): NewDrillFact[] => [drillFact(type, given, data) as NewDrillFact]
  switch (command.type) {
    case 'changeScript': {
      const script = maskScript(command.script)
      return refusedChange(drill, script, site) ?? one('DrillScriptChanged', { script })
    }
    case 'withdrawDrill':
      return one('DrillWithdrawn', { reason: masked(command.reason) })
    case 'startDrill':
      return one('DrillStarted', { injects: drill.script.injects.length, carried: command.carried })
    case 'pauseDrill':
      return one('DrillPaused', { reason: masked(command.reason) })
    case 'resumeDrill':
      return one('DrillResumed', { pausedMs: now - given.at - pausedMs(drill) })
    case 'stopDrill':
      return one('DrillStopped', { reason: masked(command.reason) })
    case 'fireInject':
      return fireByHand(board, drill, command, site, given.at)
    case 'jumpToInject':
      return jump(board, drill, command, site, given.at)
    case 'pinObservation':
      return drill.observations.length >= MOST_OBSERVATIONS
        ? refuse('tooMany', 'text', `a drill holds ${MOST_OBSERVATIONS} observations`)
        : one('ObservationPinned', { text: maskPersonal(command.text) })
    case 'judgeIndicator':
      return refusedJudgement(board, command, now) ?? one('IndicatorJudged', judgement(drill, command))
    case 'addImprovement':
      return refusedImprovement(drill, command, site) ?? one('ImprovementAdded', {
        id: command.commandId, text: maskPersonal(command.text), owner: command.owner, due: command.due,
      })
    case 'finishImprovement': {
      const item = drill.improvements.find(({ id }) => id === command.improvement)
      if (item === undefined) return refuse('unknown', 'improvement', 'no such item in this drill')
      return item.done === null ? one('ImprovementDone', { id: item.id, note: masked(command.note) }) : refuse('alreadyDone', 'improvement', 'is done')
    }
  }
}

function prepare(board: Board, { drill, script: written, carried, by, commandId }: PrepareDrill, site: DrillSite, now: number): Decision<NewBoardFact> {
  if (board.drill !== null) return refuse('duplicate', 'id', 'another drill has this id')
  const script = maskScript(written)
  const wrong = checkScript(script, site)
  if (wrong !== null) return wrong
  const given = { space: spaceOfDrill(drill), at: now, by, commandId }
  return [drillFact('DrillPrepared', given, { drill, script, carried })]
}

/** What came cannot be changed any more, nor left out. */
function refusedChange({ fired }: Drill, script: Script, site: DrillSite): Refusal | null {
  const wrong = checkScript(script, site)
  if (wrong !== null) return wrong
  const same = (inject: Inject): boolean => script.injects.some((each) => JSON.stringify(each) === JSON.stringify(inject))
  const changed = fired.find(({ inject }) => !same(inject))
  return changed === undefined ? null : refuse('alreadyFired', 'injects', `inject ${changed.inject.id} came already and stays as it was`)
}

type Named = Verb<'fireInject' | 'jumpToInject'>

function named(drill: Drill, { inject: id }: Named): Inject | Refusal {
  const inject = drill.script.injects.find((each) => each.id === id)
  if (inject === undefined) return refuse('unknown', 'inject', 'no such inject in the script')
  return injectState(drill, inject) === 'fired' ? refuse('alreadyFired', 'inject', 'came already') : inject
}

function fireByHand(board: Board, drill: Drill, command: Named, site: DrillSite, at: number): Decision<NewBoardFact> {
  const inject = named(drill, command)
  return 'refused' in inject ? inject : fire(board, inject, { at, by: command.by, commandId: command.commandId, way: 'hand' }, site)
}

function jump(board: Board, drill: Drill, command: Named, site: DrillSite, at: number): Decision<NewBoardFact> {
  const inject = named(drill, command)
  if ('refused' in inject) return inject
  const byMs = inject.atMs - scriptMs(drill, at)
  if (byMs <= 0) return refuse('reversed', 'inject', 'its time is past; it can be given by hand')
  const skipped = waitingInjects(drill).filter(({ id, atMs }) => atMs < inject.atMs && id !== inject.id).map(({ id }) => id)
  const given = { space: board.space, at, by: command.by, commandId: command.commandId }
  return [drillFact('DrillJumped', given, { to: inject.id, byMs, skipped }), ...fire(board, inject, { at, by: command.by, commandId: null, way: 'jump' }, site)]
}

function judgement({ judgements }: Drill, { indicator, score, remark }: Verb<'judgeIndicator'>): DrillFactData['IndicatorJudged'] {
  const before = judgements.find((each) => each.indicator === indicator)
  return { indicator, score: score ?? before?.score ?? null, remark: remark === undefined ? before?.remark ?? null : masked(remark) }
}

function refusedJudgement(board: Board, { indicator, score, remark }: Verb<'judgeIndicator'>, now: number): Refusal | null {
  if (!sheetOf(board, now).rows.some(({ id }) => id === indicator)) return refuse('unknown', 'indicator', 'the sheet has no such indicator')
  if (score === undefined) return remark === undefined ? refuse('outOfRange', 'score', 'neither a score nor a remark is given') : null
  const whole = Number.isInteger(score) && score >= 0 && score <= MOST_SCORE
  return whole ? null : refuse('outOfRange', 'score', `is no whole number from 0 to ${MOST_SCORE}`)
}

function refusedImprovement({ improvements, script, ...drill }: Drill, { owner, due }: Verb<'addImprovement'>, { departments, timeZone }: DrillSite): Refusal | null {
  if (improvements.length >= MOST_IMPROVEMENTS) return refuse('tooMany', 'text', `a drill holds ${MOST_IMPROVEMENTS} of them`)
  if (!isDay(due)) return refuse('outOfRange', 'due', 'is no day as 2026-05-01')
  const day = drillDay(drill, timeZone)
  if (due < day) return refuse('outOfRange', 'due', `lies before the drill, which is of ${day}`)
  const known = owner.type === 'department' ? departments.map(({ id }) => id) : script.participants.roles.map(({ role }) => role)
  return known.includes(owner.id) ? null : refuse('unknown', 'owner.id', `no such ${owner.type}`)
}

function masked(text: string | null): string | null {
  return text === null ? null : maskPersonal(text)
}
