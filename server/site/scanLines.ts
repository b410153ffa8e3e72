import type { LonLatPair } from '../../shared/site/types.ts'

/** A grid in metres, with its holes. */
export interface Tile {
  readonly id: string
  readonly polygon: readonly (readonly LonLatPair[])[]
}

export interface Span {
  readonly id: string
  readonly from: number
  readonly to: number
}

/** A line from west to east, and what of it lies in which tile, from west to east. */
export interface ScanLine {
  readonly y: number
  /** How much of the tiles the line stands for, m. */
  readonly thicknessM: number
  readonly spans: readonly Span[]
}

const EVEN_LINES = 400
const MOST_STRIPS = 4_000

/** Lines at even distances, and one through each strip between neighbouring corners, so that no corner hides anything. */
export function scanLinesOf(tiles: readonly Tile[]): ScanLine[] {
  const corners = [...new Set(tiles.flatMap(({ polygon }) => polygon.flat().map(([, y]) => y)))].sort((a, b) => a - b)
  const [low, high] = [corners[0]!, corners[corners.length - 1]!]
  const even = Array.from({ length: EVEN_LINES }, (_, index) => low + ((high - low) * (index + 0.5)) / EVEN_LINES)
  const strips = corners.length < MOST_STRIPS ? corners.slice(1).map((y, index) => (y + corners[index]!) / 2) : []
  const levels = [...new Set([...even, ...strips])].sort((a, b) => a - b)
  return levels.map((y, index) => ({
    y,
    thicknessM: ((levels[index + 1] ?? high) - (levels[index - 1] ?? low)) / 2,
    spans: tiles.flatMap((tile) => spansAt(tile, y)).sort((a, b) => a.from - b.from || a.to - b.to),
  }))
}

function spansAt({ id, polygon }: Tile, y: number): Span[] {
  const crossings: number[] = []
  for (const ring of polygon) {
    for (let index = 1; index < ring.length; index += 1) {
      const [a, b] = [ring[index - 1]!, ring[index]!]
      if (a[1] > y !== b[1] > y) crossings.push(a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]))
    }
  }
  crossings.sort((a, b) => a - b)
  return Array.from({ length: crossings.length >> 1 }, (_, pair) => ({ id, from: crossings[pair * 2]!, to: crossings[pair * 2 + 1]! }))
}
