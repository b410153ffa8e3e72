import type { FastifyInstance, FastifyServerFactory, RawServerDefault } from 'fastify'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { mayDo, type Permission } from '../../shared/access/roles.ts'
import type { Gate } from '../access/gate.ts'
import type { Recognised } from '../access/openAccess.ts'
import { utf8Json } from './utf8Json.ts'

/** How one address takes calls that are right in every way. */
export interface StraightDoor {
  /** What a key has to be for: any one of these. */
  readonly permissions: readonly Permission[]
  readonly maxBytes: number
  /** May the feed be called so? */
  readonly isSource: (name: string | undefined) => boolean
  /** Does the body fit the contract? */
  readonly fits: (body: unknown) => boolean
  /** Takes a body that fits; `sourceKey` is the key it came by. */
  readonly take: (source: string | undefined, body: unknown, sourceKey: string) => StraightAnswer
}

export interface StraightAnswer {
  readonly status: number
  /** JSON. */
  readonly text: string
}

/** Doors that take what sources call most, by address, before the router. */
export interface StraightDoors {
  readonly serverFactory: FastifyServerFactory
  open(address: string, door: StraightDoor): void
  /** Gives the router back the bodies that were read for it. */
  readonly handBack: (app: FastifyInstance) => void
}

/** A call that may be taken here: the feed it names and the key it came by. */
interface PlainCall {
  readonly source: string | undefined
  readonly sourceKey: string
}

/** What was found of a call's headers, for the next one on its connection: a source sends the same with each, but for the length. */
interface KnownHeaders {
  readonly raw: readonly string[]
  /** Where in `raw` the length stands. */
  readonly lengthAt: number
  readonly source: string | undefined
  readonly recognised: Recognised
}

/** A door, and what is known of the connections to it. */
interface OpenDoor extends StraightDoor {
  readonly address: string
  readonly known: WeakMap<Socket, KnownHeaders>
}

const SOURCE_HEADER = 'x-source'
const LENGTH_HEADER = 'content-length'

/**
 * Calls of readings come a thousand times a second and more, and nearly all are right: those are read, checked by the same
 * schema and taken here. Whatever is not plainly right goes the way of all requests, with the body that was read, so that
 * every refusal is worded and counted in one place and nothing is taken that the router would not have taken (INPUT-1).
 * `failed` says what is answered when taking throws.
 */
export function createStraightDoors(gate: Gate, failed: (error: unknown) => StraightAnswer): StraightDoors {
  const doors: OpenDoor[] = []
  const read = new WeakMap<IncomingMessage, Buffer>()
  const joined = createJoiner()

  function taken(door: StraightDoor, { source, sourceKey }: PlainCall, body: unknown): StraightAnswer {
    try {
      return door.take(source, body, sourceKey)
    } catch (error) {
      return failed(error)
    }
  }

  /** The headers are looked at once a connection and door; who they speak for is looked at with each call, as a key may be revoked. */
  function plainCall(door: OpenDoor, request: IncomingMessage): PlainCall | null {
    const before = door.known.get(request.socket)
    const found = before !== undefined && isSame(before, request.rawHeaders) ? before : headersOf(gate, door, request)
    if (found === null || !(Number(request.rawHeaders[found.lengthAt]) <= door.maxBytes)) return null
    if (found !== before) door.known.set(request.socket, found)
    const caller = gate.callerOf(found.recognised)
    return caller !== null && mayDo(caller, door.permissions) ? { source: found.source, sourceKey: caller.id } : null
  }

  return {
    serverFactory(router, options) {
      const server = createServer((request, response) => {
        const door = request.method === 'POST' ? doors.find(({ address }) => address === request.url) : undefined
        const call = door === undefined || !server.listening ? null : plainCall(door, request)
        if (door === undefined || call === null) return router(request, response)
        takeBody(request, (parts) => {
          const body = joined(parts)
          const fitting = fittingBody(door, body)
          if (fitting !== undefined) return send(response, taken(door, call, fitting))
          read.set(request, Buffer.from(body))
          router(request, response)
        })
      })
      server.keepAliveTimeout = options.keepAliveTimeout as number
      server.requestTimeout = options.requestTimeout as number
      server.setTimeout(options.connectionTimeout as number)
      return server as RawServerDefault
    },
    open: (address, door) => void doors.push({ ...door, address, known: new WeakMap() }),
    handBack(app) {
      app.addHook('preParsing', (request, _reply, payload, done) => {
        const body = read.get(request.raw)
        done(null, body === undefined ? payload : Readable.from([body], { objectMode: false }))
      })
    },
  }
}

/** Headers of a program on its own account that brings a body of told length as it is, whose name and place may be looked at; null for any others. */
function headersOf(gate: Gate, door: StraightDoor, request: IncomingMessage): KnownHeaders | null {
  const { headers, rawHeaders } = request
  const source = sourceOf(headers)
  const isPlain = headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers[LENGTH_HEADER] !== undefined &&
    headers.origin === undefined &&
    headers.cookie === undefined &&
    gate.isOwn(request) &&
    door.isSource(source)
  const recognised = isPlain ? gate.recognise(request) : 'notSignedIn'
  if (typeof recognised === 'string') return null
  return { raw: rawHeaders, lengthAt: 1 + rawHeaders.findIndex((name, place) => place % 2 === 0 && name.toLowerCase() === LENGTH_HEADER), source, recognised }
}

function isSame({ raw, lengthAt }: KnownHeaders, now: readonly string[]): boolean {
  if (now.length !== raw.length) return false
  for (let place = 0; place < raw.length; place += 1) if (place !== lengthAt && now[place] !== raw[place]) return false
  return true
}

function sourceOf(headers: IncomingHttpHeaders): string | undefined {
  const name = headers[SOURCE_HEADER]
  return Array.isArray(name) ? name[0] : name
}

/** Hands on the parts of the whole body; one that breaks off is handed to nobody, as its sender is gone. */
function takeBody(request: IncomingMessage, whole: (parts: readonly Buffer[]) => void): void {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => whole(parts))
}

/**
 * Joins the parts of a body in one place, to be used at once: the next body is joined there too. A new buffer for each would be
 * most of what has to be collected.
 */
function createJoiner(): (parts: readonly Buffer[]) => Buffer {
  let room = Buffer.alloc(0)
  return (parts) => {
    const [only] = parts
    if (parts.length === 1 && only !== undefined) return only
    const bytes = parts.reduce((sum, part) => sum + part.length, 0)
    if (bytes > room.length) room = Buffer.allocUnsafeSlow(Math.max(bytes, room.length * 2))
    let at = 0
    for (const part of parts) at += part.copy(room, at)
    return room.subarray(0, bytes)
  }
}

/** @returns undefined for what does not fit the contract */
function fittingBody({ fits }: StraightDoor, bytes: Buffer): unknown {
  const body = utf8Json(bytes)
  return body !== undefined && fits(body) ? body : undefined
}

function send(response: ServerResponse, { status, text }: StraightAnswer): void {
  response.writeHead(status, ['content-type', 'application/json; charset=utf-8', 'content-length', String(Buffer.byteLength(text))])
  response.end(text)
}
