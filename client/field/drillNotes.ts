import { isUnderWay, type DrillState } from '../../shared/drill/types.ts'

/** A drill as the server lists it. */
export interface ListedDrill {
  readonly id: string
  readonly name: string
  readonly state: DrillState
}

/** Words begun for a drill and not pinned yet. */
export interface Draft {
  readonly drill: string
  readonly name: string
  readonly text: string
  /** Made with the first try of these words and sent with each, so that they are pinned once (INPUT-3); null before. */
  readonly commandId: string | null
}

/** What an observer writes to the timelines of drills (DRILL-11). */
export interface DrillNotes {
  /** As the server listed them last. */
  readonly listed: readonly ListedDrill[]
  readonly drafts: readonly Draft[]
  /** The drill written for; null until one is chosen. */
  readonly chosen: string | null
}

/** A drill that can be written for. */
export interface Choice {
  readonly id: string
  readonly name: string
  readonly ended: boolean
}

export function noNotes(drafts: readonly Draft[] = []): DrillNotes {
  return { listed: [], drafts, chosen: drafts[0]?.drill ?? null }
}

/**
 * Takes in which drills there are. The one written for stays so while it is under way, while words wait for it, and after its end
 * as long as no other is under way; another is chosen by itself only where it is the only one and none was chosen before.
 */
export function heard(notes: DrillNotes, listed: readonly ListedDrill[]): DrillNotes {
  const { chosen } = notes
  const underWay = listed.filter(isUnderWay)
  const stays = chosen !== null && (underWay.length === 0 || underWay.some(({ id }) => id === chosen) || draftOf(notes, chosen) !== null)
  if (stays) return { ...notes, listed }
  const [only, more] = underWay
  return { ...notes, listed, chosen: chosen === null && only !== undefined && more === undefined ? only.id : null }
}

/** Drills under way, the one that is chosen, and those for which words wait, in order of their preparation. */
export function choices({ listed, drafts, chosen }: DrillNotes): Choice[] {
  const wanted = new Set([chosen, ...drafts.map(({ drill }) => drill)])
  const here = listed.filter((each) => isUnderWay(each) || wanted.has(each.id)).map((each) => ({ id: each.id, name: each.name, ended: !isUnderWay(each) }))
  const gone = drafts.filter(({ drill }) => !listed.some(({ id }) => id === drill)).map(({ drill, name }) => ({ id: drill, name, ended: listed.length > 0 }))
  return [...gone, ...here]
}

export function choose(notes: DrillNotes, chosen: string | null): DrillNotes {
  return { ...notes, chosen }
}

/** The words that wait for a drill; null for none. */
export function draftOf({ drafts }: Pick<DrillNotes, 'drafts'>, drill: string | null): Draft | null {
  return drafts.find((each) => each.drill === drill) ?? null
}

/** Words are typed for the chosen drill, and are of it from then on; other words are another command. */
export function write(notes: DrillNotes, text: string): DrillNotes {
  const choice = choices(notes).find(({ id }) => id === notes.chosen)
  if (choice === undefined) return notes
  const others = notes.drafts.filter(({ drill }) => drill !== choice.id)
  return { ...notes, drafts: text.trim() === '' ? others : [...others, { drill: choice.id, name: choice.name, text, commandId: null }] }
}

/** The words that wait for a drill are sent as `commandId`, unless they were tried before. */
export function tried(notes: DrillNotes, drill: string, commandId: string): DrillNotes {
  return { ...notes, drafts: notes.drafts.map((each) => (each.drill === drill ? { ...each, commandId: each.commandId ?? commandId } : each)) }
}

/** The words sent as `commandId` are on the timeline. */
export function pinned(notes: DrillNotes, commandId: string): DrillNotes {
  return { ...notes, drafts: notes.drafts.filter((each) => each.commandId !== commandId) }
}

/** Is this a list of drafts as a page keeps it? */
export function areDrafts(value: unknown): value is Draft[] {
  return Array.isArray(value) && value.every((each: Partial<Draft> | null) => typeof each?.drill === 'string' && typeof each.name === 'string' && typeof each.text === 'string')
}
