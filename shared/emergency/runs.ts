import type { Incident } from '../incident/types.ts'
import { FIELD_COMMAND_KIND } from '../matter/kinds/names.ts'
import type { Matter } from '../matter/types.ts'
import type { Plan, ResourceKind, Scheme, Site } from '../site/types.ts'

/** A run of a plan or scheme, with what the site pack says of it; null once the pack no longer has it. */
export interface Run<T> {
  readonly matter: Matter
  readonly of: T | null
}

/** Plans that run, oldest first. */
export function runningPlans(matters: Iterable<Matter>, plans: readonly Plan[]): Run<Plan>[] {
  return runsOf(matters, 'planRun', 'plan', plans)
}

/** Schemes that are active, oldest first: what maps draw (SCHEME-1). */
export function activeSchemes(matters: Iterable<Matter>, schemes: readonly Scheme[]): Run<Scheme>[] {
  return runsOf(matters, 'schemeRun', 'scheme', schemes)
}

function runsOf<T extends { readonly id: string }>(matters: Iterable<Matter>, kind: string, field: string, list: readonly T[]): Run<T>[] {
  return [...matters]
    .filter((matter) => matter.kind === kind && matter.endedAt === null)
    .map((matter) => ({ matter, of: list.find(({ id }) => id === matter.values[field]) ?? null }))
}

const RUNS_FOR: readonly string[] = ['planRun', 'schemeRun', FIELD_COMMAND_KIND]

/** The field command that stands at an incident; undefined for none (COMMAND-2). */
export function fieldCommandOf(matters: Iterable<Matter>, incidentId: string): Matter | undefined {
  return [...matters].find(({ kind, endedAt, values }) => kind === FIELD_COMMAND_KIND && endedAt === null && values['incident'] === incidentId)
}

/** Field command, plans and schemes run for an incident, the ended ones too, oldest first (PLAN-3). */
export function runsFor(matters: Iterable<Matter>, incidentId: string): Matter[] {
  return [...matters].filter(({ kind, values }) => RUNS_FOR.includes(kind) && values['incident'] === incidentId)
}

/** Kinds of resources that are wanted at an incident: those of the plans running for it, else of the plans for its kind, each once (RESOURCE-3). */
export function wantedAt({ id, kind }: Pick<Incident, 'id' | 'kind'>, matters: Iterable<Matter>, { plans }: Pick<Site, 'plans'>): ResourceKind[] {
  const running = runningPlans(matters, plans).flatMap(({ matter, of }) => (of !== null && matter.values['incident'] === id ? [of] : []))
  const meant = running.length > 0 ? running : plans.filter((plan) => plan.kind === kind)
  return [...new Set(meant.flatMap(({ resources }) => resources))]
}
