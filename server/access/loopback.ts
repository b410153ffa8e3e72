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
      `refusing to listen on ${host}: there are no accounts yet, so whoever can reach the server could report and stamp incidents. ` +
        'Listen on 127.0.0.1 (the default) until accounts are there. ' +
        `拒绝监听 ${host}：账号体系尚未启用，凡能连上的人都能报事、打点；请使用 127.0.0.1。`,
    )
  }
}

/** @throws NotLoopback for any address that others could reach (ACCESS-1) */
export function assertLoopback(host: string): void {
  if (!isLoopback(host)) throw new NotLoopback(host)
}

/** Host name of a `Host` header, without the port. */
export function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '')
}

const NO_NAMES: ReadonlySet<string> = new Set()

/**
 * May a request with these headers come in? A page of another site may not: neither under a foreign name (DNS rebinding)
 * nor from a foreign origin (ACCESS-2). `names`: what else than loopback this server is called, in small letters.
 */
export function isOwnRequest(host: string | undefined, origin: string | undefined, names: ReadonlySet<string> = NO_NAMES): boolean {
  const name = hostName(host)
  if (!isLoopback(name) && !names.has(name.toLowerCase())) return false
  if (origin === undefined) return true
  const url = URL.canParse(origin) ? new URL(origin) : null
  return url !== null && url.host === host
}
