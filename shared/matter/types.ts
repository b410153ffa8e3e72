import type { LonLat } from '../incident/types.ts'
import type { Text } from '../site/types.ts'

/** Opaque, made by the server. */
export type MatterId = string

/** A circle on the map: around a place (WGS-84), metres. `name`: words, or the id of who stands there. */
export interface MatterArea extends LonLat {
  readonly name: string
  readonly radiusM: number
}

/** What a field of a matter holds: words, a figure or a moment (epoch ms), a place (WGS-84), lines of words, or areas on the map. */
export type MatterValue = string | number | LonLat | readonly string[] | readonly MatterArea[]
/** By the id of the field; a field that was left empty is not there. */
export type MatterValues = Readonly<Record<string, MatterValue>>

/** When a step is due: so long after the opening, after a state is entered (each time anew), or at a moment a field holds. */
export type StepDue =
  | { readonly after: 'opening'; readonly ms: number }
  | { readonly after: 'state'; readonly state: string; readonly ms: number }
  | { readonly after: 'field'; readonly field: string; readonly ms: number }

/** What is said when a step is ticked: one of these, and only while its matter is in that state. */
export interface StepAsks {
  readonly choices: readonly { readonly id: string; readonly name: Text }[]
  readonly state: string
}

/** A step as a table or a plan of the site pack gives it. */
export interface StepRow {
  readonly id: string
  readonly text: Text
  /** The department that does it; null for headquarters. */
  readonly owner: string | null
  /** A field that names the department, once it is filled in. */
  readonly ownerField: string | null
  /** null: no time of its own. */
  readonly due: StepDue | null
  /** Ticked by choosing. Where it is not there, ticking says that it was done. */
  readonly asks?: StepAsks
}

/** A step of one matter's checklist. */
export interface MatterStep extends StepRow {
  /** Epoch ms; null while it has none. */
  readonly dueAt: number | null
  /** The `dueAt` that was told to have passed; null for none. */
  readonly overdueAt: number | null
  readonly ticked: StepTick | null
}

export interface StepTick {
  /** Epoch ms. */
  readonly at: number
  readonly by: string
  /** For whom: the step's owner then; null for headquarters. */
  readonly department: string | null
  /** Said by headquarters for a department that reported. */
  readonly onBehalf: boolean
  readonly note: string | null
  /** What was chosen, of a step that asks. */
  readonly choice?: string
}

/** What can be done to any matter, and what time does to it, as its history says. */
export const MATTER_ACTS = ['opened', 'moved', 'amended', 'ticked', 'stepReopened', 'overdue', 'stepOverdue'] as const

/** One line of a matter's history. */
export interface MatterLine {
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  readonly by: string
  readonly act: (typeof MATTER_ACTS)[number]
  /** Of a move. */
  readonly command: string | null
  /** State it is in afterwards; of `overdue`: the state whose limit passed. */
  readonly state: string
  readonly step: string | null
  /** Of a tick: for whom. */
  readonly department: string | null
  /** What was said with it: reason or note. */
  readonly note: string | null
  /** Of a tick: what was chosen, of a step that asks. */
  readonly choice?: string
  readonly values: MatterValues
}

/** Something headquarters runs by states (事项). Never changed in place. */
export interface Matter {
  readonly id: MatterId
  readonly kind: string
  /** Prefix of its kind, site day and ordinal within both: `YH20231122-001`. */
  readonly number: string
  /** `seq` of the fact that opened it. */
  readonly seq: number
  /** Epoch ms. */
  readonly openedAt: number
  readonly openedBy: string
  readonly state: string
  /** When the state was entered, epoch ms. */
  readonly since: number
  /** The state's own limit, epoch ms; null for none. At the limit itself it is still met. */
  readonly until: number | null
  /** The `until` that was told to have passed; null for none. */
  readonly overdueAt: number | null
  /** How many limits of states have passed so far. */
  readonly overdues: number
  readonly values: MatterValues
  readonly steps: readonly MatterStep[]
  /** When it entered a state that ends it, epoch ms; null while it runs. */
  readonly endedAt: number | null
  /** When an ended one leaves the board, epoch ms. */
  readonly leavesAt: number | null
  /** Oldest first, the newest `KEPT_LINES`; the journal has all. */
  readonly history: readonly MatterLine[]
}

/** Lines of history a board carries of one matter. */
export const KEPT_LINES = 100

/** The last number given of each kind: its site day and place in it. */
export type MatterNumbering = Readonly<Record<string, { readonly day: string; readonly ordinal: number }>>
