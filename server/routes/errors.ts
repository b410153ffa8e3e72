import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorAnswer } from '../../shared/protocol/answers.ts'
import { AccessRefused } from '../access/refused.ts'
import type { CountInput } from '../ingest/doors.ts'
import { countedSpace } from '../ingest/spaceOf.ts'
import { JournalUnavailable } from '../ports.ts'

type Violation = NonNullable<FastifyError['validation']>[number]

const BAD_REQUEST = 400
const NOT_FOUND = 404
const UNAVAILABLE = 503
export const SERVER_ERROR = 500
/** Characters of a request's address said back to it. */
const MOST_ECHOED = 200

/** Path of the field a schema violation is about: `position.lon`, `3.status`, also for a missing or unknown key. */
export function fieldOf({ instancePath, params }: Pick<Violation, 'instancePath' | 'params'>): string {
  const path = instancePath.split('/').slice(1)
  const key = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty']
  const named = Array.isArray(params['requiredProperties']) ? params['requiredProperties'][0] : key
  return (typeof named === 'string' ? [...path, named] : path).join('.')
}

/** Every error as `{code, field, message}`: what is wrong with the request is said, what is wrong with us is only logged. */
export function answerErrors(app: FastifyInstance, count: CountInput): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const violation = telling(error.validation)
    if (violation !== undefined) {
      count(doorOf(request), 'malformed', 1, countedSpace(request))
      const where = error.validationContext === 'body' ? '' : `${error.validationContext ?? ''}.`
      return reply.code(BAD_REQUEST).send(answer('malformed', where + fieldOf(violation), violation.message ?? 'does not fit the contract'))
    }
    if (error instanceof JournalUnavailable) {
      request.log.error(error, 'a command could not be recorded')
      count(doorOf(request), 'journalUnavailable', 1, countedSpace(request))
      return reply.code(UNAVAILABLE).send(answer('journalUnavailable', '', 'could not be recorded; nothing has changed, send it again'))
    }
    const status = error.statusCode ?? SERVER_ERROR
    if (status >= SERVER_ERROR) {
      request.log.error(error)
      return reply.code(status).send(SERVER_FAILED)
    }
    count(doorOf(request), error.code ?? 'refused', 1, countedSpace(request))
    return reply.code(status).send(answer(error.code ?? 'refused', error instanceof AccessRefused ? error.field : '', error.message))
  })
  app.setNotFoundHandler((request, reply) => {
    count('http', 'noSuchRoute', 1)
    return reply.code(NOT_FOUND).send(answer('noSuchRoute', '', `${request.method} ${request.url.slice(0, MOST_ECHOED)}`))
  })
}

/** Doors are counted by the last part of their route: `reports`, `stamps`, `positions` … */
function doorOf(request: FastifyRequest): string {
  return request.routeOptions.url?.split('/').at(-1) ?? 'unknown'
}

/** The violation that says most: of alternatives, that none of them fits, rather than why the first does not. */
function telling(violations: readonly Violation[] | undefined): Violation | undefined {
  const none = violations?.find(({ keyword }) => keyword === 'anyOf')
  return none === undefined ? violations?.[0] : { ...none, message: 'must be RFC 3339 with its offset, or whole milliseconds since the epoch' }
}

/** What the router itself turns away, before there is a route to speak of: in the same form, and counted. */
export function answerRouterErrors(error: FastifyError, reply: FastifyReply, count: CountInput): void {
  count('http', error.code, 1)
  reply.code(error.statusCode ?? BAD_REQUEST).send(answer(error.code, 'url', error.message))
}

/** What is told of an error of ours: no more than that there was one. */
export const SERVER_FAILED: ErrorAnswer = { code: 'serverError', field: '', message: 'the server failed; nothing has been acknowledged' }

function answer(code: string, field: string, message: string): ErrorAnswer {
  return { code, field, message }
}
