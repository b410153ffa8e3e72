import { STAGES, type Stage, type StageLimits } from '../clock/stages.ts'
import type { IncidentKind, Level } from './kinds.ts'

/** Limits stricter than the site's, of some stages, by level and by the plan of a kind (CLOCK-1), ms. */
export interface StricterLimits {
  readonly levels?: Readonly<Partial<Record<Level, Readonly<Partial<Record<Stage, number>>>>>>
  readonly plans?: Readonly<Partial<Record<IncidentKind, Readonly<Partial<Record<Stage, number>>>>>>
}

/** The limits of an incident of this kind and level: of each stage the strictest of the site's, its plan's and its level's, ms. */
export function limitsOf(limits: StageLimits, stricter: StricterLimits | undefined, kind: IncidentKind, level: Level): StageLimits {
  const strictest = (stage: Stage): number =>
    Math.min(limits[stage], stricter?.plans?.[kind]?.[stage] ?? Infinity, stricter?.levels?.[level]?.[stage] ?? Infinity)
  return Object.fromEntries(STAGES.map((stage) => [stage, strictest(stage)])) as unknown as StageLimits
}
