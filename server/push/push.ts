import { toSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { EVENTS, PROTOCOL_VERSION, type Beat, type Health, type JoinRequest } from '../../shared/protocol/messages.ts'
import { allReadings, encodeReadings, type Changed, type Origin } from '../../shared/protocol/readingsFrame.ts'
import type { Picture } from '../../shared/reading/picture.ts'
import { noChanges, takeChanges } from './changedPlaces.ts'
import { eventMessage, eventMessageOfJson, type Message } from './message.ts'
import { CUT_BYTES, Outlet, type Wire } from './outlet.ts'

export interface PushDeps {
  readonly board: Board
  readonly picture: Picture
  readonly origin: Origin
  readonly journalId: string
  readonly siteVersion: string
  readonly now: () => number
  readonly health: () => Health
}

export interface Push {
  readonly screens: number
  /** Are there readings some screen has not been sent? */
  readonly dirty: boolean
  /** Answers a screen's handshake and from then on sends it everything; a second join starts it anew. */
  join(wire: Wire, request: JoinRequest): void
  leave(wire: Wire): void
  factsRecorded(facts: readonly BoardFact[]): void
  cameraChanged(camera: number): void
  unitChanged(unit: number): void
  /** One frame of what changed since the last tick, merged newest-per-key. */
  flushReadings(): void
  /** What changed and what the server is like, in one write to each screen. */
  beat(): void
}

/** Facts kept in memory for screens that come back; one further behind gets a snapshot. */
const RECENT_FACTS = 2_000

/** Sends the board to screens: facts all and in order, readings merged per tick (PUSH-1 … PUSH-4). Knows no socket. */
export function createPush(deps: PushDeps): Push {
  const { board, picture, origin } = deps
  const outlets = new Map<Wire, Outlet>()
  const changes = noChanges(picture)
  const recent: BoardFact[] = []
  let tick = 0
  let snapshot: { seq: number; json: string } | null = null
  let fullFrame: { tick: number; message: Message } | null = null

  function beatFor(outletTick: number): Beat {
    return { now: deps.now(), journal: deps.journalId, site: deps.siteVersion, seq: board.seq, tick: outletTick, health: deps.health() }
  }

  function join(wire: Wire, request: JoinRequest): void {
    if (request.protocol !== PROTOCOL_VERSION) {
      wire.send(eventMessage(EVENTS.joined, { kind: 'refused', code: 'protocol', protocol: PROTOCOL_VERSION }))
      return
    }
    if (wire.waitingBytes > CUT_BYTES) {
      outlets.delete(wire)
      wire.cut()
      return
    }
    if (outlets.size === 0) flush(null)
    const outlet = new Outlet(wire, tick)
    outlets.set(wire, outlet)
    const beat = JSON.stringify(beatFor(tick))
    const missed = missedFacts(request)
    const json =
      missed === null
        ? `{"kind":"snapshot","board":${snapshotJson()},"beat":${beat}}`
        : `{"kind":"diff","facts":${JSON.stringify(missed)},"beat":${beat}}`
    wire.send(eventMessageOfJson(EVENTS.joined, json), fullMessage())
  }

  /** Facts after the ones a screen has, or null when only a snapshot will do. */
  function missedFacts(request: JoinRequest): BoardFact[] | null {
    if (request.journal !== deps.journalId || request.site !== deps.siteVersion) return null
    if (request.seq === 0 || request.seq > board.seq) return null
    if (request.seq === board.seq) return []
    const first = recent[0]
    if (first === undefined || first.seq > request.seq + 1) return null
    return recent.slice(request.seq + 1 - first.seq)
  }

  function snapshotJson(): string {
    if (snapshot?.seq !== board.seq) snapshot = { seq: board.seq, json: JSON.stringify(toSnapshot(board)) }
    return snapshot.json
  }

  /**
   * Everything measured, made once a tick however many join in it: what changed after it was made is not yet sent to
   * anybody and comes to all with the next tick.
   */
  function fullMessage(): Message {
    if (fullFrame?.tick !== tick) {
      const head = { full: true, from: tick, to: tick, now: deps.now() }
      fullFrame = { tick, message: eventMessage(EVENTS.readingsMeasured, encodeReadings(head, allReadings(picture), picture, origin)) }
    }
    return fullFrame.message
  }

  function factsRecorded(facts: readonly BoardFact[]): void {
    recent.push(...facts)
    if (recent.length > RECENT_FACTS * 2) recent.splice(0, recent.length - RECENT_FACTS)
    if (outlets.size === 0) return
    const message = eventMessage(EVENTS.factsRecorded, facts)
    for (const [wire, outlet] of outlets) if (!outlet.sendFacts(message, facts.length)) outlets.delete(wire)
  }

  /** `after`: what each screen is told behind its frame, in one write with it; by the tick it is then at. */
  function flush(after: ((outletTick: number) => Message) | null): void {
    const changed = takeChanges(changes)
    const any = changed.cameras.length + changed.units.length > 0
    if (any) tick += 1
    let shared: Message | null = null
    for (const outlet of outlets.values()) {
      const { behind } = outlet
      if (any && (behind || outlet.tick !== tick - 1)) note(outlet, changed)
      if (behind) continue
      const due = outlet.tick === tick ? null
        : any && outlet.tick === tick - 1 ? (shared ??= frame(tick, changed))
        : frame(outlet.tick + 1, missedBy(outlet))
      outlet.tick = tick
      const told = after?.(tick)
      if (due !== null) outlet.wire.send(due, told)
      else if (told !== undefined) outlet.wire.send(told)
    }
  }

  function note(outlet: Outlet, changed: Changed): void {
    outlet.missed ??= noChanges(picture)
    for (const camera of changed.cameras) outlet.missed.cameras.add(camera)
    for (const unit of changed.units) outlet.missed.units.add(unit)
  }

  /** What a screen missed, which it is then sent. */
  function missedBy(outlet: Outlet): Changed {
    const changed = takeChanges(outlet.missed ?? noChanges(picture))
    outlet.missed = null
    return changed
  }

  /** Is a screen not at the newest tick? */
  function isAnyLate(): boolean {
    for (const outlet of outlets.values()) if (outlet.tick !== tick) return true
    return false
  }

  function frame(from: number, changed: Changed): Message {
    const head = { full: false, from, to: tick, now: deps.now() }
    return eventMessage(EVENTS.readingsMeasured, encodeReadings(head, changed, picture, origin))
  }

  /** Every screen that is not behind is at the same tick once flushed, so one message does for all. */
  function beat(): void {
    let message: Message | null = null
    flush((outletTick) => (message ??= eventMessage(EVENTS.beatSent, beatFor(outletTick))))
  }

  return {
    get screens() {
      return outlets.size
    },
    get dirty() {
      return changes.cameras.count + changes.units.count > 0 || isAnyLate()
    },
    join,
    leave: (wire) => outlets.delete(wire),
    factsRecorded,
    cameraChanged: (camera) => changes.cameras.add(camera),
    unitChanged: (unit) => changes.units.add(unit),
    flushReadings: () => flush(null),
    beat,
  }
}
