import { emptyBoard, fromSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { PROTOCOL_VERSION, type Beat, type JoinAnswer, type JoinRequest } from '../../shared/protocol/messages.ts'
import { BadFrame } from '../../shared/protocol/bytes.ts'
import { applyFrame, decodeReadings, type Origin, type ReadingsFrame } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, type Picture } from '../../shared/reading/picture.ts'

/** What a message did: taken; taken before (a duplicate); or there is a gap and the screen must ask again. */
export type Taken = 'taken' | 'known' | 'gap' | 'waiting'

/** What a replica needs of the site pack: how many cameras and units there are, and where positions are counted from. */
export interface ReplicaSite {
  readonly version: string
  readonly cameras: number
  readonly units: number
  readonly origin: Origin
}

/**
 * A screen's copy of the board and the picture: takes what the server pushes, in order, and notices every gap
 * (PUSH-2). Between a join and its answer it takes nothing.
 */
export class Replica {
  board: Board = emptyBoard()
  picture: Picture
  /** Last tick of readings taken. */
  tick = 0
  private journal: string | null = null
  private joining = true
  private fullFrameDue = true

  constructor(readonly site: ReplicaSite) {
    this.picture = emptyPicture(site.cameras, site.units)
  }

  /** Is the copy complete: joined, with facts and readings? */
  get complete(): boolean {
    return !this.joining && !this.fullFrameDue
  }

  /** What to say to the server; from here until the answer nothing else is taken. */
  joinRequest(): JoinRequest {
    this.joining = true
    return { protocol: PROTOCOL_VERSION, site: this.site.version, journal: this.journal, seq: this.board.seq }
  }

  /** Takes the answer to the last join. `gap` when a diff does not fit what is held. */
  takeAnswer(answer: Exclude<JoinAnswer, { kind: 'refused' }>): Taken {
    if (answer.kind === 'snapshot') this.board = fromSnapshot(answer.board)
    else if (!this.foldAll(answer.facts.filter((fact) => fact.seq > this.board.seq))) return this.forget()
    if (this.board.seq !== answer.beat.seq) return this.forget()
    this.journal = answer.beat.journal
    this.joining = false
    this.fullFrameDue = true
    return 'taken'
  }

  takeFacts(facts: readonly BoardFact[]): Taken {
    if (this.joining) return 'waiting'
    const unknown = facts.filter((fact) => fact.seq > this.board.seq)
    if (unknown.length === 0) return 'known'
    return this.foldAll(unknown) ? 'taken' : 'gap'
  }

  /**
   * Bytes that are no frame of ours (`frame` null) count as lost readings: the next beat asks for them again, so that
   * two ends that never agree do not ask in circles.
   */
  takeReadings(bytes: Uint8Array): { readonly taken: Taken; readonly frame: ReadingsFrame | null } {
    const frame = this.decode(bytes)
    if (frame !== null) return { taken: this.takeFrame(frame), frame }
    this.fullFrameDue = true
    return { taken: 'waiting', frame }
  }

  private decode(bytes: Uint8Array): ReadingsFrame | null {
    try {
      return decodeReadings(bytes, this.site.origin)
    } catch (error) {
      if (error instanceof BadFrame) return null
      throw error
    }
  }

  /** Compares where the server says it is with where we are. */
  takeBeat(beat: Beat): Taken {
    if (this.joining) return 'waiting'
    const behind = beat.journal !== this.journal || beat.seq > this.board.seq || this.fullFrameDue || beat.tick > this.tick
    return behind ? 'gap' : 'taken'
  }

  private takeFrame(frame: ReadingsFrame): Taken {
    if (this.joining) return 'waiting'
    if (frame.full) {
      this.fullFrameDue = false
    } else {
      if (this.fullFrameDue || frame.from > this.tick + 1) return 'gap'
      if (frame.to <= this.tick) return 'known'
    }
    applyFrame(this.picture, frame)
    this.tick = frame.to
    return 'taken'
  }

  private foldAll(facts: readonly BoardFact[]): boolean {
    for (const fact of facts) {
      if (fact.seq !== this.board.seq + 1) return false
      foldFact(this.board, fact)
    }
    return true
  }

  /** What is held cannot be trusted: the next join asks for everything. */
  private forget(): Taken {
    this.board = emptyBoard()
    this.journal = null
    return 'gap'
  }
}
