import type { BoardFact } from '../../shared/board.ts'

/** Words of the page for what a fact names by a code. */
export type SayCode = (of: 'stage' | 'mode', code: string) => string

/**
 * What a fact tells besides its type: which incident, stage or mode, and what somebody wrote. Null where its type says all.
 * What was written was masked before it was recorded.
 */
export function factDetail(fact: BoardFact, say: SayCode): string | null {
  const told = partsOf(fact, say).filter((part) => part !== null && part !== '')
  return told.length === 0 ? null : told.join(' ')
}

function partsOf(fact: BoardFact, say: SayCode): readonly (string | null)[] {
  switch (fact.type) {
    case 'IncidentReported': return [fact.data.number, fact.data.place, fact.data.summary]
    case 'StageStamped': return [say('stage', fact.data.stage), fact.data.unit, fact.data.note]
    case 'StampCorrected':
    case 'StampWithdrawn': return [say('stage', fact.data.stage), fact.data.reason]
    case 'LimitMissed': return [say('stage', fact.data.stage)]
    case 'NoteAdded':
    case 'ObservationPinned':
    case 'ImprovementAdded': return [fact.data.text]
    case 'ModeSwitched':
    case 'ModeSwitchPrepared': return [say('mode', fact.data.to), fact.data.reason]
    case 'ModeProposed': return [say('mode', fact.data.to)]
    case 'SceneTaken':
    case 'SceneReleased': return [say('mode', fact.data.scene)]
    case 'DrillPrepared':
    case 'DrillScriptChanged': return [fact.data.script.name]
    case 'InjectFired': return [fact.data.inject]
    case 'DrillJumped': return [fact.data.to]
    case 'IndicatorJudged': return [String(fact.data.score ?? ''), fact.data.remark]
    default: return reasonOf(fact)
  }
}

/** Facts whose `reason` or `note` somebody wrote; that of others is a code. */
const WRITTEN: ReadonlySet<BoardFact['type']> = new Set<BoardFact['type']>([
  'LevelChanged', 'EscalationDeclined', 'HandoverStarted', 'MeasureTaken', 'IncidentClosed', 'IncidentCancelled', 'IncidentMerged', 'IncidentReopened', 'AlarmShelved',
  'ModeProposalDeclined', 'MatterAmended', 'MatterStepTicked', 'MatterStepReopened', 'DrillPaused', 'DrillStopped', 'DrillWithdrawn', 'ImprovementDone',
])

function reasonOf({ type, data }: BoardFact): readonly (string | null)[] {
  const { reason = null, note = null } = data as { readonly reason?: string | null; readonly note?: string | null }
  return WRITTEN.has(type) ? [reason, note] : []
}
