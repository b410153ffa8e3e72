import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { ErrorSchema } from '../../shared/protocol/answers.ts'
import type { Refusal, RefusalCode } from '../../shared/refusal.ts'

const CONFLICT = 409
const NOT_FOUND = 404
const FORBIDDEN = 403
export const UNPROCESSABLE = 422
export const CREATED = 201
export const OK = 200

/** Refused for where things stand, not for what was asked: sent at another time it could have been taken. */
const CONFLICTS: ReadonlySet<RefusalCode> = new Set([
  'alreadyStamped', 'commandIdReused', 'notResolved', 'alreadyResolved', 'notEnded', 'ended', 'merged', 'intoLighter', 'unchanged', 'tooMany',
  'alreadyJoined', 'alreadyTaken', 'notOwner', 'alreadyDecided', 'alreadyAcknowledged', 'alreadyDone', 'notCalledFor', 'handoverOpen',
  'notLead', 'alreadyWithdrawn',
  'alreadyPrepared', 'notPrepared', 'samePerson', 'lapsed', 'notTaken', 'alreadyCheckedIn', 'notCheckedIn',
  'notInState', 'alreadyTicked', 'notTicked', 'alreadyRunning', 'stepsOpen',
  'alreadyStarted', 'notStarted', 'alreadyPaused', 'notPaused', 'drillPaused', 'drillEnded', 'drillWithdrawn', 'drillNotEnded', 'alreadyFired', 'duplicate',
  'alreadyRaised', 'notRaised', 'alreadyShelved', 'notShelved', 'onShelf', 'raisedAgain', 'notRetirable', 'tooManySources',
  'otherMode',
])

/** Refused for who asks: somebody else could do it. */
const OTHERS: ReadonlySet<RefusalCode> = new Set(['leaderOnly', 'notAllowed'])

/** The forms errors are answered in, by status. */
export const errors = {
  400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 404: ErrorSchema, 409: ErrorSchema, 413: ErrorSchema, 414: ErrorSchema, 415: ErrorSchema, 422: ErrorSchema, 503: ErrorSchema,
}

/** The incident a path names. */
export const incidentPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) })

/** Answers a refusal: 404 for what the path names and is not there, 403 for who asks, 409 for where it stands, 422 for what was asked. */
export function refuseWith(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, answer } = refusalAnswer(refusal)
  return reply.code(status).send(answer)
}

/** The same before it is sent. */
export function refusalAnswer({ code, field, reason, first }: Refusal): { readonly status: number; readonly answer: object } {
  const status = code === 'unknown' && (field === 'id' || field === 'space') ? NOT_FOUND : OTHERS.has(code) ? FORBIDDEN : CONFLICTS.has(code) ? CONFLICT : UNPROCESSABLE
  return { status, answer: { code, field, message: reason, ...(first === undefined ? {} : { first }) } }
}
