import type { BoardFact, BoardSnapshot } from '../board.ts'
import type { PlatformId } from '../ids.ts'

/** Version of everything in this folder. A screen built for another one reloads once, then says so. */
export const PROTOCOL_VERSION = 15

/** Down: `noun:pastTense`. Up: `noun:verb`. */
export const EVENTS = {
  join: 'board:join',
  joined: 'board:joined',
  sampleClock: 'clock:sample',
  factsRecorded: 'facts:recorded',
  readingsMeasured: 'readings:measured',
  beatSent: 'link:sent',
  look: 'presence:look',
  presenceChanged: 'presence:changed',
} as const

/** What a screen says when it comes, comes back or has seen a gap. */
export interface JoinRequest {
  readonly protocol: number
  /** Version of the site pack it draws, null before it has one. */
  readonly site: string | null
  /** The journal it last spoke to: `seq` counts only within one. */
  readonly journal: string | null
  /** The last fact it has folded, 0 for none. */
  readonly seq: number
}

export type JoinAnswer =
  | { readonly kind: 'diff'; readonly facts: readonly BoardFact[]; readonly beat: Beat }
  | { readonly kind: 'snapshot'; readonly board: BoardSnapshot; readonly beat: Beat }
  | { readonly kind: 'refused'; readonly code: JoinRefusalCode; readonly protocol: number }

export type JoinRefusalCode = 'protocol' | 'malformed'

/** Sent every `BEAT_INTERVAL_MS`, and with each answer to a join: the server's time, where its facts and readings stand. */
export interface Beat {
  /** Server time, epoch ms (CLOCK-3). */
  readonly now: number
  readonly journal: string
  readonly site: string
  /** Last fact pushed; a screen behind it has a gap. */
  readonly seq: number
  /** Last tick of readings pushed to this screen or merged for it. */
  readonly tick: number
  readonly health: Health
}

export const BEAT_INTERVAL_MS = 1_000
/** Without a beat for this long a screen says STALE (STALE-1: within 3 s). */
export const STALE_AFTER_MS = 2_500

export const SOURCE_KINDS = ['http', 'mqtt', 'simulator'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** A feed into the server. Positions name their source by its place in the list. */
export interface SourceHealth {
  readonly id: string
  readonly kind: SourceKind
  /** Last time anything valid came, epoch ms; 0 for never. */
  readonly heardAt: number
  /** How often something is expected, ms. */
  readonly intervalMs: number
  /** Is the connection up? null where there is none to speak of. */
  readonly connected: boolean | null
}

export interface PlatformHealth {
  readonly id: PlatformId
  /** epoch ms, 0 for never. */
  readonly heardAt: number
  readonly intervalMs: number
}

/** The server's own condition, as every wall shows it. */
export interface Health {
  /** Is the simulator feeding this server? Then every surface is labelled a demo. */
  readonly demo: boolean
  readonly sources: readonly SourceHealth[]
  readonly platforms: readonly PlatformHealth[]
  /** Screens joined. */
  readonly walls: number
  /** Can facts be recorded? */
  readonly journalWritable: boolean
  /** Inputs refused since the server started. */
  readonly refused: number
  /** When the server started, epoch ms. */
  readonly startedAt: number
}
