import { Replica, type ReplicaSite, type Taken } from '../../client/link/replica.ts'
import { parseJoin } from '../../server/push/joinRequest.ts'
import type { Message } from '../../server/push/message.ts'
import type { Push } from '../../server/push/push.ts'
import type { BoardFact } from '../../shared/board.ts'
import { canonical } from '../../shared/protocol/canonical.ts'
import { EVENTS, type Beat, type JoinAnswer } from '../../shared/protocol/messages.ts'
import { Decoder, type Packet } from '../../shared/protocol/packets.ts'
import type { Seeded } from '../support/seeded.ts'
import { FuzzWire, type WireTemper } from './fuzzWire.ts'

/** Looks after which a screen still without an answer asks again. */
const LOOKS_BEFORE_ASKING = 3

/** A screen with a replica of its own, on a wire in memory. */
export class FuzzScreen {
  replica: Replica
  wire: FuzzWire | null = null
  private wantsJoin = false
  private looks = 0
  private readonly decoder = new Decoder().on('decoded', (packet) => this.take(packet))

  constructor(private readonly site: ReplicaSite) {
    this.replica = new Replica(site)
  }

  connect(temper: WireTemper): void {
    this.wire = new FuzzWire(temper)
    this.wantsJoin = true
  }

  disconnect(push: Push): void {
    if (this.wire === null) return
    this.wire.break()
    push.leave(this.wire)
    this.wire = null
  }

  /** The page is loaded anew: nothing is held. */
  reload(): void {
    this.replica = new Replica(this.site)
    this.wantsJoin = this.wire !== null
  }

  /** Takes what arrives and says what is to be said; false when the wire turned out to be broken. */
  exchange(push: Push, chance: Seeded): boolean {
    const { wire } = this
    if (wire === null) return true
    if (!wire.open) {
      this.disconnect(push)
      return false
    }
    for (const message of wire.deliver(chance)) this.hear(message)
    if (this.wantsJoin) this.ask(wire, push, chance)
    return true
  }

  private ask(wire: FuzzWire, push: Push, chance: Seeded): void {
    this.wantsJoin = false
    const request = asServerReads(this.replica)
    if (!chance.chance(wire.temper.drop)) push.join(wire, request)
  }

  /** A second has passed: asks again when no answer came for long. */
  look(): void {
    this.looks = this.replica.complete ? 0 : this.looks + 1
    if (this.looks < LOOKS_BEFORE_ASKING) return
    this.looks = 0
    this.wantsJoin = true
  }

  picture(): string {
    return canonical(this.replica.board, this.replica.picture)
  }

  private hear({ data }: Message): void {
    this.decoder.add(data)
  }

  private take({ data }: Packet): void {
    const [event, argument] = data as [string, unknown]
    if (this.taken(event, argument) === 'gap') this.wantsJoin = true
  }

  private taken(event: string, argument: unknown): Taken {
    switch (event) {
      case EVENTS.joined:
        return this.replica.takeAnswer(argument as Exclude<JoinAnswer, { kind: 'refused' }>)
      case EVENTS.factsRecorded:
        return this.replica.takeFacts(argument as readonly BoardFact[])
      case EVENTS.readingsMeasured:
        return this.replica.takeReadings(argument as Uint8Array).taken
      case EVENTS.beatSent:
        return this.replica.takeBeat(argument as Beat)
      default:
        throw new Error(`unknown event ${event}`)
    }
  }
}

function asServerReads(replica: Replica): NonNullable<ReturnType<typeof parseJoin>> {
  const request = parseJoin(JSON.parse(JSON.stringify(replica.joinRequest())))
  if (request === null) throw new Error('the server would not understand this join')
  return request
}
