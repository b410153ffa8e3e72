/**
 * Where panels may stand on a wall. `ordinary` is the wall up to 26:10: a column at either side of the map, a line under it, a
 * strip below all. `wide` has two columns at either side, each side one screen of a wall two screens high, so that no panel
 * crosses a bezel (`client/wall/wall.css` measures them). Panels of one area share it, in the order of the scene's table.
 */
export const ORDINARY_AREAS = ['left', 'under', 'right', 'strip'] as const
export const WIDE_AREAS = [
  'leftUpperOuter', 'leftUpperInner', 'leftLowerOuter', 'leftLowerInner', 'centreLong', 'centreShort', 'centreEnd', 'rightUpper', 'rightLowerInner',
  'rightLowerOuter',
] as const
export type OrdinaryArea = (typeof ORDINARY_AREAS)[number]
export type WideArea = (typeof WIDE_AREAS)[number]

/** An area, and how much of it the panel takes as a CSS grid track; without one an even share of what is left. */
export type Spot<A extends string> = A | readonly [area: A, track: string]

/** An area of the wall with what stands in it, in order; its tracks run down, those of the strip across. */
export interface FilledArea<P extends string> {
  readonly area: OrdinaryArea | WideArea
  readonly panels: readonly P[]
  /** As `grid-template-rows`, or as `grid-template-columns` of the strip. */
  readonly tracks: string
}

/** A panel's line in a scene's table: where it stands on an ordinary wall and on a wide one; null for not at all. */
export interface Standing<P extends string> {
  readonly panel: P
  readonly ordinary: Spot<OrdinaryArea> | null
  readonly wide: Spot<WideArea> | null
}

const EVEN_SHARE = 'minmax(0, 1fr)'

/** The areas of a scene that are filled on a wall of this shape. */
export function filledAreas<P extends string>(table: readonly Standing<P>[], shape: 'ordinary' | 'wide'): FilledArea<P>[] {
  const areas: readonly (OrdinaryArea | WideArea)[] = shape === 'wide' ? WIDE_AREAS : ORDINARY_AREAS
  const spots = table.flatMap(({ panel, [shape]: spot }) => {
    if (spot === null) return []
    const [area, track] = typeof spot === 'string' ? [spot, EVEN_SHARE] : spot
    return [{ panel, area, track }]
  })
  return areas.flatMap((area) => {
    const here = spots.filter((spot) => spot.area === area)
    return here.length === 0 ? [] : [{ area, panels: here.map(({ panel }) => panel), tracks: here.map(({ track }) => track).join(' ') }]
  })
}
