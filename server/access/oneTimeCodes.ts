import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
/** Steps to either side that a phone's clock may be off. */
const WINDOW = 1

/** A new secret for an authenticator, base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** What an authenticator scans. */
export function totpUri(secret: string, account: string): string {
  return totpOf(secret, account).toString()
}

/**
 * The step a code is right for (RFC 6238), one step early or late allowed; null for a wrong one and for one not after
 * `usedStep`: a code seen over a shoulder is of no use (ACCESS-7).
 */
export function stepOf(secret: string, code: string, now: number, usedStep: number): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: WINDOW })
  if (delta === null) return null
  const step = TOTP.counter({ period: PERIOD_S, timestamp: now }) + delta
  return step > usedStep ? step : null
}

/** The code an authenticator shows at `now`. */
export function codeAt(secret: string, now: number): string {
  return totpOf(secret, '').generate({ timestamp: now })
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Ruyi Lake command wall', label, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6 })
}
