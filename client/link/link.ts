import { io, type Socket } from 'socket.io-client'
import type { BoardFact } from '../../shared/board.ts'
import type { Viewer } from '../../shared/presence/types.ts'
import { EVENTS, STALE_AFTER_MS, type Beat, type JoinAnswer } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import type { Changed } from '../../shared/protocol/readingsFrame.ts'
import { Replica, type ReplicaSite, type Taken } from './replica.ts'

/** What the link tells the page. */
export interface LinkListener {
  /** A new copy of everything: after a join. */
  joined(replica: Replica): void
  facts(): void
  readings(changed: Changed | 'all'): void
  beat(beat: Beat): void
  /** An answer to “what time is it”, own times in epoch ms. */
  clockSample(sentAt: number, receivedAt: number, serverNow: number): void
  /** Who looks at which incident, whenever that changes (PRESENCE-1). Only a desk is told. */
  viewers?(viewers: readonly Viewer[]): void
  silent(): void
  /** The server speaks another protocol. */
  outdated(protocol: number): void
  /** The server draws another site pack than we do. */
  otherSite(): void
}

export interface LinkOptions {
  readonly url: string | undefined
  /** Of a program that is no browser and so has no cookie. */
  readonly key?: string
  readonly site: ReplicaSite
  readonly listener: LinkListener
  /** This screen's own clock, epoch ms. */
  readonly ownNow: () => number
}

export interface Link {
  /** Says which incident is looked at here, null for none; said again with every beat, so that a cut link is noticed at once. */
  look(incidentId: string | null): void
  close(): void
}

const FIRST_RECONNECT_MS = 400
/** Short enough for a wall to be current within 2 s of the server's return (LINK-1). */
const LONGEST_RECONNECT_MS = 1_500
const RECONNECT_JITTER = 0.5
const CONNECT_TIMEOUT_MS = 3_000
const CLOCK_SAMPLE_EVERY_BEATS = 10
/** At a join a page is busiest and its answers wait: one a beat follows, so that one of them comes straight (CLOCK-3). */
const CLOCK_SAMPLES_AT_START = 3
/** A socket that does not answer a join within this is dead, however open it looks, ms. */
const JOIN_ANSWER_MS = 2_500

/** Keeps a replica current over one socket: joins, notices gaps and silence, asks again, never gives up. */
export function openLink({ url, key, site, listener, ownNow }: LinkOptions): Link {
  const replica = new Replica(site)
  const options = {
    transports: ['websocket'],
    parser: { Encoder, Decoder },
    reconnectionDelay: FIRST_RECONNECT_MS,
    reconnectionDelayMax: LONGEST_RECONNECT_MS,
    randomizationFactor: RECONNECT_JITTER,
    timeout: CONNECT_TIMEOUT_MS,
    ...(key === undefined ? {} : { extraHeaders: { authorization: `Bearer ${key}` } }),
  }
  const socket: Socket = url === undefined ? io(options) : io(url, options)
  let silence: ReturnType<typeof setTimeout> | undefined
  let joinTimer: ReturnType<typeof setTimeout> | undefined
  let comeBack: ReturnType<typeof setTimeout> | undefined
  let beats = 0
  let looking: string | null | undefined
  let stopped = false

  function join(): void {
    if (stopped) return
    clearTimeout(joinTimer)
    joinTimer = setTimeout(reconnect, JOIN_ANSWER_MS)
    socket.emit(EVENTS.join, replica.joinRequest())
  }

  function heard(): void {
    clearTimeout(silence)
    silence = setTimeout(onSilence, STALE_AFTER_MS)
  }

  /** Silence on an open socket means a dead network: a new connection is sooner back than this one. */
  function onSilence(): void {
    listener.silent()
    reconnect()
  }

  function reconnect(): void {
    if (!stopped && socket.connected) socket.disconnect().connect()
  }

  /** A server that closes in good order says goodbye, after which Socket.IO would not try again by itself. */
  function onDisconnect(reason: string): void {
    if (reason !== 'io server disconnect' || stopped) return
    const jitter = 1 + RECONNECT_JITTER * (2 * Math.random() - 1)
    comeBack = setTimeout(() => socket.connect(), FIRST_RECONNECT_MS * jitter)
  }

  function mind(taken: Taken): boolean {
    if (taken === 'gap') join()
    return taken === 'taken'
  }

  function onJoined(answer: JoinAnswer): void {
    clearTimeout(joinTimer)
    if (answer.kind === 'refused') {
      stop()
      listener.outdated(answer.protocol)
      return
    }
    if (answer.beat.site !== site.version) {
      stop()
      listener.otherSite()
      return
    }
    if (!mind(replica.takeAnswer(answer))) return
    heard()
    listener.joined(replica)
    listener.beat(answer.beat)
    for (let i = 0; i < CLOCK_SAMPLES_AT_START; i++) sampleClock()
    sayLooking()
  }

  function sayLooking(): void {
    if (looking !== undefined && socket.connected) socket.emit(EVENTS.look, looking)
  }

  function onBeat(beat: Beat): void {
    heard()
    listener.beat(beat)
    mind(replica.takeBeat(beat))
    beats += 1
    sayLooking()
    if (beats < CLOCK_SAMPLE_EVERY_BEATS || beats % CLOCK_SAMPLE_EVERY_BEATS === 0) sampleClock()
  }

  function onReadings(bytes: Uint8Array): void {
    const { taken, frame } = replica.takeReadings(bytes)
    if (!mind(taken) || frame === null) return
    listener.readings(
      frame.full ? 'all' : { cameras: frame.cameras.map(({ camera }) => camera), units: frame.positions.map(({ unit }) => unit) },
    )
  }

  function sampleClock(): void {
    const sentAt = ownNow()
    socket.emit(EVENTS.sampleClock, (serverNow: number) => listener.clockSample(sentAt, ownNow(), serverNow))
  }

  function stop(): void {
    stopped = true
    clearTimeout(silence)
    clearTimeout(joinTimer)
    clearTimeout(comeBack)
    socket.disconnect()
  }

  socket.on('connect', join)
  socket.on('disconnect', onDisconnect)
  socket.on(EVENTS.joined, onJoined)
  socket.on(EVENTS.factsRecorded, (facts: readonly BoardFact[]) => mind(replica.takeFacts(facts)) && listener.facts())
  socket.on(EVENTS.readingsMeasured, onReadings)
  socket.on(EVENTS.beatSent, onBeat)
  socket.on(EVENTS.presenceChanged, (viewers: readonly Viewer[]) => listener.viewers?.(viewers))
  heard()
  return {
    close: stop,
    look(incidentId) {
      looking = incidentId
      sayLooking()
    },
  }
}
