import type { FastifyInstance, FastifyServerFactory, RawServerDefault } from 'fastify'
import { isUtf8 } from 'node:buffer'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { mayDo, type Permission } from '../../shared/access/roles.ts'
import type { Gate } from '../access/gate.ts'

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
  readonly answer: unknown
}

/** Doors that take what sources call most, by address, before the router. */
export interface StraightDoors {
  readonly serverFactory: FastifyServerFactory
  open(address: string, door: StraightDoor): void
  /** Gives the router back the bodies that were read for it. */
  readonly handBack: (app: FastifyInstance) => void
}

const SOURCE_HEADER = 'x-source'

/**
 * Calls of readings come a thousand times a second and more, and nearly all are right: those are read, checked by the same
 * schema and taken here. Whatever is not plainly right goes the way of all requests, with the body that was read, so that
 * every refusal is worded and counted in one place and nothing is taken that the router would not have taken (INPUT-1).
 * `failed` says what is answered when taking throws.
 */
export function createStraightDoors(gate: Gate, failed: (error: unknown) => StraightAnswer): StraightDoors {
  const doors = new Map<string, StraightDoor>()
  const read = new WeakMap<IncomingMessage, Buffer>()

  function taken(door: StraightDoor, { headers }: IncomingMessage, body: unknown, sourceKey: string): StraightAnswer {
    try {
      return door.take(sourceOf(headers), body, sourceKey)
    } catch (error) {
      return failed(error)
    }
  }

  return {
    serverFactory(router, options) {
      const server = createServer((request, response) => {
        const door = request.method === 'POST' ? doors.get(request.url ?? '') : undefined
        const sourceKey = door === undefined || !server.listening ? null : plainCaller(gate, request, door)
        if (door === undefined || sourceKey === null) return router(request, response)
        takeBody(request, (body) => {
          const fitting = fittingBody(door, body)
          if (fitting !== undefined) return send(response, taken(door, request, fitting, sourceKey))
          read.set(request, body)
          router(request, response)
        })
      })
      server.keepAliveTimeout = options.keepAliveTimeout as number
      server.requestTimeout = options.requestTimeout as number
      server.setTimeout(options.connectionTimeout as number)
      return server as RawServerDefault
    },
    open: (address, door) => void doors.set(address, door),
    handBack(app) {
      app.addHook('preParsing', (request, _reply, payload, done) => {
        const body = read.get(request.raw)
        done(null, body === undefined ? payload : Readable.from([body], { objectMode: false }))
      })
    },
  }
}

/** Who calls from a program on its own account with a body of told length as it is, whose name and place may be looked at; null for any other call. */
function plainCaller(gate: Gate, request: IncomingMessage, { maxBytes, isSource, permissions }: StraightDoor): string | null {
  const { headers } = request
  const isPlain = headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    Number(headers['content-length']) <= maxBytes &&
    headers.origin === undefined &&
    headers.cookie === undefined &&
    gate.isOwn(request) &&
    isSource(sourceOf(headers))
  return isPlain ? callerWho(gate, request, permissions) : null
}

function callerWho(gate: Gate, request: IncomingMessage, permissions: readonly Permission[]): string | null {
  const recognised = gate.recognise(request)
  return typeof recognised !== 'string' && mayDo(recognised.caller, permissions) ? recognised.caller.id : null
}

function sourceOf(headers: IncomingHttpHeaders): string | undefined {
  const name = headers[SOURCE_HEADER]
  return Array.isArray(name) ? name[0] : name
}

/** Hands on the whole body; one that breaks off is handed to nobody, as its sender is gone. */
function takeBody(request: IncomingMessage, whole: (body: Buffer) => void): void {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => whole(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)))
}

/** @returns undefined for what does not fit the contract */
function fittingBody({ fits }: StraightDoor, bytes: Buffer): unknown {
  const body = parsed(bytes)
  return body !== undefined && fits(body) ? body : undefined
}

function send(response: ServerResponse, { status, answer }: StraightAnswer): void {
  const text = JSON.stringify(answer)
  response.writeHead(status, ['content-type', 'application/json; charset=utf-8', 'content-length', String(Buffer.byteLength(text))])
  response.end(text)
}

/** @returns undefined for what is no JSON in UTF-8 */
function parsed(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
