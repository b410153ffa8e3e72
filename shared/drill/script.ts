import type { IncidentKind } from '../incident/kinds.ts'
import type { Severity } from '../incident/response.ts'
import type { LonLat } from '../incident/types.ts'

export const INJECT_KINDS = ['incident', 'message', 'silence', 'note'] as const
export type InjectKind = (typeof INJECT_KINDS)[number]

/** What can fall silent in a drill's picture: a team, a camera platform, a feed, or the radio of a grid. */
export const SILENT_SUBJECTS = ['unit', 'platform', 'source', 'grid'] as const
export type SilentSubject = (typeof SILENT_SUBJECTS)[number]

interface Placed {
  readonly id: string
  /** Time of the script at which it comes, ms from the drill's start. */
  readonly atMs: number
}

/** Something that is reported. */
export interface IncidentInject extends Placed {
  readonly what: 'incident'
  readonly kind: IncidentKind
  readonly severity: Severity | null
  readonly position: LonLat
  readonly place: string | null
  readonly summary: string
}

/** Something said to participants; `to` is `all`, a unit, a department or a role of the drill. */
export interface MessageInject extends Placed {
  readonly what: 'message'
  readonly to: string
  readonly text: string
}

/** Something that is not heard any more in the drill's picture, for a time or until the drill ends. */
export interface SilenceInject extends Placed {
  readonly what: 'silence'
  readonly subject: SilentSubject
  readonly subjectId: string
  readonly forMs: number | null
}

/** For whoever runs the drill. */
export interface NoteInject extends Placed {
  readonly what: 'note'
  readonly text: string
}

export type Inject = IncidentInject | MessageInject | SilenceInject | NoteInject

/** Who takes part: units and departments of the site pack, and roles by count, never persons. */
export interface Participants {
  readonly units: readonly string[]
  readonly departments: readonly string[]
  readonly roles: readonly { readonly role: string; readonly count: number }[]
}

/** What a drill is run by. `plan` is the special plan rehearsed, by the kind of incident it is for. */
export interface Script {
  readonly name: string
  readonly plan: IncidentKind
  readonly participants: Participants
  /** How many watch. */
  readonly observers: number
  /** In order of their time. */
  readonly injects: readonly Inject[]
}

/** ASSUMPTION: a script has at most so many injects, none later than 12 hours after the start, ms. */
export const MOST_INJECTS = 200
export const LATEST_INJECT_MS = 12 * 3_600_000
/** Longest text of a script, characters. */
export const LONGEST_TEXT = 500

/** The injects in the order in which they come; those of the same moment as they were written. */
export function inOrder(injects: readonly Inject[]): Inject[] {
  return [...injects].sort((a, b) => a.atMs - b.atMs)
}
