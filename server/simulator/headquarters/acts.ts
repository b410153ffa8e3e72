import type { Site } from '../../../shared/site/types.ts'
import { seededChance, type Chance } from '../chance.ts'
import type { SeenMatter, WorkView } from './view.ts'

/** One call to the public API that work asks for. The sender adds its command id. */
export interface WorkAct {
  /** After `/api/v1/`. */
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** The department whose own account makes the call; null for headquarters. */
  readonly department: string | null
}

/** What one kind of work looks at: the board as read, the pack and the seed. Nothing is kept from one look to the next. */
export interface Work {
  readonly view: WorkView
  readonly site: Site
  readonly seed: number
  /** 1 for an ordinary day: how often something new comes, not how long people take. */
  readonly speed: number
}

/** What there is to do now, in order. The same view and seed give the same acts. */
export type Job = (work: Work) => readonly WorkAct[]

export function act(path: string, body: WorkAct['body'] = {}, department: string | null = null): WorkAct {
  return { path, body, department }
}

export function move({ id }: SeenMatter, command: string, body: WorkAct['body'] = {}): WorkAct {
  return act(`matters/${encodeURIComponent(id)}/${command}`, body)
}

export function tick({ id }: SeenMatter, step: string, owner: string | null): WorkAct {
  return act(`matters/${encodeURIComponent(id)}/steps/${encodeURIComponent(step)}/tick`, {}, owner)
}

/** What becomes of a matter in the state it is in: the same draws whenever it is looked at. */
export function fateOf({ seed }: Pick<Work, 'seed'>, { number, state, since }: SeenMatter, subject = ''): Chance {
  return seededChance(seed, `${number} ${state} ${since} ${subject}`)
}

/** A time from `low` to `high`, as likely within any doubling: most things are quick and some take long. */
export function spread(chance: Chance, low: number, high: number): number {
  return low * (high / low) ** chance.next()
}

export function ofKind({ view }: Work, kind: string): SeenMatter[] {
  return view.matters.filter((matter) => matter.kind === kind)
}

export function running(work: Work, kind: string): SeenMatter[] {
  return ofKind(work, kind).filter(({ endedAt }) => endedAt === null)
}

export interface Flow {
  /** So many are opened one after another where none of the kind is on the board. */
  readonly first: number
  /** Mean time between two afterwards, ms. */
  readonly everyMs: number
  /** None is opened while so many run. */
  readonly most: number
}

/** The chance by which the next of a kind is filled in when it is time for one, otherwise null. */
export function opens(work: Work, kind: string, { first, everyMs, most }: Flow): Chance | null {
  const { view, seed, speed } = work
  const own = ofKind(work, kind)
  const newest = own.at(-1)
  if (own.filter(({ endedAt }) => endedAt === null).length >= most) return null
  const chance = seededChance(seed, `${kind} after ${newest?.number ?? 'none'}`)
  const waitMs = (everyMs * chance.between(0.6, 1.4)) / speed
  return own.length < first || view.now - (newest?.openedAt ?? 0) >= waitMs ? chance : null
}

/** Was so much time spent in the matter's state? */
export function spent({ view }: Work, { since }: SeenMatter, ms: number): boolean {
  return view.now - since >= ms
}
