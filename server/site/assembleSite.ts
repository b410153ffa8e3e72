import { MINUTE_MS, type Stage } from '../../shared/clock/stages.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import { DEFAULT_RULE } from '../../shared/evaluation/rule.ts'
import type { StricterLimits } from '../../shared/incident/limits.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { defaultModes } from '../../shared/mode/expectation.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import type { Checkpoint, Company, LonLatPair, ResourceKind, Site } from '../../shared/site/types.ts'
import type { Pack } from './pack.ts'

const SECOND_MS = 1_000

/** Minutes of the pack as ms. */
function stricterOf(minutes: NonNullable<Pack['manifest']['stricterLimitsMinutes']>): StricterLimits {
  const inMs = (table: Readonly<Record<string, Readonly<Partial<Record<Stage, number>>> | undefined>>) => Object.fromEntries(Object.entries(table).map(([name, limits]) => (
    [name, Object.fromEntries(Object.entries(limits ?? {}).map(([stage, limit]) => [stage, limit * MINUTE_MS]))])))
  return { levels: inMs(minutes.levels ?? {}), plans: inMs(minutes.plans ?? {}) }
}

/** The pack as server, walls and simulator use it. */
export function assembleSite({ manifest, grids, posts, routes, teams, cameras, plans, schemes, resources, committee, companies }: Pack, version: string): Site {
  const [west, south, east, north] = manifest.bounds as [number, number, number, number]
  const { respond, dispatch, arrive, resolve } = manifest.limitsMinutes
  return {
    id: manifest.id,
    version,
    name: manifest.name,
    timeZone: manifest.timeZone,
    bounds: [west, south, east, north],
    view: { ...manifest.view, centre: pairOf(manifest.view.centre) },
    limits: { respond: respond * MINUTE_MS, dispatch: dispatch * MINUTE_MS, arrive: arrive * MINUTE_MS, resolve: resolve * MINUTE_MS },
    ...(manifest.stricterLimitsMinutes === undefined ? {} : { stricterLimits: stricterOf(manifest.stricterLimitsMinutes) }),
    response: manifest.response ?? DEFAULT_RESPONSE,
    departments: manifest.departments ?? DEFAULT_DEPARTMENTS,
    modes: manifest.modes ?? defaultModes(manifest),
    holidays: manifest.calendar?.holidays ?? [],
    serviceabilityLine: manifest.serviceabilityLine,
    positionIntervalMs: manifest.positionIntervalMs,
    farthestViewerM: manifest.farthestViewerM,
    source: manifest.source,
    schematic: manifest.schematic,
    assumptions: manifest.assumptions,
    platforms: manifest.platforms,
    grids: grids.features.map(({ properties: { id, name, label, force }, geometry }) => (
      { id, name, label: pairOf(label), force, polygon: geometry.coordinates.map((ring) => ring.map(pairOf)) })),
    zones: (manifest.zones ?? []).map((zone) => ({ ...zone, centre: pairOf(zone.centre) })),
    posts: posts.features.map(({ properties: { id, name, grid }, geometry }) =>
      ({ id, name, grid, position: pairOf(geometry.coordinates) })),
    routes: routes.features.map(({ properties: { id, name, corridorM, loopMinutes, checkpoints }, geometry }) => ({
      id, name, corridorM, line: geometry.coordinates.map(pairOf), checkpoints: checkpoints.map(checkpointOf),
      ...(loopMinutes === undefined ? {} : { loopMs: Math.round(loopMinutes * MINUTE_MS) }),
    })),
    teams,
    plans: plans.plans.map((plan) => ({
      ...plan, kind: plan.kind as IncidentKind, resources: plan.resources as ResourceKind[],
      steps: plan.steps.map(({ dueMinutes, ...step }) => ({ ...step, dueMs: Math.round(dueMinutes * MINUTE_MS) })),
    })),
    schemes: schemes.features.map(({ properties: { id, name, form, gates }, geometry }) => (
      { id, name, form, gates: gates.map(pairOf), lines: geometry.coordinates.map((line) => line.map(pairOf)) })),
    resources: resources.map(({ id, name, kind, grid, lon, lat }) => ({ id, name, kind, grid, lon, lat })),
    memberUnits: committee.units,
    committee: { members: committee.members, instructors: committee.instructors, branches: committee.branches, rule: committee.rule ?? DEFAULT_RULE, source: committee.source },
    cameras: cameras.map(({ id, name, kind, grid, platform, lon, lat }) => ({ id, name, kind, grid, platform, lon, lat })),
    rosters: manifest.rosters ?? [],
    guarantees: manifest.guarantees ?? [],
    companies: companies.companies as Company[],
  }
}

function checkpointOf({ name, position, dwellSeconds }: Pack['routes']['features'][number]['properties']['checkpoints'][number]): Checkpoint {
  const dwell = dwellSeconds === undefined ? {} : { dwell: { leastMs: inMs(dwellSeconds.least), mostMs: inMs(dwellSeconds.most) } }
  return { name, position: pairOf(position), ...dwell }
}

function inMs(seconds: number): number {
  return Math.round(seconds * SECOND_MS)
}

function pairOf(position: readonly number[]): LonLatPair {
  return [position[0]!, position[1]!]
}
