import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { EVENTS, BEAT_INTERVAL_MS, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { mayDo, type Permission } from '../../shared/access/roles.ts'
import { SOCKET_COMMANDS } from '../../shared/access/routes.ts'
import type { Gate, Unrecognised } from '../access/gate.ts'
import type { Access, Recognised } from '../access/openAccess.ts'
import { parseJoin } from './joinRequest.ts'
import { eventMessage } from './message.ts'
import type { Wire } from './outlet.ts'
import { createPresence } from './presence.ts'
import type { Push } from './push.ts'
import { SocketWire } from './socketWire.ts'

export interface Gateway {
  /** Cuts every screen. The HTTP server belongs to the app and stays, which Socket.IO's own close would not let it. */
  close(): void
  /** Readings changed: a frame goes out with the next tick. */
  wake(): void
}

export interface GatewayDeps {
  readonly httpServer: HttpServer
  readonly push: Push
  /** Is this incident on the board, or on a drill's beside it? */
  readonly isKnown: (incidentId: string) => boolean
  readonly access: Access
  readonly gate: Gate
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

/** May whoever was recognised have a screen? */
function entryOf(recognised: Recognised | Unrecognised): Recognised | Unrecognised {
  return typeof recognised === 'string' || mayDo(recognised.caller, SOCKET_COMMANDS.connect) ? recognised : 'notSignedIn'
}

/** What the table asks for an event; nobody may what it does not have (ACCESS-3). */
function neededFor(event: unknown): readonly Permission[] {
  const table: Readonly<Record<string, readonly Permission[]>> = SOCKET_COMMANDS
  return typeof event === 'string' && Object.hasOwn(table, event) ? (table[event] ?? []) : []
}

/** Carries the push over Socket.IO, websocket only; its own connection recovery stays off. */
export function createGateway({ httpServer, push, isKnown, access, gate, now, onRefused }: GatewayDeps): Gateway {
  const io = new Server(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    parser: { Encoder, Decoder },
    maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    allowRequest: (request, decide) => {
      const own = gate.isOwn(request)
      const entry = own ? entryOf(gate.recognise(request)) : 'foreignOrigin'
      const refused = typeof entry === 'string' ? entry : null
      if (refused !== null) onRefused(refused)
      decide(refused, refused === null)
    },
  })
  const presence = createPresence({ now: () => performance.now(), isKnown })
  let timer: ReturnType<typeof setTimeout> | null = null
  let isBeatDue = false

  /** Who comes by a socket: somebody who may read the board, looked at anew each time. */
  const mayStay = ({ hash }: Recognised): boolean => access.holds(hash)

  io.use((socket, next) => {
    const entry = entryOf(gate.recognise(socket.request))
    if (typeof entry === 'string') return next(new Error(entry))
    socket.data = entry
    next()
  })

  function cut(socket: Socket): void {
    onRefused('notSignedIn')
    socket.disconnect(true)
  }

  /** What ended since is cut here, within a beat (ACCESS-9); whoever only watches is not thereby at work (ACCESS-6). */
  function cutEnded(): void {
    for (const socket of io.of('/').sockets.values()) if (!mayStay(socket.data as Recognised)) cut(socket)
  }

  function serve(socket: Socket): void {
    const wire: Wire = new SocketWire(socket.conn)
    socket.use(([event], next) => {
      const recognised = socket.data as Recognised
      if (!mayStay(recognised)) return cut(socket)
      if (mayDo(recognised.caller, neededFor(event))) return next()
      onRefused('notAllowed')
    })
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
    socket.on(EVENTS.look, (incidentId: unknown) => {
      const refused = presence.look(wire, (socket.data as Recognised).caller, incidentId)
      if (refused !== null) onRefused(refused)
    })
    socket.on('disconnect', () => {
      push.leave(wire)
      presence.leave(wire)
    })
  }

  function tick(): void {
    timer = null
    if (isBeatDue) push.beat()
    else push.flushReadings()
    isBeatDue = false
    if (push.dirty) wake()
  }

  function wake(): void {
    timer ??= setTimeout(tick, tickMs(push.screens))
  }

  io.on('connection', serve)
  /** With the frame that is about to go out, if one is: a write of its own to each screen would be one more a second. */
  const beats = setInterval(() => {
    cutEnded()
    presence.beat()
    isBeatDue = true
    if (timer === null) tick()
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
