import { Compile } from 'typebox/compile'
import type { JoinRequest } from '../../shared/protocol/messages.ts'
import { JoinRequestSchema } from '../../shared/protocol/schemas.ts'

const checker = Compile(JoinRequestSchema)

/** What a screen said when it came, checked; null for anything else. */
export function parseJoin(request: unknown): JoinRequest | null {
  return checker.Check(request) ? request : null
}
