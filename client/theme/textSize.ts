/** ISO 9241-303 minimum for comfortable reading, and the issue's: height of the smallest characters, arc-minutes. */
export const SMALLEST_ARC_MINUTES = 16
/** Height of a Noto Sans SC ideograph as a share of its font size. */
export const GLYPH_SHARE = 0.92
/**
 * ASSUMPTION: the wall's picture is 2.7 m high where nobody says otherwise (`?wallHeightM=`): a browser cannot measure it.
 */
export const DEFAULT_WALL_HEIGHT_M = 2.7
/** Outside these the panels would fall apart (above) or nobody at a desk could read (below); percent of the height. */
export const SHARE_BOUNDS = { least: 1.4, most: 2.2 } as const

const RADIANS_PER_ARC_MINUTE = Math.PI / 180 / 60

/**
 * Font size of the smallest text, percent of the screen's height (LOOK-2): its glyphs are `SMALLEST_ARC_MINUTES` high for a
 * viewer `farthestViewerM` away from a wall `wallHeightM` high. Unbounded.
 */
export function neededShare(farthestViewerM: number, wallHeightM: number): number {
  const glyphM = 2 * farthestViewerM * Math.tan((SMALLEST_ARC_MINUTES / 2) * RADIANS_PER_ARC_MINUTE)
  return (glyphM / GLYPH_SHARE / wallHeightM) * 100
}

/** `neededShare` within what the layout can hold. */
export function smallestShare(farthestViewerM: number, wallHeightM: number): number {
  return Math.min(SHARE_BOUNDS.most, Math.max(SHARE_BOUNDS.least, neededShare(farthestViewerM, wallHeightM)))
}

/** How far the smallest text can be read from at `share` percent of the height, m. */
export function legibleFromM(share: number, wallHeightM: number): number {
  return share / neededShare(1, wallHeightM)
}

/** The wall's height from the page's query (`wallHeightM`), else the assumed one. */
export function wallHeightM(query: URLSearchParams): number {
  const asked = Number(query.get('wallHeightM'))
  return Number.isFinite(asked) && asked > 0 ? asked : DEFAULT_WALL_HEIGHT_M
}
