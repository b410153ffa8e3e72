import { LEVELS, type IncidentKind, type Level } from './kinds.ts'

/** How bad it is, as the reporter sees it, mildest first. ASSUMPTION: four steps; the article names only that severity counts. */
export const SEVERITIES = ['slight', 'moderate', 'severe', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** ASSUMPTION: what a report is taken for that names neither a severity nor a level. */
export const USUAL_SEVERITY: Severity = 'moderate'

/** Who leads the response, from the ground up (article: 网格 → 办事处指挥部 → 管委会 → 市). */
export const LEADS = ['grid', 'office', 'committee', 'city'] as const
export type Lead = (typeof LEADS)[number]

/** This server stands in the office headquarters: whoever is above it has to be handed an incident. */
export const OWN_LEAD: Lead = 'office'

/** What a level calls for beyond its lead: level I the committee's field command, level II an assessment and a report to the city. */
export const MEASURES = ['fieldCommand', 'assessment', 'cityReport'] as const
export type Measure = (typeof MEASURES)[number]

/** Source: article (一级由管委会成立现场指挥部, 二级研判后上报市). */
export const MEASURES_OF: Readonly<Record<Level, readonly Measure[]>> = {
  I: ['fieldCommand'], II: ['assessment', 'cityReport'], III: [], IV: [],
}

/**
 * Departments that join in handling, where the pack names none. The first five are the article's; ASSUMPTION: the two
 * emergency services beside them.
 */
export const DEPARTMENTS = [
  'trafficPolice', 'police', 'waterAffairs', 'lawEnforcement', 'urbanManagement', 'fireRescue', 'emergencyMedical',
] as const

/** Who leads at a level, and with which departments. */
export interface LevelLead {
  readonly lead: Lead
  readonly departments: readonly string[]
}

/** The editable table: kind and severity give the level, the level its lead and lead departments. */
export interface ResponseTable {
  readonly levels: Readonly<Record<IncidentKind, Readonly<Record<Severity, Level>>>>
  readonly leads: Readonly<Record<Level, LevelLead>>
}

const GRAVE = { slight: 'III', moderate: 'II', severe: 'I', critical: 'I' } as const
const USUAL = { slight: 'IV', moderate: 'III', severe: 'II', critical: 'I' } as const
const LIGHT = { slight: 'IV', moderate: 'IV', severe: 'III', critical: 'II' } as const

/** ASSUMPTION: the table where the pack has none. The article says only that type and severity decide, and who leads above. */
export const DEFAULT_RESPONSE: ResponseTable = {
  levels: {
    abnormalGathering: USUAL, stability: USUAL, drowning: USUAL, fire: USUAL, flood: USUAL, counterTerror: GRAVE,
    trafficJam: LIGHT, publicHealth: USUAL, other: LIGHT,
  },
  leads: {
    I: { lead: 'committee', departments: [...DEPARTMENTS] },
    II: { lead: 'committee', departments: ['police', 'trafficPolice', 'fireRescue', 'emergencyMedical'] },
    III: { lead: 'office', departments: ['police', 'trafficPolice'] },
    IV: { lead: 'grid', departments: ['lawEnforcement', 'urbanManagement'] },
  },
}

/** The level of a kind and severity; without a severity that of the usual one. */
export function levelOf({ levels }: ResponseTable, kind: IncidentKind, severity: Severity | null): Level {
  return levels[kind][severity ?? USUAL_SEVERITY]
}

/** Who leads an incident of this level from its report on: the level's lead, but nobody above us before it was handed over (ESC-1). */
export function firstLead(table: ResponseTable, level: Level): Lead {
  return lower(table.leads[level].lead, OWN_LEAD)
}

export function isAbove(a: Lead, b: Lead): boolean {
  return LEADS.indexOf(a) > LEADS.indexOf(b)
}

export function higher(a: Lead, b: Lead): Lead {
  return isAbove(a, b) ? a : b
}

function lower(a: Lead, b: Lead): Lead {
  return isAbove(a, b) ? b : a
}

/** The next one up; null above the city. */
export function leadAbove(lead: Lead): Lead | null {
  return LEADS[LEADS.indexOf(lead) + 1] ?? null
}

/** Is level `a` graver than level `b`? */
export function isGraver(a: Level, b: Level): boolean {
  return LEVELS.indexOf(a) < LEVELS.indexOf(b)
}
