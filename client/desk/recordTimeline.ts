import type { IncidentFact, IncidentFactOf } from '../../shared/incident/facts.ts'
import type { TimelineEntry } from './timeline.ts'

/**
 * An incident's course from all its facts, newest first; of one moment in the order of the record. A stamp says beside what it first
 * said what became of it: the corrected value, or that it was withdrawn (TIMELINE-1). `absorbed`: facts of those merged into it,
 * of which the merging belongs to its course too.
 */
export function timelineOfFacts(facts: readonly IncidentFact[], absorbed: readonly IncidentFact[] = []): TimelineEntry[] {
  const own = facts.flatMap((fact) => entryOf(fact, facts).map((entry) => ({ entry, seq: fact.seq })))
  const id = facts[0]?.data.incidentId
  const taken = absorbed.flatMap((fact) => (fact.type === 'IncidentMerged' && fact.data.into === id ? [{ entry: absorbedEntry(fact, absorbed), seq: fact.seq }] : []))
  const entries = [...own, ...taken]
  return entries.sort((a, b) => b.entry.at - a.entry.at || b.seq - a.seq).map(({ entry }) => entry)
}

function entryOf(fact: IncidentFact, all: readonly IncidentFact[]): TimelineEntry[] {
  const { at, by } = fact
  switch (fact.type) {
    case 'IncidentReported': return [{ at, by, what: 'reported', source: fact.data.source, words: fact.data.summary }]
    case 'StageStamped': return [stampEntry(fact, all)]
    case 'StampCorrected': return [{ at, by, what: 'correctedTo', stage: fact.data.stage, old: fact.data.from, now: fact.data.to, words: fact.data.reason }]
    case 'StampWithdrawn': return [{ at, by, what: 'withdrawn', stage: fact.data.stage, old: fact.data.was, words: fact.data.reason }]
    case 'LimitMissed': return [{ at, by, what: 'limitMissed', stage: fact.data.stage }]
    case 'DepartmentJoined': return [{ at, by, what: 'departmentJoined', department: fact.data.department }]
    case 'NoteAdded': return [{ at, by, what: 'note', words: fact.data.text }]
    case 'LevelChanged': return [{ at, by, what: 'levelChanged', level: fact.data.to, from: fact.data.from, severity: fact.data.severity, words: fact.data.reason }]
    case 'EscalationProposed': return [{ at, by, what: 'proposed', lead: fact.data.to }]
    case 'EscalationCauseLapsed': return [{ at, by, what: 'causeLapsed', stage: fact.data.stage }]
    case 'EscalationDeclined': return [{ at, by, what: 'declined', words: fact.data.reason }]
    case 'HandoverStarted': return [{ at, by, what: 'handedOver', lead: fact.data.to, words: fact.data.reason }]
    case 'HandoverAcknowledged': return [{ at, by, what: 'acknowledged', lead: fact.data.to }]
    case 'HandoverLimitMissed': return [{ at, by, what: 'handoverMissed' }]
    case 'MeasureCalled': return [{ at, by, what: 'measureCalled', measure: fact.data.measure, level: fact.data.level }]
    case 'MeasureTaken': return [{ at, by, what: 'measureTaken', measure: fact.data.measure, words: fact.data.note }]
    case 'IncidentTaken': return [{ at, by, what: 'taken' }]
    case 'IncidentLeft': return [{ at, by, what: 'left' }]
    case 'IncidentClosed': return [{ at, by, what: 'closed', words: fact.data.note }]
    case 'IncidentCancelled': return [{ at, by, what: 'cancelled', words: fact.data.reason }]
    case 'IncidentMerged': return [{ at, by, what: 'merged', into: fact.data.into, words: fact.data.reason }]
    case 'IncidentReopened': return [{ at, by, what: 'reopened', handling: fact.data.handling, words: fact.data.reason }]
    default: return []
  }
}

function absorbedEntry({ at, by, data }: IncidentFactOf<'IncidentMerged'>, all: readonly IncidentFact[]): TimelineEntry {
  const reported = all.find((fact): fact is IncidentFactOf<'IncidentReported'> => fact.type === 'IncidentReported' && fact.data.incidentId === data.incidentId)
  return { at, by, what: 'absorbed', into: data.incidentId, words: data.reason, ...(reported === undefined ? {} : { number: reported.data.number }) }
}

function stampEntry({ at, by, seq, data }: IncidentFactOf<'StageStamped'>, all: readonly IncidentFact[]): TimelineEntry {
  const { stage, unit, department, note } = data
  const joint = department === null ? { what: 'stamped' as const } : { what: 'stampedJoint' as const, department }
  const corrected = all.findLast((fact): fact is IncidentFactOf<'StampCorrected'> => fact.type === 'StampCorrected' && fact.data.stamp === seq)
  const withdrawn = all.some((fact) => fact.type === 'StampWithdrawn' && fact.data.stamp === seq)
  return { at, by, stage, unit, words: note, ...joint, ...(corrected === undefined ? {} : { now: corrected.data.to }), ...(withdrawn ? { struck: true } : {}) }
}
