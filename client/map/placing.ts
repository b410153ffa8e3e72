/** Which side of its lozenge an incident's time stands on. */
export type Side = 'right' | 'left'

/** Measures of an incident's marker, px: a lozenge on a stem, its time beside it. */
export interface MarkerSize {
  readonly lozenge: number
  readonly time: number
}

export interface Placed {
  /** The incident's own place on the screen, px: where the stem ends. */
  readonly x: number
  readonly y: number
  readonly side: Side
  /** From there up to the middle of the lozenge, px. */
  readonly lift: number
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Lengths of stem to choose from, in lozenges: every other one stands just clear of the one two below. */
const LIFTS = Array.from({ length: 23 }, (_, i) => 1 + i * 0.525)
/** ASSUMPTION: on a stem up to this long one sees of itself which place a lozenge belongs to, lozenges. */
const NEAR_LIFT = 3.2
const SIDES: readonly Side[] = ['right', 'left']

/** What markers must stay within, and what they had better not cover, px. */
export interface Ground {
  readonly width: number
  readonly height: number
  readonly landmarks: readonly Box[]
}

/**
 * Where the markers of incidents at `places` go: the first of a side and a stem's length, in order, that does least harm.
 * Least of all it covers another marker, then leaves the map, then stands farther from its place than `NEAR_LIFT`, then
 * covers a landmark; a stem that crosses another's time, or a time another's stem, is the least harm.
 */
export function placeMarkers(places: readonly { readonly x: number; readonly y: number }[], size: MarkerSize, ground: Ground): Placed[] {
  const choices = places.map(({ x, y }) => LIFTS.flatMap((lift) => SIDES.map((side): Placed => ({ x, y, side, lift: lift * size.lozenge }))))
  const placed: Placed[] = []
  for (const own of choices) placed.push(chosenOf(own, placed, size, ground))
  // Who came first may have to turn away from the stem of who came later.
  for (const [i, own] of choices.entries()) {
    const others = placed.filter((_, other) => other !== i)
    if (!isApart(placed[i] as Placed, others, size)) placed[i] = chosenOf(own, others, size, ground)
  }
  return placed
}

function chosenOf(choices: readonly Placed[], others: readonly Placed[], size: MarkerSize, ground: Ground): Placed {
  const taken = others.map((each) => boxOf(each, size))
  const harmOf = (choice: Placed): number => {
    const box = boxOf(choice, size)
    const covers = (boxes: readonly Box[]): boolean => boxes.some((each) => overlap(each, box))
    const harms = [covers(taken), !within(box, ground), choice.lift > NEAR_LIFT * size.lozenge, covers(ground.landmarks), !isApart(choice, others, size)]
    return harms.reduce((sum, harm) => 2 * sum + Number(harm), 0)
  }
  const harms = choices.map(harmOf)
  return choices[harms.indexOf(Math.min(...harms))] as Placed
}

/** Does its stem cross no other's time, nor its time another's stem? */
function isApart(own: Placed, others: readonly Placed[], size: MarkerSize): boolean {
  return !others.some((each) => overlap(stemOf(each), timeOf(own, size)) || overlap(stemOf(own), timeOf(each, size)))
}

function within({ left, right, top, bottom }: Box, { width, height }: Ground): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height
}

/** What a marker covers, px. */
export function boxOf({ x, y, side, lift }: Placed, { lozenge, time }: MarkerSize): Box {
  const half = lozenge / 2
  return {
    left: x - half - (side === 'left' ? time : 0),
    right: x + half + (side === 'right' ? time : 0),
    top: y - lift - half,
    bottom: y - lift + half,
  }
}

function stemOf({ x, y, lift }: Placed): Box {
  return { left: x - 1, right: x + 1, top: y - lift, bottom: y }
}

function timeOf(placed: Placed, { lozenge, time }: MarkerSize): Box {
  const { left, right, top, bottom } = boxOf(placed, { lozenge, time })
  return placed.side === 'right' ? { left: right - time, right, top, bottom } : { left, right: left + time, top, bottom }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
