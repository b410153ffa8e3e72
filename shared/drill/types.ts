import type { AlarmSubject } from '../alarm/types.ts'
import type { Space } from '../fact.ts'
import type { Inject, Script, SilentSubject } from './script.ts'

/** Stands on every surface and in every answer that is of a drill, in both languages (DRILL-1). */
export const DRILL_MARK = '演练 DRILL'

export const DRILL_STATES = ['prepared', 'running', 'paused', 'ended', 'withdrawn'] as const
export type DrillState = (typeof DRILL_STATES)[number]

/** How an inject came: at its time, by hand, or because the drill jumped to it. */
export const INJECT_WAYS = ['script', 'hand', 'jump'] as const
export type InjectWay = (typeof INJECT_WAYS)[number]

/** An inject that came. `at`: the drill's clock, epoch ms; `refused`: why what it was to bring about could not be. */
export interface FiredInject {
  readonly inject: Inject
  readonly at: number
  readonly by: string
  readonly way: InjectWay
  readonly refused: string | null
  readonly seq: number
}

export interface DrillSilence {
  readonly subject: SilentSubject
  readonly subjectId: string
  /** The drill's clock, epoch ms; `until` null for the rest of the drill. */
  readonly since: number
  readonly until: number | null
}

/** What an observer pinned to the timeline. `at`: as its fact says; after the end the server's time. */
export interface Observation {
  readonly at: number
  /** Server time, epoch ms. */
  readonly recordedAt: number
  readonly by: string
  readonly text: string
  readonly seq: number
}

/** A pause; `forMs` null while it lasts. `at`: the drill's clock, epoch ms. */
export interface DrillPause {
  readonly at: number
  readonly by: string
  readonly forMs: number | null
}

/** What the supervisor found of one indicator of the score sheet. */
export interface Judgement {
  readonly indicator: string
  /** 0 to MOST_SCORE; null where there is only a remark. */
  readonly score: number | null
  readonly remark: string | null
  readonly by: string
}

export const OWNER_KINDS = ['department', 'role'] as const

/** What is to be made better, and whose it is. `due`: a day of the site, `YYYY-MM-DD`. */
export interface Improvement {
  readonly id: string
  readonly text: string
  readonly owner: { readonly type: (typeof OWNER_KINDS)[number]; readonly id: string }
  readonly due: string
  /** The drill it was found in. */
  readonly from: { readonly drill: string; readonly name: string }
  /** `at`: server time, epoch ms; `in`: the drill in which it was done. */
  readonly done: { readonly at: number; readonly by: string; readonly note: string | null; readonly in: Improvement['from'] } | null
}

/** ASSUMPTION: an indicator is scored with whole points from 0 to 10. */
export const MOST_SCORE = 10

/** An alarm of a drill, and how soon it was acknowledged or put on the shelf, each time it asked for it. */
export interface DrillAlarm extends Pick<AlarmSubject, 'key' | 'kind' | 'subject' | 'incident'> {
  /** The slowest answer, ms of the drill's clock; null for none yet. */
  readonly slowestMs: number | null
  /** Since when it asks and nobody answered, the drill's clock, epoch ms; null while it does not. */
  readonly askedSince: number | null
}

/** A drill, as the facts of its space make it. All times epoch ms of the drill's clock (`clock.ts`) unless said otherwise. */
export interface Drill {
  readonly id: string
  /** Of its preparation. */
  readonly seq: number
  readonly script: Script
  readonly state: DrillState
  /** Server time. */
  readonly preparedAt: number
  readonly preparedBy: string
  /** Here its clock and the server's agree. */
  readonly startedAt: number | null
  /** Where its clock stands for good. */
  readonly endedAt: number | null
  /** The end, by the server's clock. */
  readonly stoppedAt: number | null
  readonly pauses: readonly DrillPause[]
  /** What the jumps of the script come to, ms. */
  readonly jumpedMs: number
  readonly fired: readonly FiredInject[]
  /** Ids of injects a jump passed over. */
  readonly skipped: readonly string[]
  readonly silences: readonly DrillSilence[]
  readonly alarms: readonly DrillAlarm[]
  readonly observations: readonly Observation[]
  readonly judgements: readonly Judgement[]
  /** Those of earlier drills of the same plan that were still open, and then its own. */
  readonly improvements: readonly Improvement[]
}

export function spaceOfDrill(id: string): Space {
  return `drill:${id}`
}

/** Is it under way, whether its clock runs or stands? */
export function isUnderWay({ state }: Pick<Drill, 'state'>): boolean {
  return state === 'running' || state === 'paused'
}

export type InjectState = 'waiting' | 'fired' | 'skipped'

export function injectState({ fired, skipped }: Pick<Drill, 'fired' | 'skipped'>, { id }: Pick<Inject, 'id'>): InjectState {
  if (fired.some(({ inject }) => inject.id === id)) return 'fired'
  return skipped.includes(id) ? 'skipped' : 'waiting'
}
