import type { IncidentId } from '../ids.ts'
import type { Level } from '../incident/kinds.ts'

/** The four working modes (article: 四种模式). */
export const MODES = ['normal', 'holiday', 'event', 'emergency'] as const
export type Mode = (typeof MODES)[number]

/** Why the system proposes a mode (MODE-2). */
export const PROPOSAL_CAUSES = ['holidayStarts', 'holidayEnded', 'eventStarts', 'level'] as const
export interface ModeCause {
  readonly why: (typeof PROPOSAL_CAUSES)[number]
  /** First day of the holiday, `YYYY-MM-DD`; null for other causes. */
  readonly holiday: string | null
  /** Id of the approved event; null for other causes. */
  readonly event: string | null
  /** The incident and the level it has; null for other causes. */
  readonly incident: IncidentId | null
  readonly level: Level | null
}

export const PROPOSAL_STATES = ['open', 'accepted', 'declined', 'lapsed'] as const

/** A mode the system proposes; a person decides. */
export interface ModeProposal {
  /** `seq` of the fact that made it: what it is named by. */
  readonly seq: number
  /** The cause's own time, epoch ms. */
  readonly at: number
  readonly to: Mode
  readonly cause: ModeCause
  /** From here on there is nothing to propose any more, epoch ms; null for as long as its cause lasts. */
  readonly until: number | null
  readonly state: (typeof PROPOSAL_STATES)[number]
  readonly decided: { readonly at: number; readonly by: string; readonly reason: string } | null
}

/** A switch into emergency that one person asked for and another has to confirm. */
export interface PreparedSwitch {
  /** `seq` of the fact that made it. */
  readonly seq: number
  readonly at: number
  readonly by: string
  readonly reason: string
  /** The last moment at which it can be confirmed, epoch ms. */
  readonly confirmBy: number
}

export interface PastSwitch {
  readonly seq: number
  readonly at: number
  readonly from: Mode
  readonly to: Mode
  readonly by: string
  readonly reason: string
  /** Who asked for it first, of a switch that another person confirmed; null otherwise. */
  readonly preparedBy: string | null
}

/** An active incident of level I or II, which calls for emergency mode. */
export interface GraveIncident {
  readonly incident: IncidentId
  /** The gravest it has been since it began to count here. */
  readonly level: Level
  /** When it got that level, epoch ms. */
  readonly at: number
  /** When headquarters heard of it, epoch ms: what was switched after that was switched knowing of it. */
  readonly heardAt: number
  readonly proposed: boolean
}

/** How the mode came to be, and what is proposed. Never changed in place. */
export interface ModeRecord {
  /** When the mode was entered, epoch ms; 0 while nobody has switched. */
  readonly since: number
  readonly prepared: PreparedSwitch | null
  /** Oldest first. */
  readonly proposals: readonly ModeProposal[]
  /** Oldest first, the newest `KEPT_SWITCHES`; the journal has all. */
  readonly history: readonly PastSwitch[]
  readonly grave: readonly GraveIncident[]
  /** Time of the last proposal of the calendar, epoch ms. */
  readonly calendarAt: number
}

export function emptyModeRecord(): ModeRecord {
  return { since: 0, prepared: null, proposals: [], history: [], grave: [], calendarAt: 0 }
}

/** Is the proposal still to be decided at `now`? At its end itself it is not any more. */
export function isStanding({ state, until }: ModeProposal, now: number): boolean {
  return state === 'open' && (until === null || now < until)
}
