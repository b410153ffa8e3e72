import type { PostId, UnitId } from '../ids.ts'
import type { Mode } from './types.ts'

/** What the wall shows in a mode; each has a layout of its own or the usual one. */
export const SCENES = ['normal', 'holiday', 'event', 'emergency'] as const
export type Scene = (typeof SCENES)[number]

/** All of a kind, or those named. */
export type Selection = 'all' | readonly string[]

/** Figures that are watched in a mode. */
export interface ModeThresholds {
  /** How often a unit is expected to report its position, ms. */
  readonly positionIntervalMs: number
  /** Metres to either side of a route that count as on it, in place of the route's own; null leaves each its own. */
  readonly corridorM: number | null
  /** How long a team stays at a checkpoint at least, ms; 0 for no stay. */
  readonly dwellMs: number
  /** Share of cameras that must be online, 0–1: below it is an alarm. */
  readonly serviceabilityLine: number
  /** Share of a zone's capacity from which on a crowd is an alarm; 1: at its capacity. Left out as in a pack that does not say: 1. */
  readonly crowdLine?: number
}

/** What headquarters expects, watches and shows in a mode (MODE-1). */
export interface ModeExpectation<Ids = Selection> {
  /** Posts expected to be staffed. */
  readonly posts: Ids
  /** Teams expected out. */
  readonly teams: Ids
  readonly thresholds: ModeThresholds
  /** Is the roster of the posts in force? */
  readonly roster: boolean
  readonly scene: Scene
}

export type ModeTable<Ids = Selection> = Readonly<Record<Mode, ModeExpectation<Ids>>>

/** What expectations are made for. */
export interface ExpectingSite {
  readonly modes: ModeTable
  readonly posts: readonly { readonly id: PostId }[]
  readonly teams: readonly { readonly id: UnitId }[]
}

/** What a site expects in a mode, posts and teams by their ids in the order of the pack. */
export function expectationOf({ modes, posts, teams }: ExpectingSite, mode: Mode): ModeExpectation<readonly string[]> {
  const expected = modes[mode]
  return { ...expected, posts: chosen(expected.posts, posts), teams: chosen(expected.teams, teams) }
}

/** What a site watches in a mode, and by how much. */
export function thresholdsOf({ modes }: Pick<ExpectingSite, 'modes'>, mode: Mode): ModeThresholds {
  return modes[mode].thresholds
}

/** The share of a zone's capacity from which on a crowd is an alarm in these thresholds. */
export function crowdLineOf({ crowdLine }: Pick<ModeThresholds, 'crowdLine'>): number {
  return crowdLine ?? CROWD_LINE
}

function chosen(selection: Selection, from: readonly { readonly id: string }[]): readonly string[] {
  return from.map(({ id }) => id).filter((id) => selection === 'all' || selection.includes(id))
}

/**
 * ASSUMPTION: the article staffs twelve posts and sends ten teams out on holidays, and says nothing of the other modes: in
 * normal mode none is expected, during an event and in an emergency all are. A team stays a minute at a checkpoint; on
 * holidays and during events one camera in a hundred more has to work.
 */
export function defaultModes({ positionIntervalMs, serviceabilityLine }: Pick<ModeThresholds, 'positionIntervalMs' | 'serviceabilityLine'>): ModeTable {
  const thresholds: ModeThresholds = { positionIntervalMs, serviceabilityLine, corridorM: null, dwellMs: 0 }
  const watched = { ...thresholds, dwellMs: DWELL_MS, serviceabilityLine: Math.max(serviceabilityLine, STRICT_LINE) }
  return {
    normal: { posts: [], teams: [], thresholds, roster: false, scene: 'normal' },
    holiday: { posts: 'all', teams: 'all', thresholds: watched, roster: true, scene: 'holiday' },
    event: { posts: 'all', teams: 'all', thresholds: watched, roster: true, scene: 'event' },
    emergency: { posts: 'all', teams: 'all', thresholds, roster: true, scene: 'emergency' },
  }
}

const DWELL_MS = 60_000
const STRICT_LINE = 0.99
/** ASSUMPTION: a zone that is full is an alarm, in each mode, unless the pack says another share. */
const CROWD_LINE = 1
