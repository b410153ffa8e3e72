import { beforeEach, describe, expect, it } from 'vitest'
import { emptyBoard, toSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { PROTOCOL_VERSION, type Beat } from '../../shared/protocol/messages.ts'
import { encodeReadings, type Changed } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, takeCameraStatus, type Picture } from '../../shared/reading/picture.ts'
import { placed, reportedFact } from '../../tests/support/builders.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { Replica } from './replica.ts'

const SITE = { version: 'v1', cameras: 4, units: 2, origin: { lonE7: 1_137_200_000, latE7: 347_700_000 } }
const FACTS = placed(Array.from({ length: 6 }, (_, i) => reportedFact(MORNING + i, { incidentId: `incident-${i}`, ordinal: i + 1 })))
const NONE: Changed = { cameras: [], units: [] }

function beat(seq: number, tick: number, journal = 'journal-1'): Beat {
  const health = { demo: false, sources: [], platforms: [], walls: 1, journalWritable: true, refused: 0, startedAt: MORNING }
  return { now: MORNING, journal, site: SITE.version, seq, tick, health }
}

function boardAt(seq: number): Board {
  const board = emptyBoard()
  for (const fact of FACTS.slice(0, seq)) foldFact(board, fact)
  return board
}

let picture: Picture
let replica: Replica

function frame(from: number, to: number, changed: Changed = NONE, full = false): Uint8Array {
  return encodeReadings({ full, from, to, now: MORNING }, changed, picture, SITE.origin)
}

function joinAt(seq: number, tick = 0): void {
  replica.joinRequest()
  expect(replica.takeAnswer({ kind: 'snapshot', board: toSnapshot(boardAt(seq)), beat: beat(seq, tick) })).toBe('taken')
  expect(replica.takeReadings(frame(tick, tick, NONE, true)).taken).toBe('taken')
}

beforeEach(() => {
  picture = emptyPicture(SITE.cameras, SITE.units)
  replica = new Replica(SITE)
})

describe('PUSH-2: joining', () => {
  it('says protocol, site, no journal and no fact at first, and where it stands later', () => {
    expect(replica.joinRequest()).toEqual({ protocol: PROTOCOL_VERSION, site: 'v1', journal: null, seq: 0 })
    joinAt(3)
    expect(replica.joinRequest()).toEqual({ protocol: PROTOCOL_VERSION, site: 'v1', journal: 'journal-1', seq: 3 })
  })

  it('is complete only with an answer and a full frame', () => {
    expect(replica.complete).toBe(false)
    replica.joinRequest()
    replica.takeAnswer({ kind: 'snapshot', board: toSnapshot(boardAt(1)), beat: beat(1, 0) })
    expect(replica.complete).toBe(false)
    replica.takeReadings(frame(0, 0, NONE, true))
    expect(replica.complete).toBe(true)
  })

  it('takes nothing until the answer', () => {
    joinAt(1)
    replica.joinRequest()
    expect(replica.takeFacts(FACTS.slice(1, 2))).toBe('waiting')
    expect(replica.takeReadings(frame(1, 1)).taken).toBe('waiting')
    expect(replica.takeBeat(beat(5, 5))).toBe('waiting')
    expect(replica.board.seq).toBe(1)
  })

  it('takes a diff after what it has, also one that overlaps', () => {
    joinAt(2)
    replica.joinRequest()
    expect(replica.takeAnswer({ kind: 'diff', facts: FACTS.slice(1, 4), beat: beat(4, 0) })).toBe('taken')
    expect(toSnapshot(replica.board)).toEqual(toSnapshot(boardAt(4)))
  })

  it.each([
    ['leaves a gap', FACTS.slice(3, 5), 5],
    ['ends before the beat', FACTS.slice(2, 4), 5],
    ['ends after the beat', FACTS.slice(2, 5), 4],
  ])('a diff that %s is not trusted: the next join asks for everything', (_what, facts, seq) => {
    joinAt(2)
    replica.joinRequest()
    expect(replica.takeAnswer({ kind: 'diff', facts, beat: beat(seq, 0) })).toBe('gap')
    expect(replica.joinRequest()).toMatchObject({ journal: null, seq: 0 })
  })

  it("takes another journal's snapshot in place of what it has, also one that is shorter", () => {
    joinAt(5)
    replica.joinRequest()
    expect(replica.takeAnswer({ kind: 'snapshot', board: toSnapshot(boardAt(1)), beat: beat(1, 0, 'journal-2') })).toBe('taken')
    expect(replica.board.seq).toBe(1)
    expect(replica.joinRequest()).toMatchObject({ journal: 'journal-2', seq: 1 })
  })
})

describe('PUSH-1: facts', () => {
  it('are taken in order, a duplicate is known, an overlap takes the new ones', () => {
    joinAt(1)
    expect(replica.takeFacts(FACTS.slice(1, 3))).toBe('taken')
    expect(replica.takeFacts(FACTS.slice(1, 3))).toBe('known')
    expect(replica.takeFacts(FACTS.slice(2, 4))).toBe('taken')
    expect(toSnapshot(replica.board)).toEqual(toSnapshot(boardAt(4)))
  })

  it('with one missing are a gap, and nothing after it is taken', () => {
    joinAt(1)
    expect(replica.takeFacts(FACTS.slice(2, 4))).toBe('gap')
    expect(replica.board.seq).toBe(1)
    const holed = [FACTS[1], FACTS[3]] as BoardFact[]
    expect(replica.takeFacts(holed)).toBe('gap')
    expect(replica.board.seq).toBe(2)
  })
})

describe('PUSH-3: readings', () => {
  it('follow tick by tick or merged, a duplicate is known', () => {
    joinAt(0, 4)
    takeCameraStatus(picture, 2, 1, MORNING)
    expect(replica.takeReadings(frame(5, 5, { cameras: [2], units: [] })).taken).toBe('taken')
    expect(replica.takeReadings(frame(5, 5)).taken).toBe('known')
    expect(replica.takeReadings(frame(5, 8)).taken).toBe('taken')
    expect(replica.tick).toBe(8)
    expect([...replica.picture.cameraStatus]).toEqual([0, 0, 1, 0])
  })

  it('with a tick missing are a gap, at the next tick they are not', () => {
    joinAt(0, 4)
    expect(replica.takeReadings(frame(6, 6)).taken).toBe('gap')
    expect(replica.takeReadings(frame(5, 6)).taken).toBe('taken')
  })

  it('before the full frame of a join are a gap', () => {
    replica.joinRequest()
    replica.takeAnswer({ kind: 'diff', facts: [], beat: beat(0, 3) })
    expect(replica.takeReadings(frame(1, 3)).taken).toBe('gap')
  })

  it('of a full frame replace all that is held', () => {
    joinAt(0, 4)
    takeCameraStatus(picture, 2, 1, MORNING)
    replica.takeReadings(frame(5, 5, { cameras: [2], units: [] }))
    picture = emptyPicture(SITE.cameras, SITE.units)
    expect(replica.takeReadings(frame(1, 1, NONE, true)).taken).toBe('taken')
    expect([...replica.picture.cameraAt]).toEqual([0, 0, 0, 0])
    expect(replica.tick).toBe(1)
  })

  it('that are no frame of ours change nothing, and the next beat finds them missing', () => {
    joinAt(0, 4)
    expect(replica.takeReadings(new Uint8Array([9, 9]))).toEqual({ taken: 'waiting', frame: null })
    expect(replica.complete).toBe(false)
    expect(replica.takeBeat(beat(0, 4))).toBe('gap')
  })
})

describe('PUSH-2: a beat', () => {
  it('that agrees is taken; one further in facts or ticks, or of another journal, is a gap', () => {
    joinAt(2, 4)
    expect(replica.takeBeat(beat(2, 4))).toBe('taken')
    expect(replica.takeBeat(beat(3, 4))).toBe('gap')
    expect(replica.takeBeat(beat(2, 5))).toBe('gap')
    expect(replica.takeBeat(beat(2, 4, 'journal-2'))).toBe('gap')
  })

  it('finds a full frame that never came', () => {
    replica.joinRequest()
    replica.takeAnswer({ kind: 'diff', facts: [], beat: beat(0, 0) })
    expect(replica.takeBeat(beat(0, 0))).toBe('gap')
  })
})
