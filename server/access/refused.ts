/** Why somebody was not let in, or something about accounts was not done; each is answered and counted under its code. */
const STATUS = {
  notSignedIn: 401, wrongCredentials: 401, codeNeeded: 401, usedLink: 401, locked: 429, busy: 429, notAllowed: 403, plainHttp: 403,
  unknown: 404, taken: 409, lastAdministrator: 409, needsPassword: 409, weakPassword: 422, personal: 422, needsUnit: 422, needsDepartment: 422,
} as const

export type AccessCode = keyof typeof STATUS

/** Refused by the rules of access: nothing has changed but the count of failures. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused'
  readonly statusCode: number
  constructor(readonly code: AccessCode, readonly field: string, message: string) {
    super(message)
    this.statusCode = STATUS[code]
  }
}

/** Said to whoever sent a secret where others could read it (ACCESS-8). */
export const OVER_PLAIN_HTTP =
  'passwords, links, keys and sessions travel over TLS only: what was sent could be read on its way and was not taken; use https://, and have a key that was sent so revoked'

/** The same to whoever came by a proxy on this machine that the settings do not name; also said once in the log. */
export const UNNAMED_PROXY =
  'this came through a proxy on the server that TRUST_PROXY does not name: no password, link, key or session is taken from it. ' +
  'Set TRUST_PROXY to its address (127.0.0.1 for one on the same machine), SERVER_NAMES to the name it is asked by, and have it send X-Forwarded-For and X-Forwarded-Proto'
