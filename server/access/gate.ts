import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { BlockList, isIP, type Socket } from 'node:net'
import type { Caller } from '../../shared/access/roles.ts'
import { isLoopback, isOwnRequest, type Scheme } from './loopback.ts'
import type { Access, Recognised } from './openAccess.ts'

/**
 * How a request came: over TLS by the word of a trusted proxy, from this very machine, readable by others on its way, or by
 * a proxy on this machine whose word nobody asked to take, so that nothing is known of its way.
 */
export type Way = 'tls' | 'local' | 'plain' | 'unnamedProxy'

/** Where a request came from, as far as that can be known. */
export interface Client {
  /** Of the socket, or what a trusted proxy says of it; a header from anybody else says nothing. */
  readonly address: string
  readonly way: Way
}

/** Why nobody was recognised: nothing that lets in was brought, or it was brought where others could read it (ACCESS-8). */
export type Unrecognised = 'notSignedIn' | 'plainHttp'

/** The other end of a connection. */
interface Peer {
  readonly address: string
  readonly isTrusted: boolean
  readonly isHere: boolean
}

/** Decides who stands at the door, on HTTP and on the socket alike. */
export interface Gate {
  /** Is it asked under our own name and from a page of ours, if from one? (ACCESS-2) */
  isOwn(request: IncomingMessage): boolean
  clientOf(request: IncomingMessage): Client
  /** Whose bearer key or cookie it brings. Whatever came readable by others is nobody's, be it right or wrong. */
  recognise(request: IncomingMessage): Recognised | Unrecognised
  /** Who that is now, whom a call with the same headers on the same connection was recognised as; null for nobody any more. */
  callerOf(recognised: Recognised): Caller | null
  /** The line that gives a browser its secret; `maxAgeS` null until the browser ends, 0 takes it away. */
  cookie(client: Client, secret: string, maxAgeS: number | null): string
}

export interface GateSettings {
  /** What else than loopback this server is called. */
  readonly names?: readonly string[]
  /** Addresses of proxies whose word is taken, singly or as `net/bits`. */
  readonly trustedProxies?: readonly string[]
}

/** `__Host-` binds a cookie to this host and TLS; without TLS a browser would not take it (ACCESS-8). */
const TLS_COOKIE = '__Host-ruyi'
const PLAIN_COOKIE = 'ruyi'

/** @throws TypeError for a trusted proxy that is no address */
export function createGate(access: Access, { names = [], trustedProxies = [] }: GateSettings = {}): Gate {
  const ownNames = new Set(names.map((name) => name.toLowerCase()))
  const trusted = proxies(trustedProxies)
  /** What does not change while a connection lasts, on which a source calls a thousand times a second. */
  const peers = new WeakMap<Socket, Peer>()

  function peerOf(socket: Socket): Peer {
    const known = peers.get(socket)
    if (known !== undefined) return known
    const address = plainAddress(socket.remoteAddress ?? '')
    const peer = { address, isTrusted: trusted(address), isHere: isLoopback(address) }
    if (address !== '') peers.set(socket, peer)
    return peer
  }

  function clientOf({ socket, headers }: IncomingMessage): Client {
    const { address, isTrusted, isHere } = peerOf(socket)
    if (!isTrusted) return { address, way: !isHere ? 'plain' : isForwarded(headers) ? 'unnamedProxy' : 'local' }
    const hops = (one(headers['x-forwarded-for']) ?? '').split(',').map((hop) => plainAddress(hop.trim())).filter((hop) => isIP(hop) !== 0)
    const tls = (one(headers['x-forwarded-proto']) ?? '').split(',').at(-1)?.trim() === 'https'
    const local = isHere && !isForwarded(headers)
    return { address: hops.findLast((hop) => !trusted(hop)) ?? address, way: tls ? 'tls' : local ? 'local' : 'plain' }
  }

  return {
    isOwn: (request) => isOwnRequest(request.headers.host, request.headers.origin, SCHEMES[clientOf(request).way], ownNames),
    clientOf,
    recognise(request) {
      const { headers } = request
      const client = clientOf(request)
      const bearer = bearerOf(headers)
      if (!isSecret(client)) return (bearer ?? cookieOf(headers, PLAIN_COOKIE) ?? cookieOf(headers, TLS_COOKIE)) === null ? 'notSignedIn' : 'plainHttp'
      const secret = bearer ?? cookieOf(headers, client.way === 'tls' ? TLS_COOKIE : PLAIN_COOKIE)
      return (secret === null ? null : access.recognise(secret)) ?? 'notSignedIn'
    },
    callerOf: ({ hash }) => access.callerOf(hash),
    cookie({ way }, secret, maxAgeS) {
      const age = maxAgeS === null ? '' : `; Max-Age=${maxAgeS}`
      return `${way === 'tls' ? TLS_COOKIE : PLAIN_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Strict${way === 'tls' ? '; Secure' : ''}${age}`
    },
  }
}

/** A password, link, key or session may travel over TLS, or not leave this machine (ACCESS-8). */
export function isSecret({ way }: Client): boolean {
  return way === 'tls' || way === 'local'
}

/** By what a page of ours was loaded that asks so. Of an unnamed proxy it cannot be known; its secrets are refused in any case, with the reason. */
const SCHEMES: Readonly<Record<Way, Scheme>> = { tls: 'https', local: 'http', plain: 'http', unnamedProxy: 'any' }

/** What proxies say of those they speak for, by any of the usual names. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

function isForwarded(headers: IncomingHttpHeaders): boolean {
  return FORWARDING.some((name) => headers[name] !== undefined)
}

function proxies(list: readonly string[]): (address: string) => boolean {
  const nets = new BlockList()
  for (const entry of list) {
    const [net = '', bits] = entry.split('/')
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(net) === 0) throw new TypeError(`TRUST_PROXY: ${entry} is no address`)
    if (bits === undefined) nets.addAddress(net, family)
    else nets.addSubnet(net, Number(bits), family)
  }
  return (address) => isIP(address) !== 0 && nets.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}

function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  return authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length).trim() : null
}

function cookieOf({ cookie }: IncomingHttpHeaders, name: string): string | null {
  const part = cookie?.split(';').map((piece) => piece.trim()).find((piece) => piece.startsWith(`${name}=`))
  return part === undefined ? null : part.slice(name.length + 1)
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.at(-1) : header
}
