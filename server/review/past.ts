import { emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { silentTeams } from '../../shared/drill/silent.ts'
import type { DrillSpace, Space } from '../../shared/fact.ts'
import { foldFact } from '../../shared/fold.ts'
import { emptyPicture, takeCameraStatus, takePosition, type Picture, type Position } from '../../shared/reading/picture.ts'
import { foldSpace } from '../../shared/review/foldSpace.ts'
import type { Site } from '../../shared/site/types.ts'
import type { CameraReading, Journal, PositionReading, ReadingHistory, Readings } from '../ports.ts'

/** Facts read and folded at once, between which everything else goes on; folding them takes about 2 ms. */
const FOLDED_AT_ONCE = 500
/** ASSUMPTION: who folded so many facts to get to a moment keeps boards on the way, so that the next one need not. */
const KEPT_AFTER_FACTS = 4_000

/**
 * The board of a space as it stood after fact `seq`, by the one fold (REPLAY-1). The live one, with the drills beside it, from
 * the nearest one kept before. A drill's from the drill's own facts, which are few however long the record is: what its place
 * in the record is, is that of the last of them.
 */
export function boardAt(journal: Journal, seq: number, space: Space): Promise<Board> {
  return space === 'live' ? liveBoardAt(journal, seq) : drillBoardAt(journal, seq, space)
}

async function liveBoardAt(journal: Journal, seq: number): Promise<Board> {
  const kept = await journal.boardBefore(seq)
  const board = kept === null ? emptyBoard() : fromSnapshot(kept)
  let keptSeq = board.seq
  while (board.seq < seq) {
    const facts = await journal.readAfter(board.seq, Math.min(FOLDED_AT_ONCE, seq - board.seq))
    if (facts.length === 0) throw new Error(`the journal ends at fact ${journal.seq} but gives none after ${board.seq}`)
    for (const fact of facts) foldFact(board, fact)
    if (board.seq - keptSeq >= KEPT_AFTER_FACTS) {
      keptSeq = board.seq
      await journal.saveSnapshot(toSnapshot(board))
    }
  }
  return board
}

async function drillBoardAt(journal: Journal, seq: number, space: DrillSpace): Promise<Board> {
  const board = emptyBoard(space)
  for (;;) {
    const facts = await journal.drillFacts(space, board.seq, seq, FOLDED_AT_ONCE)
    for (const fact of facts) foldSpace(board, fact)
    if (facts.length < FOLDED_AT_ONCE) return board
  }
}

/** Which facts of a stretch are asked for, and how many at once. */
export interface FactsAsked {
  /** Recorded in (`from`, `to`], epoch ms; or from the one behind fact `after` on. */
  readonly from: number
  readonly to: number
  readonly after: number | null
  readonly space: Space
  /** Looked at, at most. */
  readonly limit: number
  /** With those of the real thing also those of all drills, whose boards stand beside it. */
  readonly drills?: boolean
}

/** Facts of a space in a stretch, and where to go on. */
export async function factsBetween(
  journal: Journal, { from, to, after, space, limit, drills = false }: FactsAsked,
): Promise<{ readonly facts: BoardFact[]; readonly next: number | null }> {
  const start = after ?? (await journal.seqAt(from))
  const end = await journal.seqAt(to)
  if (space !== 'live') {
    const facts = await journal.drillFacts(space, start, end, limit)
    return { facts, next: facts.length < limit ? null : facts.at(-1)?.seq ?? null }
  }
  const facts = end > start ? await journal.readAfter(start, Math.min(limit, end - start)) : []
  const last = facts.at(-1)?.seq ?? end
  return { facts: drills ? facts : facts.filter((fact) => fact.space === 'live'), next: last < end ? last : null }
}

/** Names of sources by the place positions name them by, as they are met. */
export class SourceNames {
  readonly names: string[] = []

  placeOf(name: string): number {
    const known = this.names.indexOf(name)
    return known === -1 ? this.names.push(name) - 1 : known
  }
}

/** A picture of the past that readings are taken into, by the rules of the live one: what is not newer changes nothing. */
export class PastPicture {
  readonly picture: Picture
  /** When each source and platform was last heard, epoch ms of the record. */
  readonly sourceHeard = new Map<string, number>()
  readonly platformHeard = new Map<string, number>()
  readonly sources = new SourceNames()
  readonly #cameras: ReadonlyMap<string, number>
  readonly #units: ReadonlyMap<string, number>

  constructor(private readonly site: Site) {
    this.picture = emptyPicture(site.cameras.length, site.teams.length)
    this.#cameras = new Map(site.cameras.map(({ id }, place) => [id, place]))
    this.#units = new Map(site.teams.map(({ id }, place) => [id, place]))
  }

  take({ cameras, positions }: Readings): void {
    for (const reading of cameras) this.takeCamera(reading)
    for (const reading of positions) this.takePosition(reading)
  }

  /** Answers the camera's place when it shows something else now; null when not, or when the pack has no such camera. */
  takeCamera({ camera, status, at, recordedAt }: CameraReading): number | null {
    const place = this.#cameras.get(camera)
    if (place === undefined) return null
    hear(this.platformHeard, this.site.cameras[place]?.platform ?? '', recordedAt)
    return takeCameraStatus(this.picture, place, status, at) === 'accepted' ? place : null
  }

  takePosition({ unit, source, recordedAt, ...position }: PositionReading): number | null {
    const place = this.#units.get(unit)
    if (place === undefined) return null
    hear(this.sourceHeard, source, recordedAt)
    return takePosition(this.picture, place, { ...position, source: this.sources.placeOf(source) }) === 'accepted' ? place : null
  }
}

/** The picture as headquarters knew it at `at` (epoch ms), by when readings were recorded. */
export async function pictureAt(site: Site, history: ReadingHistory, at: number): Promise<PastPicture> {
  const past = new PastPicture(site)
  past.take((await history.recorded(at, at)).before)
  return past
}

/** Leaves of silent teams of a drill what was known of them when they fell silent: `past` is the picture at `at`, epoch ms (DRILL-9). */
export async function unhear(past: PastPicture, board: Board, site: Site, history: ReadingHistory, at: number): Promise<void> {
  const silent = silentTeams(board, past.picture, site, past.sources.names, at)
  const heard = await heardUntil(silent, site, history)
  for (const place of silent.keys()) {
    const { position = null, source = '' } = heard.get(place) ?? {}
    past.picture.positions[place] = position === null ? null : { ...position, source: past.sources.placeOf(source) }
  }
}

/** A position with the name of its source. */
interface Heard {
  readonly position: Position
  readonly source: string
}

/** Where teams were heard last until each fell silent, by their place in the pack; `silent`: since when each is, epoch ms. Those never heard before are left out. */
export async function heardUntil(silent: ReadonlyMap<number, number>, site: Site, history: ReadingHistory): Promise<Map<number, Heard>> {
  const heard = new Map<number, Heard>()
  for (const since of new Set(silent.values())) {
    const then = await pictureAt(site, history, since)
    for (const [place, from] of silent) {
      const position = from === since ? then.picture.positions[place] ?? null : null
      if (position !== null) heard.set(place, { position, source: then.sources.names[position.source] ?? '' })
    }
  }
  return heard
}

function hear(heard: Map<string, number>, id: string, at: number): void {
  heard.set(id, Math.max(heard.get(id) ?? 0, at))
}
