/**
 * Kinds of incident. The first four are named in the article, the next four complete its eight special plans
 * (ASSUMPTION: which they are), `other` takes what fits none.
 */
export const INCIDENT_KINDS = [
  'abnormalGathering',
  'stability',
  'drowning',
  'fire',
  'flood',
  'counterTerror',
  'trafficJam',
  'publicHealth',
  'other',
] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

/** Response levels, gravest first (article: 四级响应). */
export const LEVELS = ['I', 'II', 'III', 'IV'] as const
export type Level = (typeof LEVELS)[number]
