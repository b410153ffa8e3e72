import type { BoardFact } from '../../shared/board.ts'
import type { Fact } from '../../shared/fact.ts'
import { DRILL_FACT_VERSIONS, type DrillFactType } from '../../shared/drill/facts.ts'
import { GATHERING_FACT_VERSIONS, type GatheringFactType } from '../../shared/event/facts.ts'
import { INCIDENT_FACT_VERSIONS, type IncidentFactType } from '../../shared/incident/facts.ts'
import type { Level } from '../../shared/incident/kinds.ts'
import { DEFAULT_RESPONSE, firstLead } from '../../shared/incident/response.ts'
import { MATTER_FACT_VERSIONS, type MatterFactType } from '../../shared/matter/facts.ts'
import { PATROL_FACT_VERSIONS, type PatrolFactType } from '../../shared/patrol/facts.ts'
import { MODE_FACT_VERSIONS, type ModeFactType } from '../../shared/mode/facts.ts'
import { POST_FACT_VERSIONS, type PostFactType } from '../../shared/post/facts.ts'
import { SCENE_FACT_VERSIONS, type SceneFactType } from '../../shared/scene/facts.ts'
import { PROFILE_FACT_VERSIONS, type ProfileFactType } from '../../shared/profile/facts.ts'

/** How one type's `data` is brought from each older version to the next. Facts themselves are never rewritten. */
export interface FactVersions {
  readonly newest: number
  /** By the version it starts from: data of version n to data of version n + 1. */
  readonly upgrades: Readonly<Record<number, (data: unknown, fact: Fact) => unknown>>
}

export type UpcastTable = Readonly<Record<string, FactVersions>>

type Upgrades = FactVersions['upgrades']

/**
 * Version 1 knew one handling of an incident, no departments, no severity and no lead: it was led as our own table has it
 * for its level, by whom and since when nobody said.
 */
const INCIDENT_UPGRADES: Partial<Record<IncidentFactType, Upgrades>> = {
  IncidentReported: {
    1: (data) => ({ ...(data as object), severity: null, lead: firstLead(DEFAULT_RESPONSE, (data as { readonly level: Level }).level) }),
  },
  StageStamped: { 1: (data) => ({ ...(data as object), handling: 1, department: null }) },
  LimitMissed: { 1: (data) => ({ ...(data as object), handling: 1 }) },
}

const INCIDENT_VERSIONS = Object.fromEntries(
  Object.entries(INCIDENT_FACT_VERSIONS).map(([type, newest]) => [type, { newest, upgrades: INCIDENT_UPGRADES[type as IncidentFactType] ?? {} }]),
) as Record<IncidentFactType, FactVersions>

/** Of types that have had one version only, or none to be upgraded from. */
function unchanged<T extends string>(versions: Readonly<Record<T, number>>): Record<T, FactVersions> {
  return Object.fromEntries(Object.entries(versions).map(([type, newest]) => [type, { newest, upgrades: {} }])) as Record<T, FactVersions>
}

/** Every type of fact the board knows. */
export const FACT_VERSIONS: Readonly<Record<BoardFact['type'], FactVersions>> = {
  ...INCIDENT_VERSIONS,
  ...unchanged<PatrolFactType>(PATROL_FACT_VERSIONS),
  ...unchanged<MatterFactType>(MATTER_FACT_VERSIONS),
  PlatformLost: { newest: 1, upgrades: {} },
  PlatformRestored: { newest: 1, upgrades: {} },
  AlarmRaised: { newest: 1, upgrades: {} },
  AlarmReturned: { newest: 1, upgrades: {} },
  AlarmChanged: { newest: 1, upgrades: {} },
  AlarmFlapped: { newest: 1, upgrades: {} },
  AlarmAcknowledged: { newest: 1, upgrades: {} },
  AlarmShelved: { newest: 1, upgrades: {} },
  AlarmUnshelved: { newest: 1, upgrades: {} },
  SourceRetired: { newest: 1, upgrades: {} },
  ...unchanged<ModeFactType>(MODE_FACT_VERSIONS),
  ...unchanged<GatheringFactType>(GATHERING_FACT_VERSIONS),
  ...unchanged<PostFactType>(POST_FACT_VERSIONS),
  PostCheckedIn: { newest: POST_FACT_VERSIONS.PostCheckedIn, upgrades: { 1: (data) => ({ ...(data as object), role: null, count: null }), 2: (data) => ({ ...(data as object), relieves: [] }) } },
  PostCheckedOut: { newest: POST_FACT_VERSIONS.PostCheckedOut, upgrades: { 1: (data) => ({ ...(data as object), leaves: null }), 2: (data) => ({ ...(data as object), left: null }) } },
  ...unchanged<DrillFactType>(DRILL_FACT_VERSIONS),
  DrillStarted: { newest: DRILL_FACT_VERSIONS.DrillStarted, upgrades: { 1: (data) => ({ ...(data as object), carried: null }) } },
  ...unchanged<SceneFactType>(SCENE_FACT_VERSIONS),
  ...unchanged<ProfileFactType>(PROFILE_FACT_VERSIONS),
}

/** A recorded fact this program cannot read: of an unknown type, from a newer program, or of a version without upgrade. */
export class UnreadableFact extends Error {
  override readonly name = 'UnreadableFact'
  constructor(readonly seq: number, readonly type: string, readonly v: number, reason: string) {
    super(`fact ${seq} (${type}, version ${v}) cannot be read: ${reason}`)
  }
}

/**
 * A fact in its type's newest version (JOURNAL-8).
 * @throws UnreadableFact rather than leave a fact out.
 */
export function upcast(fact: Fact, table: UpcastTable): BoardFact {
  const { seq, type, v } = fact
  const versions = Object.hasOwn(table, type) ? table[type] : undefined
  if (versions === undefined) throw new UnreadableFact(seq, type, v, 'this program knows no such type')
  if (v > versions.newest) throw new UnreadableFact(seq, type, v, `this program knows versions up to ${versions.newest}`)
  let read = fact
  while (read.v < versions.newest) {
    const upgrade = versions.upgrades[read.v]
    if (upgrade === undefined) throw new UnreadableFact(seq, type, v, `no upgrade from version ${read.v}`)
    read = { ...read, v: read.v + 1, data: upgrade(read.data, read) }
  }
  return read as BoardFact
}
