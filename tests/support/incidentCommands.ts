import { ARTICLE_LIMITS_MS } from '../../shared/clock/stages.ts'
import type { IncidentCommand } from '../../shared/incident/decideCommand.ts'
import type { IncidentCommandType } from '../../shared/incident/life.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { MORNING } from './heldClock.ts'

type Of<T extends IncidentCommandType> = Extract<IncidentCommand, { type: T }>
type Own<T extends IncidentCommandType> = Omit<Of<T>, 'type' | 'commandId' | 'incidentId' | 'by'>

const OWN: { readonly [T in IncidentCommandType]: Own<T> } = {
  stampStage: { stage: 'respond', at: MORNING, unit: 'team-9', department: null, note: null },
  correctStamp: { response: DEFAULT_RESPONSE,  stamp: 5, at: MORNING, reason: '录入有误' },
  withdrawStamp: { stamp: 5, reason: '误按', response: DEFAULT_RESPONSE },
  joinDepartment: { department: 'police', at: null },
  addNote: { text: '现场平稳' },
  changeLevel: { level: 'II', severity: null, reason: '火势扩大', response: DEFAULT_RESPONSE },
  decideEscalation: { escalation: 2, accept: true, reason: '需要支援', to: null },
  acknowledgeHandover: { escalation: 2, leads: ['grid', 'office', 'committee', 'city'] },
  takeMeasure: { measure: 'assessment', note: null },
  takeIncident: { from: null },
  leaveIncident: {},
  closeIncident: { note: null },
  cancelIncident: { reason: '误报' },
  mergeIncident: { into: 'incident-2', reason: null },
  reopenIncident: { reason: '复燃', limits: ARTICLE_LIMITS_MS, response: DEFAULT_RESPONSE },
}

/** A command about `incident-1`, given by headquarters. */
export function commandOf<T extends IncidentCommandType>(type: T, over: Partial<Of<T>> = {}): Of<T> {
  return { type, commandId: `command-${type}`, incidentId: 'incident-1', by: 'headquarters', ...OWN[type], ...over } as unknown as Of<T>
}
