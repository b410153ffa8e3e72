import { beforeEach, describe, expect, it } from 'vitest'
import { Replica } from '../../client/link/replica.ts'
import { emptyBoard, toSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import { canonical } from '../../shared/protocol/canonical.ts'
import { EVENTS, PROTOCOL_VERSION, type Beat, type JoinAnswer, type JoinRequest } from '../../shared/protocol/messages.ts'
import { Decoder } from '../../shared/protocol/packets.ts'
import { decodeReadings } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, takeCameraStatus, takePosition, type Picture } from '../../shared/reading/picture.ts'
import { placed, reportedFact } from '../../tests/support/builders.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import type { Message } from './message.ts'
import { BEHIND_BYTES, CUT_BYTES, CUT_FACTS, type Wire } from './outlet.ts'
import { createPush, type Push } from './push.ts'

const ORIGIN = { lonE7: 1_137_200_000, latE7: 347_700_000 }
const CAMERAS = 2_197
const UNITS = 10
const SITE = 'site-1'

/** A wire that keeps what it was sent; `waitingBytes` is what the test says waits. */
class TestWire implements Wire {
  waitingBytes = 0
  cutOff = false
  readonly sent: Message[] = []
  /** How many messages each write carried. */
  readonly writes: number[] = []

  send(first: Message, second?: Message): void {
    const messages = second === undefined ? [first] : [first, second]
    this.sent.push(...messages)
    this.writes.push(messages.length)
  }

  cut(): void {
    this.cutOff = true
  }

  /** Event and argument of each message, and forgets them. */
  take(): [string, unknown][] {
    const events: [string, unknown][] = []
    const decoder = new Decoder().on('decoded', ({ data }) => events.push(data as [string, unknown]))
    for (const { data } of this.sent.splice(0)) decoder.add(data)
    return events
  }
}

let board: Board
let picture: Picture
let push: Push
let recorded: BoardFact[]

beforeEach(() => {
  board = emptyBoard()
  picture = emptyPicture(CAMERAS, UNITS)
  recorded = []
  const health = { demo: false, sources: [], platforms: [], walls: 0, journalWritable: true, refused: 0, startedAt: MORNING }
  push = createPush({ board, picture, origin: ORIGIN, journalId: 'journal-1', siteVersion: SITE, now: () => MORNING, health: () => health })
})

function join(wire: TestWire, over: Partial<JoinRequest> = {}): void {
  push.join(wire, { protocol: PROTOCOL_VERSION, site: SITE, journal: 'journal-1', seq: 0, ...over })
}

function joined(): TestWire {
  const wire = new TestWire()
  join(wire)
  wire.take()
  return wire
}

/** Records `count` facts in one call and tells the push. */
function record(count: number): BoardFact[] {
  const news = Array.from({ length: count }, (_, i) => {
    const ordinal = board.seq + i + 1
    return reportedFact(MORNING, { incidentId: `incident-${ordinal}`, ordinal, number: `20231122-${ordinal}` })
  })
  const facts = placed(news, board.seq, board.recordedAt)
  for (const fact of facts) foldFact(board, fact)
  recorded.push(...facts)
  push.factsRecorded(facts)
  return facts
}

function cameraSays(camera: number, status: number, at: number): void {
  if (takeCameraStatus(picture, camera, status, at) === 'accepted') push.cameraChanged(camera)
}

function answerOf(wire: TestWire): JoinAnswer {
  const answer = wire.take().find(([event]) => event === EVENTS.joined)
  return answer?.[1] as JoinAnswer
}

function framesOf(wire: TestWire): ReturnType<typeof decodeReadings>[] {
  return wire.take().flatMap(([event, bytes]) => (event === EVENTS.readingsMeasured ? [decodeReadings(bytes as Uint8Array, ORIGIN)] : []))
}

describe('PUSH-2: the handshake', () => {
  it('is answered with a snapshot, then one full frame, to a screen that has nothing', () => {
    record(3)
    cameraSays(5, 1, MORNING)
    const wire = new TestWire()
    join(wire)
    const [[first, answer], [second, bytes], ...more] = wire.take() as [[string, JoinAnswer], [string, Uint8Array]]
    expect([first, second, more]).toEqual([EVENTS.joined, EVENTS.readingsMeasured, []])
    expect(answer).toMatchObject({
      kind: 'snapshot', board: JSON.parse(JSON.stringify(toSnapshot(board))),
      beat: { seq: 3, tick: 1, journal: 'journal-1', site: SITE, now: MORNING },
    })
    expect(decodeReadings(bytes, ORIGIN)).toMatchObject({ full: true, from: 1, to: 1, cameras: [{ camera: 5, status: 1, at: MORNING }] })
  })

  it('is answered with the facts it lacks, none when it has all', () => {
    record(5)
    const wire = new TestWire()
    join(wire, { seq: 2 })
    expect(answerOf(wire)).toMatchObject({ kind: 'diff', facts: [{ seq: 3 }, { seq: 4 }, { seq: 5 }] })
    join(wire, { seq: 5 })
    expect(answerOf(wire)).toMatchObject({ kind: 'diff', facts: [] })
  })

  it.each([
    ['another journal', { journal: 'journal-0', seq: 3 }],
    ['another site pack', { site: 'site-0', seq: 3 }],
    ['no site pack yet', { site: null, seq: 3 }],
    ['facts this journal never had', { seq: 6 }],
  ])('is answered with a snapshot to a screen with %s', (_what, request) => {
    record(5)
    const wire = new TestWire()
    join(wire, request)
    expect(answerOf(wire)).toMatchObject({ kind: 'snapshot' })
  })

  it('PUSH-2: 2,000 facts behind gets a diff, facts from before the server started a snapshot', () => {
    record(2_100)
    const wire = new TestWire()
    join(wire, { seq: 100 })
    expect(answerOf(wire)).toMatchObject({ kind: 'diff' })
    for (let i = 0; i < 21; i += 1) record(100)
    join(wire, { seq: 1 })
    expect(answerOf(wire)).toMatchObject({ kind: 'snapshot', beat: { seq: 4_200 } })
    join(wire, { seq: 2_200 })
    expect(answerOf(wire)).toMatchObject({ kind: 'diff' })
  })

  it('PUSH-5: of another protocol is refused with ours, and the screen is sent nothing more', () => {
    const wire = new TestWire()
    join(wire, { protocol: PROTOCOL_VERSION + 1 })
    expect(answerOf(wire)).toEqual({ kind: 'refused', code: 'protocol', protocol: PROTOCOL_VERSION })
    record(1)
    push.beat()
    expect(wire.take()).toEqual([])
    expect(push.screens).toBe(0)
  })

  it('a second one starts the screen anew, and it counts once', () => {
    const wire = joined()
    join(wire)
    expect(push.screens).toBe(1)
    record(1)
    expect(wire.take().filter(([event]) => event === EVENTS.factsRecorded)).toHaveLength(1)
    push.leave(wire)
    expect(push.screens).toBe(0)
  })
})

describe('PUSH-1: facts', () => {
  it('reach every screen all, in order, encoded once', () => {
    const wires = [joined(), joined(), joined()]
    for (let i = 1; i <= 20; i += 1) record(i % 3)
    const messages = wires.map(({ sent }) => [...sent])
    expect(messages[1]?.every((message, i) => message === messages[0]?.[i])).toBe(true)
    for (const wire of wires) {
      const seqs = wire.take().flatMap(([, facts]) => (facts as BoardFact[]).map(({ seq }) => seq))
      expect(seqs).toEqual(recorded.map(({ seq }) => seq))
    }
  })

  it('between a join and what follows it leave no gap: the replica ends equal', () => {
    record(2)
    const wire = new TestWire()
    const replica = new Replica({ version: SITE, cameras: CAMERAS, units: UNITS, origin: ORIGIN })
    push.join(wire, replica.joinRequest())
    record(2)
    cameraSays(1, 2, MORNING)
    push.flushReadings()
    record(1)
    for (const [event, argument] of wire.take()) {
      if (event === EVENTS.joined) expect(replica.takeAnswer(argument as Extract<JoinAnswer, { kind: 'snapshot' }>)).toBe('taken')
      else if (event === EVENTS.factsRecorded) expect(replica.takeFacts(argument as BoardFact[])).toBe('taken')
      else expect(replica.takeReadings(argument as Uint8Array).taken).toBe('taken')
    }
    expect(canonical(replica.board, replica.picture)).toBe(canonical(board, picture))
  })
})

describe('PUSH-3: readings', () => {
  it('are one frame a tick, newest per camera, the same bytes for every screen', () => {
    const wires = [joined(), joined()]
    cameraSays(7, 1, MORNING)
    cameraSays(3, 2, MORNING)
    cameraSays(7, 3, MORNING + 1)
    expect(push.dirty).toBe(true)
    push.flushReadings()
    expect(push.dirty).toBe(false)
    expect(wires[0]?.sent[0]).toBe(wires[1]?.sent[0])
    for (const wire of wires) {
      expect(framesOf(wire)).toMatchObject(
        [{ full: false, from: 1, to: 1, cameras: [{ camera: 3, status: 2 }, { camera: 7, status: 3, at: MORNING + 1 }] }],
      )
    }
  })

  it('that did not change send nothing', () => {
    const wire = joined()
    push.flushReadings()
    cameraSays(7, 1, MORNING)
    push.flushReadings()
    wire.take()
    push.flushReadings()
    expect(wire.take()).toEqual([])
  })

  it('of a team and of cameras go in the same frame', () => {
    const wire = joined()
    cameraSays(1, 1, MORNING)
    takePosition(picture, 4, { lonE7: 1, latE7: 2, fixAt: MORNING, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 })
    push.unitChanged(4)
    push.flushReadings()
    expect(framesOf(wire)).toMatchObject([{ cameras: [{ camera: 1 }], positions: [{ unit: 4, position: { headingDeg: 90 } }] }])
  })
})

describe('PUSH-4: a slow screen', () => {
  it('with more than 64 KiB waiting gets no readings, then only what changed meanwhile, newest, in one frame', () => {
    const [slow, quick] = [joined(), joined()]
    slow.waitingBytes = BEHIND_BYTES + 1
    cameraSays(1, 1, MORNING)
    push.flushReadings()
    cameraSays(2, 1, MORNING)
    push.flushReadings()
    cameraSays(1, 2, MORNING + 1)
    push.flushReadings()
    expect(slow.take()).toEqual([])
    expect(framesOf(quick)).toHaveLength(3)
    expect(push.dirty).toBe(true)
    slow.waitingBytes = BEHIND_BYTES
    push.flushReadings()
    expect(framesOf(slow)).toMatchObject([{ full: false, from: 1, to: 3, cameras: [{ camera: 1, status: 2 }, { camera: 2, status: 1 }] }])
    expect(quick.take()).toEqual([])
    expect(push.dirty).toBe(false)
  })

  it('that catches up in the tick of a change gets it too', () => {
    const slow = joined()
    slow.waitingBytes = BEHIND_BYTES + 1
    cameraSays(1, 1, MORNING)
    push.flushReadings()
    slow.waitingBytes = 0
    cameraSays(2, 1, MORNING)
    push.flushReadings()
    expect(framesOf(slow)).toMatchObject([{ from: 1, to: 2, cameras: [{ camera: 1 }, { camera: 2 }] }])
    cameraSays(3, 1, MORNING)
    push.flushReadings()
    expect(framesOf(slow)).toMatchObject([{ from: 3, to: 3, cameras: [{ camera: 3 }] }])
  })

  it('gets no beat while it is behind, and after that what it missed and a beat in one write', () => {
    const [slow, quick] = [joined(), joined()]
    slow.waitingBytes = BEHIND_BYTES + 1
    cameraSays(1, 1, MORNING)
    push.flushReadings()
    push.beat()
    expect(slow.take()).toEqual([])
    expect(quick.take().at(-1)).toMatchObject([EVENTS.beatSent, { tick: 1 }])
    slow.waitingBytes = 0
    push.beat()
    const [[, frame], beat] = slow.take() as [[string, Uint8Array], [string, Beat]]
    expect(decodeReadings(frame, ORIGIN)).toMatchObject({ from: 1, to: 1, cameras: [{ camera: 1 }] })
    expect(beat).toMatchObject([EVENTS.beatSent, { tick: 1 }])
    expect(slow.writes.at(-1)).toBe(2)
  })

  it(`is cut when more than ${CUT_FACTS} facts wait, and not at ${CUT_FACTS}; others do not notice`, () => {
    const [slow, quick] = [joined(), joined()]
    slow.waitingBytes = 1
    for (let i = 0; i < CUT_FACTS / 10; i += 1) record(10)
    expect(slow.cutOff).toBe(false)
    record(1)
    expect(slow.cutOff).toBe(true)
    expect(push.screens).toBe(1)
    expect(quick.take().flatMap(([, facts]) => facts as BoardFact[])).toHaveLength(CUT_FACTS + 1)
    const sent = slow.sent.length
    record(1)
    expect(slow.sent).toHaveLength(sent)
  })

  it('that takes what it is sent is never cut, however much that is', () => {
    const wire = joined()
    for (let i = 0; i < 30; i += 1) record(100)
    record(CUT_FACTS * 2)
    expect(wire.cutOff).toBe(false)
  })

  it(`is cut when more than 1 MiB would wait, and not at it`, () => {
    const probe = joined()
    record(1)
    const size = probe.sent[0]?.bytes ?? 0
    push.leave(probe)
    const slow = joined()
    slow.waitingBytes = CUT_BYTES - size
    record(1)
    expect(slow.sent[0]?.bytes).toBe(size)
    expect(slow.cutOff).toBe(false)
    slow.waitingBytes = CUT_BYTES - size + 1
    record(1)
    expect(slow.cutOff).toBe(true)
  })

  it('that only asks again and again is cut too, rather than be sent snapshots without end', () => {
    record(50)
    const slow = new TestWire()
    for (let i = 0; i < 1_000 && !slow.cutOff; i += 1) {
      join(slow)
      slow.waitingBytes = slow.sent.reduce((sum, { bytes }) => sum + bytes, 0)
    }
    expect(slow.cutOff).toBe(true)
    expect(slow.waitingBytes).toBeLessThan(2 * CUT_BYTES)
    expect(push.screens).toBe(0)
  })

  it('comes back and is given what it missed', () => {
    const slow = joined()
    slow.waitingBytes = CUT_BYTES
    record(3)
    expect(slow.cutOff).toBe(true)
    const again = new TestWire()
    join(again, { seq: 0 })
    expect(answerOf(again)).toMatchObject({ kind: 'snapshot', beat: { seq: 3 } })
  })
})

describe('a snapshot of 2,197 cameras', () => {
  it('PUSH-3: is a full frame of 27 KB at most', () => {
    for (let camera = 0; camera < CAMERAS; camera += 1) cameraSays(camera, 1 + (camera % 4), MORNING - camera * 17)
    const wire = new TestWire()
    join(wire)
    const full = wire.sent.find(({ data }) => typeof data !== 'string')
    expect(full?.bytes).toBeLessThanOrEqual(27 * 1024)
    expect(framesOf(wire)[0]?.cameras).toHaveLength(CAMERAS)
  })
})
