import { emptyBoard, fromSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { applyFrame, decodeReadings, type Changed, type Origin, type ReadingsFrame } from '../../shared/protocol/readingsFrame.ts'
import type { Heard, PastMoment } from '../../shared/protocol/reviewSchemas.ts'
import { emptyPicture, type Picture } from '../../shared/reading/picture.ts'
import { foldSpace } from '../../shared/review/foldSpace.ts'
import type { Span } from '../../shared/review/spans.ts'
import type { Site } from '../../shared/site/types.ts'
import type { StretchReadings } from './api.ts'

const SECOND_MS = 1_000

/** What going on changed. */
export interface Went {
  readonly facts: number
  readonly readings: Changed
}

/**
 * A copy of board and picture that is led through the past: set to a moment, then fed facts and frames of what came after, which
 * it takes when their time has come, by the same fold and the same frames as a wall's replica.
 */
export class Feed {
  board: Board
  picture: Picture
  /** The moment shown, epoch ms. */
  t = 0
  /** What is here reaches so far, epoch ms. */
  loadedTo = 0
  readonly sources: string[] = []
  readonly sourceHeard = new Map<string, number>()
  readonly platformHeard = new Map<string, number>()
  #facts: BoardFact[] = []
  #frames: ReadingsFrame[] = []

  constructor(private readonly site: Site, private readonly origin: Origin, space: Space) {
    this.board = emptyBoard(space)
    this.picture = emptyPicture(site.cameras.length, site.teams.length)
  }

  /** Shows a moment; what was to come is forgotten. */
  show({ t, board, cameras, positions, sources, platforms }: PastMoment): void {
    this.board = fromSnapshot(board)
    this.picture = emptyPicture(this.site.cameras.length, this.site.teams.length)
    this.picture.cameraStatus.set(cameras.status.slice(0, this.site.cameras.length))
    this.picture.cameraAt.set(cameras.at.slice(0, this.site.cameras.length))
    const units = new Map(this.site.teams.map(({ id }, place) => [id, place]))
    for (const { unit, source, ageMs: _age, freshness: _freshness, ...position } of positions) {
      const place = units.get(unit)
      if (place !== undefined) this.picture.positions[place] = { ...position, source: this.#placeOf(source) }
    }
    hearOnly(this.sourceHeard, sources)
    hearOnly(this.platformHeard, platforms)
    this.t = t
    this.loadedTo = t
    this.#facts = []
    this.#frames = []
  }

  /** Takes what came in (`loadedTo`, `to`], to be shown when its time has come. */
  load({ to }: Span, facts: readonly BoardFact[], { sources, frames }: StretchReadings): void {
    this.#facts.push(...facts)
    for (const bytes of frames) {
      const frame = decodeReadings(bytes, this.origin)
      const positions = frame.positions.map(({ unit, position }) => ({ unit, position: { ...position, source: this.#placeOf(sources[position.source] ?? '') } }))
      this.#frames.push({ ...frame, positions })
    }
    this.loadedTo = to
  }

  /** The last fact that is here, shown or to come. */
  get lastSeq(): number {
    return this.#facts.at(-1)?.seq ?? this.board.seq
  }

  /** Is fact `seq` here, so that it can be gone on to? */
  reaches(seq: number): boolean {
    return seq >= this.board.seq && seq <= this.lastSeq
  }

  /** Goes on to a moment, as far as things are here; up to fact `seq` alone when it is named. */
  goTo(t: number, seq: number | null = null): Went {
    const until = Math.min(t, this.loadedTo)
    const facts = takeWhile(this.#facts, (fact) => (seq === null ? fact.recordedAt <= until : fact.seq <= seq))
    for (const fact of facts) foldSpace(this.board, fact)
    const frames = takeWhile(this.#frames, (frame) => frame.to * SECOND_MS <= until)
    const [cameras, units] = [new Set<number>(), new Set<number>()]
    for (const frame of frames) {
      applyFrame(this.picture, frame)
      this.#hear(frame)
      for (const { camera } of frame.cameras) cameras.add(camera)
      for (const { unit } of frame.positions) units.add(unit)
    }
    this.t = Math.max(this.t, until)
    return { facts: facts.length, readings: { cameras: [...cameras], units: [...units] } }
  }

  #hear({ now, cameras, positions }: ReadingsFrame): void {
    for (const { camera } of cameras) this.platformHeard.set(this.site.cameras[camera]?.platform ?? '', now)
    for (const { position } of positions) this.sourceHeard.set(this.sources[position.source] ?? '', now)
  }

  #placeOf(source: string): number {
    const known = this.sources.indexOf(source)
    return known === -1 ? this.sources.push(source) - 1 : known
  }
}

function hearOnly(heard: Map<string, number>, list: readonly Heard[]): void {
  heard.clear()
  for (const { id, heardAt } of list) heard.set(id, heardAt)
}

/** Takes the first items that hold out of a list. */
function takeWhile<T>(list: T[], holds: (item: T) => boolean): T[] {
  const end = list.findIndex((item) => !holds(item))
  return list.splice(0, end === -1 ? list.length : end)
}
