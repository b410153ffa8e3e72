import { METRES_PER_DEGREE } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { scanLinesOf, type ScanLine, type Span, type Tile } from './scanLines.ts'

export interface TilingFault {
  readonly kind: 'overlap' | 'gap'
  /** The grids that overlap, or those around the gap. */
  readonly between: readonly string[]
  /** The widest circle that was found in it, m across. */
  readonly widthM: number
  readonly at: LonLatPair
}

/** Narrower faults are rounding, not faults: coordinates have six decimals (0.1 m). */
const TOLERANCE_M = 0.5
/** A gap open to the outside is a fault when it is no wider than this and … ASSUMPTION. */
const SLIVER_WIDTH_M = 60
/** … at least this many times deeper than wide; otherwise it is a bay of the outline. ASSUMPTION. */
const SLIVER_DEPTH = 3

interface Found extends TilingFault {
  readonly depthM: number
  readonly enclosed: boolean
}

/** Looks along lines through the grids, west to east and south to north, for what is covered twice or not at all (SITE-2). */
export function tilingFaults(grids: readonly Tile[]): TilingFault[] {
  const origin = grids[0]?.polygon[0]?.[0]
  if (!origin) return []
  const lonM = METRES_PER_DEGREE * Math.cos((origin[1] * Math.PI) / 180)
  const flat = (turned: boolean): Tile[] => grids.map(({ id, polygon }) => ({
    id,
    polygon: polygon.map((ring) => ring.map(([lon, lat]): LonLatPair => {
      const [x, y] = [(lon - origin[0]) * lonM, (lat - origin[1]) * METRES_PER_DEGREE]
      return turned ? [y, x] : [x, y]
    })),
  }))
  const back = ([x, y]: LonLatPair): LonLatPair => [origin[0] + x / lonM, origin[1] + y / METRES_PER_DEGREE]
  const found = [...faultsAlong(flat(false), back), ...faultsAlong(flat(true), ([y, x]) => back([x, y]))]
  return mergeByGrids(found)
    .filter(({ kind, enclosed, depthM, widthM }) =>
      kind === 'overlap' || enclosed || (widthM <= SLIVER_WIDTH_M && depthM > SLIVER_DEPTH * widthM))
    .map(({ kind, between, widthM, at }) => ({ kind, between, widthM, at }))
}

function mergeByGrids(found: readonly Found[]): Found[] {
  const merged = new Map<string, Found>()
  for (const one of found) {
    const key = `${one.kind} ${one.between.join(' ')}`
    const known = merged.get(key)
    const widest = known && known.widthM >= one.widthM ? known : one
    merged.set(key, known ? { ...widest, depthM: known.depthM + one.depthM, enclosed: known.enclosed || one.enclosed } : one)
  }
  return [...merged.values()]
}

/** A piece of a line, between or under the grids that it names. */
interface Stretch {
  readonly between: readonly string[]
  readonly line: ScanLine
  readonly from: number
  readonly to: number
}

/** A piece that no grid covers. `hole` is its connected area, joined from line to line. */
interface Uncovered extends Stretch {
  readonly hole: Hole
}

interface Hole {
  open: boolean
  into: Hole | null
}

function faultsAlong(tiles: readonly Tile[], back: (place: LonLatPair) => LonLatPair): Found[] {
  const lines = scanLinesOf(tiles)
  const measured = ({ between, line, from, to }: Stretch): Omit<Found, 'kind' | 'enclosed'> => {
    const middle: LonLatPair = [(from + to) / 2, line.y]
    return { between, widthM: 2 * distanceToEdges(middle, tiles), depthM: line.thicknessM, at: back(middle) }
  }
  const overlaps = lines.flatMap(overlapsOf).map((overlap): Found => ({ kind: 'overlap', enclosed: true, ...measured(overlap) }))
  const gaps = uncoveredOf(lines)
    .filter(({ between }) => between.length > 0)
    .map((gap): Found => ({ kind: 'gap', enclosed: !rootOf(gap.hole).open, ...measured(gap) }))
  return [...overlaps, ...gaps].filter(({ widthM }) => widthM > TOLERANCE_M)
}

function overlapsOf(line: ScanLine): Stretch[] {
  return line.spans.slice(1).flatMap((span, index) => {
    const reach = line.spans.slice(0, index + 1).reduce((farthest, other) => (other.to > farthest.to ? other : farthest))
    const to = Math.min(reach.to, span.to)
    return to - span.from > TOLERANCE_M ? [{ between: pairOfIds(reach.id, span.id), line, from: span.from, to }] : []
  })
}

function uncoveredOf(lines: readonly ScanLine[]): Uncovered[] {
  let before: readonly Uncovered[] = []
  return lines.flatMap((line, index) => {
    const pieces = piecesOf(line, index === 0 || index === lines.length - 1)
    for (const piece of pieces) {
      for (const other of before) if (Math.min(piece.to, other.to) > Math.max(piece.from, other.from)) join(piece.hole, other.hole)
    }
    before = pieces
    return pieces
  })
}

function piecesOf(line: ScanLine, outermost: boolean): Uncovered[] {
  const pieces: Uncovered[] = []
  let reach: Span = { id: '', from: -Infinity, to: -Infinity }
  for (const span of line.spans) {
    const outside = reach.id === ''
    if (span.from - reach.to > TOLERANCE_M) {
      const between = outside ? [] : pairOfIds(reach.id, span.id)
      pieces.push({ between, line, from: reach.to, to: span.from, hole: { open: outside || outermost, into: null } })
    }
    if (span.to > reach.to) reach = span
  }
  return [...pieces, { between: [], line, from: reach.to, to: Infinity, hole: { open: true, into: null } }]
}

function pairOfIds(a: string, b: string): readonly string[] {
  return a === b ? [a] : [a, b].sort()
}

function rootOf(hole: Hole): Hole {
  let root = hole
  while (root.into) root = root.into
  return root
}

function join(a: Hole, b: Hole): void {
  const [rootA, rootB] = [rootOf(a), rootOf(b)]
  if (rootA === rootB) return
  rootB.into = rootA
  rootA.open ||= rootB.open
}

function distanceToEdges([x, y]: LonLatPair, tiles: readonly Tile[]): number {
  let nearest = Infinity
  for (const ring of tiles.flatMap(({ polygon }) => polygon)) {
    for (let index = 1; index < ring.length; index += 1) {
      const [[ax, ay], [bx, by]] = [ring[index - 1]!, ring[index]!]
      const squared = (bx - ax) ** 2 + (by - ay) ** 2
      const share = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared))
      nearest = Math.min(nearest, Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y))
    }
  }
  return nearest
}
