import type { FastifyInstance } from 'fastify'
import { isUtf8 } from 'node:buffer'

const UNREADABLE = 400

/** A body that is not UTF-8, whatever it declares: read otherwise, its words would be lost for good. */
class NotUtf8 extends Error {
  readonly statusCode = UNREADABLE
  readonly code = 'notUtf8'
}

/**
 * JSON bodies are UTF-8 and nothing else (INPUT-1); what is no UTF-8 is refused instead of being recorded mutilated. Keys
 * like `__proto__` are looked for by no scan of the text: every body here has a closed schema, which refuses them like any
 * other unknown key.
 */
export function readJsonStrictly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('ignore', 'ignore')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) parse(request, body.toString('utf8'), done)
    else done(new NotUtf8('the body is not UTF-8'))
  })
}
