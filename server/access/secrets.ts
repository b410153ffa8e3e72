import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** A secret nobody can guess: of a session, a screen, a key or a link. 256 bits, so that a plain hash keeps it. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** What is kept of a secret. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
