import type { Span } from '../../shared/review/spans.ts'

const SECOND_MS = 1_000
/** How much faster than it happened. */
export const RATES = [1, 5, 15, 60] as const
export type Rate = (typeof RATES)[number]

/** Where a replay stands, as values: at `at` when the reader's own clock said `since`, and going on from there if it plays. Epoch ms. */
export interface Player {
  readonly stretch: Span
  readonly at: number
  /** After a step: the last fact shown, of several of one moment; null for all that were recorded by `at`. */
  readonly seq: number | null
  readonly since: number
  readonly rate: Rate
  readonly playing: boolean
}

/** What of a fact a step needs. */
export interface Tick {
  readonly seq: number
  /** Epoch ms. */
  readonly recordedAt: number
}

/** A replay that stands at `at`, or at the start of its stretch. */
export function newPlayer(stretch: Span, at: number | null, now: number): Player {
  return { stretch, at: within(stretch, at ?? stretch.from), seq: null, since: now, rate: 1, playing: false }
}

/** Where it stands at `now`; it stays at the end of its stretch. */
export function positionAt({ stretch, at, since, rate, playing }: Player, now: number): number {
  return playing ? Math.min(stretch.to, at + Math.max(0, now - since) * rate) : at
}

/** Plays from where it stands, from the start when it stands at the end. */
export function play(player: Player, now: number): Player {
  const at = positionAt(player, now)
  return { ...player, at: at >= player.stretch.to ? player.stretch.from : at, seq: null, since: now, playing: true }
}

export function pause(player: Player, now: number): Player {
  return { ...player, at: Math.floor(positionAt(player, now)), since: now, playing: false }
}

/** Goes on at another rate from where it stands. */
export function atRate(player: Player, rate: Rate, now: number): Player {
  return { ...player, at: positionAt(player, now), since: now, rate }
}

/** Goes to a moment, epoch ms, as far as its stretch reaches; plays on from there if it played. */
export function jump(player: Player, at: number, now: number): Player {
  return { ...player, at: within(player.stretch, at), seq: null, since: now }
}

/** Does a stretch hold a moment somebody wrote to the second? One that begins or ends within that second does. */
export function holdsSecond({ from, to }: Span, at: number): boolean {
  return at > from - SECOND_MS && at <= to
}

/** Stops at the next fact, or the one before; unchanged but stopped when there is none. `facts` in order. */
export function step(player: Player, by: 1 | -1, facts: readonly Tick[], now: number): Player {
  const stopped = pause(player, now)
  const place = placeOf(stopped, facts)
  const next = facts[place + by]
  return next === undefined ? stopped : { ...stopped, at: within(player.stretch, next.recordedAt), seq: next.seq }
}

/** Place in `facts` of the last one shown where a player stands; -1 before the first. */
export function placeOf({ at, seq }: Pick<Player, 'at' | 'seq'>, facts: readonly Tick[]): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const { seq: its, recordedAt } = facts[middle] as Tick
    if (seq === null ? recordedAt <= at : its <= seq) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The rate `by` places faster or slower, as far as there are any. */
export function rateBeside(rate: Rate, by: 1 | -1): Rate {
  return RATES[RATES.indexOf(rate) + by] ?? rate
}

/** The moment of a second stretch that belongs beside one of the first: as long after its start. Epoch ms. */
export function beside(at: number, first: Span, second: Span): number {
  return within(second, second.from + (at - first.from))
}

function within({ from, to }: Span, at: number): number {
  return Math.min(to, Math.max(from, at))
}
