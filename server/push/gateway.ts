import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { EVENTS, BEAT_INTERVAL_MS, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { isOwnRequest } from '../access/loopback.ts'
import { parseJoin } from './joinRequest.ts'
import { eventMessage } from './message.ts'
import type { Wire } from './outlet.ts'
import type { Push } from './push.ts'
import { createSocketWire } from './socketWire.ts'

export interface Gateway {
  /** Cuts every screen. The HTTP server belongs to the app and stays, which Socket.IO's own close would not let it. */
  close(): void
  /** Readings changed: a frame goes out with the next tick. */
  wake(): void
}

export interface GatewayDeps {
  readonly httpServer: HttpServer
  readonly push: Push
  readonly now: () => number
  /** A screen came, left, was refused (`reason`). */
  readonly onRefused: (code: string) => void
}

/** Frames follow each other this closely to few screens, ms. */
const FEW_SCREENS_TICK_MS = 16
const FEW_SCREENS = 100
/** And this far apart to very many, ms. */
const MANY_SCREENS_TICK_MS = 100
const MANY_SCREENS = 500
/** A screen says little: anything larger is not one of ours, bytes. */
const LARGEST_MESSAGE_BYTES = 16 * 1024
const PING_INTERVAL_MS = 10_000
const PING_TIMEOUT_MS = 10_000

/** Time between frames, ms: the more screens, the further apart. */
export function tickMs(screens: number): number {
  const share = Math.min(1, Math.max(0, (screens - FEW_SCREENS) / (MANY_SCREENS - FEW_SCREENS)))
  return Math.round(FEW_SCREENS_TICK_MS + share * (MANY_SCREENS_TICK_MS - FEW_SCREENS_TICK_MS))
}

/** Carries the push over Socket.IO, websocket only; its own connection recovery stays off. */
export function createGateway({ httpServer, push, now, onRefused }: GatewayDeps): Gateway {
  const io = new Server(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    parser: { Encoder, Decoder },
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    allowRequest: (request, decide) => {
      const own = isOwnRequest(request.headers.host, request.headers.origin)
      if (!own) onRefused('foreignOrigin')
      decide(null, own)
    },
  })
  let timer: ReturnType<typeof setTimeout> | null = null

  function serve(socket: Socket): void {
    const wire: Wire = createSocketWire(socket.conn)
    socket.on(EVENTS.join, (request: unknown) => {
      const join = parseJoin(request)
      if (join !== null) push.join(wire, join)
      else {
        onRefused('malformedJoin')
        wire.send(eventMessage(EVENTS.joined, { kind: 'refused', code: 'malformed', protocol: PROTOCOL_VERSION }))
      }
    })
    socket.on(EVENTS.sampleClock, (answer: unknown) => {
      if (typeof answer === 'function') answer(now())
    })
    socket.on('disconnect', () => push.leave(wire))
  }

  function tick(): void {
    timer = null
    push.flushReadings()
    if (push.dirty) wake()
  }

  function wake(): void {
    timer ??= setTimeout(tick, tickMs(push.screens))
  }

  io.on('connection', serve)
  const beats = setInterval(() => {
    push.beat()
    if (push.dirty) wake()
  }, BEAT_INTERVAL_MS)

  return {
    wake,
    close() {
      clearInterval(beats)
      if (timer !== null) clearTimeout(timer)
      io.disconnectSockets(true)
      io.engine.close()
    },
  }
}
