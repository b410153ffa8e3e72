import { isIP } from 'node:net'

/** Names under which a server on this machine's loopback may be asked for. */
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Is `host` an address that only this machine can reach? */
export function isLoopback(host: string): boolean {
  return LOOPBACK_NAMES.has(host) || (isIP(host) === 4 && host.startsWith('127.'))
}

export class NotLoopback extends Error {
  override readonly name = 'NotLoopback'
  constructor(host: string) {
    super(
      `refusing to listen on ${host}: passwords and keys would cross the network readable by everybody on it. ` +
        'Put a proxy in front that speaks TLS, and name its address in TRUST_PROXY and the name it is asked by in SERVER_NAMES; ' +
        'or listen on 127.0.0.1 (the default). ' +
        `拒绝监听 ${host}：密码和密钥会在网络上明文传输。请在前面放一个提供 TLS 的代理，并设 TRUST_PROXY（代理地址）和 SERVER_NAMES（对外名称）；或使用 127.0.0.1。`,
    )
  }
}

/** @throws NotLoopback for an address that others could reach, without a proxy in front that brings TLS (ACCESS-1) */
export function assertListenable(host: string, trustedProxies: readonly string[]): void {
  if (!isLoopback(host) && trustedProxies.length === 0) throw new NotLoopback(host)
}

/** Host name of a `Host` header, without the port. */
export function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '')
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** What the page of a request was loaded by, if it is one of ours; `any` while that cannot be known. */
export type Scheme = 'http' | 'https' | 'any'

/**
 * May a request with these headers come in? A page of another site may not: neither under a foreign name (DNS rebinding)
 * nor from a foreign origin, nor with anything there that is no bare origin (ACCESS-2). `names`: what else than loopback this server is called, in small letters.
 */
export function isOwnRequest(host: string | undefined, origin: string | undefined, scheme: Scheme, names: ReadonlySet<string> = NO_NAMES): boolean {
  const name = hostName(host)
  if (!isLoopback(name) && !names.has(name.toLowerCase())) return false
  if (origin === undefined) return true
  const url = URL.canParse(origin) ? new URL(origin) : null
  return url !== null && url.origin === origin && url.host === host && isScheme(url.protocol, scheme)
}

function isScheme(protocol: string, scheme: Scheme): boolean {
  return scheme === 'any' ? protocol === 'http:' || protocol === 'https:' : protocol === `${scheme}:`
}
