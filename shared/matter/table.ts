import type { Permission } from '../access/roles.ts'
import type { Board } from '../board.ts'
import type { Measure } from '../incident/response.ts'
import type { Refusal } from '../refusal.ts'
import type { Site, Text } from '../site/types.ts'
import type { Matter, MatterStep, MatterValues, StepRow } from './types.ts'

/** One field of a form. Its id names it in values, in bodies and in refusals. */
export type MatterField = {
  readonly id: string
  readonly name: Text
  readonly needed: boolean
  /** What was needed once may be left as it is, and is not emptied. */
  readonly kept?: true
  /** What the description of the call adds to the name. */
  readonly hint?: string
  /** Said anew each time: a form does not begin with what was said before. */
  readonly anew?: true
  /** Asked only where that field says so. */
  readonly onlyWith?: { readonly field: string; readonly value: string }
} & FieldForm

/** What a field holds. `most`: characters, lines of a list have 200. */
export type FieldForm =
  | { readonly form: 'text'; readonly most: number }
  /** A whole number. */
  | { readonly form: 'number'; readonly least: number; readonly most: number }
  | { readonly form: 'moment' }
  | { readonly form: 'choice'; readonly choices: readonly { readonly id: string; readonly name: Text }[] }
  /** One of the site pack's own. */
  | { readonly form: 'ofSite'; readonly of: SiteList }
  /** The id of an incident on the board. */
  | { readonly form: 'incident' }
  /** The id of a drill that is kept beside the board. */
  | { readonly form: 'drill' }
  | { readonly form: 'place' }
  /** `of`: each line is the id of one of these, none twice. `none`: no line at all says something too. */
  | { readonly form: 'lines'; readonly mostLines: number; readonly of?: SiteList; readonly none?: true }
  /** Circles on the map. `of`: each is named by the id of one of these lists; without it by words. */
  | { readonly form: 'areas'; readonly mostAreas: number; readonly of?: readonly SiteList[] }

/** Lists of the site pack a field may choose from. */
export const SITE_LISTS = ['departments', 'grids', 'teams', 'posts', 'plans', 'schemes', 'memberUnits', 'companies'] as const
export type SiteList = (typeof SITE_LISTS)[number]
/** Characters of one line of a list. */
export const LINE_CHARACTERS = 200
/** Largest area that is drawn, m. ASSUMPTION: nothing larger is one place. */
export const MOST_RADIUS_M = 2_000
/** Farthest ahead a moment lies, ms: five years, two of them leap years. ASSUMPTION: what is set for later is mistyped (MATTER-12). */
export const FARTHEST_AHEAD_MS = 1_827 * 86_400_000

/**
 * A limit: so long from entering the state, or the moment a field holds while it holds one; null for none. `per`: another length
 * for each choice a field may hold.
 */
export type StateLimit =
  | { readonly ms: number; readonly field?: string; readonly per?: { readonly field: string; readonly ms: Readonly<Record<string, number>> } }
  | { readonly ms?: undefined; readonly field: string; readonly per?: undefined }
  | null

export interface MatterState {
  readonly name: Text
  /** Nothing is left to do: it leaves the board `keptMs` later. */
  readonly ended: boolean
  readonly limit: StateLimit
}

/** What a table's own check sees. It may read anything of the board and the site pack and changes nothing. */
export interface CheckInput {
  /** null when one is being opened. */
  readonly matter: Matter | null
  /** What came with the command, over what the matter holds already. */
  readonly values: MatterValues
  /** What came with the command alone. */
  readonly given: MatterValues
  readonly board: Board
  readonly site: Site
  readonly now: number
}
export type MatterCheck = (input: CheckInput) => Refusal | null

/** A tick as a table's own check sees it. */
export interface TickInput {
  readonly step: MatterStep
  readonly note: string | null
  /** What was chosen, of a step that asks. */
  readonly choice: string | null
  readonly values: MatterValues
}

export interface MatterMove {
  /** Last part of its address; `amend` and `steps` are taken. */
  readonly id: string
  readonly name: Text
  readonly from: readonly string[]
  readonly to: string
  readonly permission: Permission
  readonly fields: readonly MatterField[]
  readonly check?: MatterCheck
  /** The department whose own account may give it too; null for none. */
  readonly own?: (values: MatterValues) => string | null
  /** Does the limit run on as it is, rather than begin anew (MATTER-10)? */
  readonly keepsLimit?: (input: CheckInput & { readonly matter: Matter }) => boolean
  /** What it brings about: a matter that the system opens with it. */
  readonly follow?: MatterFollow
  /** What the record says with it, found by the system and asked of nobody. */
  readonly adds?: { readonly fields: readonly MatterField[]; readonly values: (matter: Matter) => MatterValues }
}

/** One that is opened because of another: its kind and what it is filled in with; null for none. */
export type MatterFollow = (input: CheckInput & { readonly matter: Matter }) => { readonly kind: string; readonly values: MatterValues } | null

/** Everything about one kind of matter. A kind is its table: docs/matters.md says how to add one. */
export interface MatterTable {
  readonly kind: string
  readonly name: Text
  /** Begins the number: capital letters, of this kind alone. */
  readonly prefix: string
  readonly states: Readonly<Record<string, MatterState>>
  /** The state it is opened in. */
  readonly start: string
  readonly opening: {
    readonly name: Text; readonly permission: Permission; readonly fields: readonly MatterField[]; readonly check?: MatterCheck
    /** What of the incident named in `incident` is taken by it, in the same act, where it was called for and not taken yet. */
    readonly takes?: Measure
    /** Opened at a door of its own alone, which fills in what nobody types. `asks`: the fields it asks for. */
    readonly ownDoor?: { readonly asks: readonly string[] }
  }
  /** The field that says in a line what it is. */
  readonly titleField: string
  readonly moves: readonly MatterMove[]
  /** Fields of the opening that may be corrected while it runs, with a reason; null for none. */
  readonly amending: {
    readonly permission: Permission; readonly fields: readonly string[]; readonly check?: MatterCheck
    /** Fields that a department's own account may amend, by department. */
    readonly own?: Readonly<Record<string, readonly string[]>>
    /** What was looked at and decided on: in these states these fields are amended by who has this permission alone. */
    readonly settled?: { readonly states: readonly string[]; readonly permission: Permission; readonly fields: readonly string[] }
  } | null
  /** The checklist: the same for each, or made at the opening, as from a plan of the site pack. */
  readonly steps: readonly StepRow[] | ((values: MatterValues, site: Site) => readonly StepRow[])
  /** Why a step cannot be ticked yet; null when it can. */
  readonly tickCheck?: (input: TickInput) => Refusal | null
  /** How long an ended one stays on the board, ms. */
  readonly keptMs: number
}

export type MatterTables = Readonly<Record<string, MatterTable>>

/** Names that no move may have: their addresses are taken. */
export const TAKEN_NAMES = ['amend', 'steps'] as const

/** Epoch ms at which the limit of `state` passes when it is entered at `since`; null for none. */
export function limitOf(table: MatterTable, state: string, since: number, values: MatterValues): number | null {
  const limit = table.states[state]?.limit ?? null
  if (limit === null) return null
  const named = limit.field === undefined ? undefined : values[limit.field]
  if (typeof named === 'number') return named
  const own = limit.per === undefined ? undefined : limit.per.ms[String(values[limit.per.field])]
  const ms = own ?? limit.ms
  return ms === undefined ? null : since + ms
}

/** The checklist of one opened with these values. */
export function stepsOf({ steps }: MatterTable, values: MatterValues, site: Site): readonly StepRow[] {
  return typeof steps === 'function' ? steps(values, site) : steps
}

/** Fields of which what stands may be changed in part. */
export function changing(fields: readonly MatterField[]): readonly MatterField[] {
  return fields.map((field) => ({ ...field, needed: false, ...(field.needed ? { kept: true } : {}) }))
}

/** The fields of the opening that may be amended by anybody at all. */
export function amendable({ opening, amending }: MatterTable): readonly MatterField[] {
  return opening.fields.filter(({ id }) => amending?.fields.includes(id))
}

/** Those of the fields that are asked, with these values of the others. */
export function askedWith(fields: readonly MatterField[], values: Readonly<Record<string, unknown>>): readonly MatterField[] {
  return fields.filter(({ onlyWith }) => onlyWith === undefined || values[onlyWith.field] === onlyWith.value)
}
