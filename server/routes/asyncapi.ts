import type { FastifyPluginAsync } from 'fastify'
import { asyncapiDocument } from './asyncapiDocument.ts'

export const ASYNCAPI_PATH = '/docs/asyncapi.json'

/** The contract of the sockets and of MQTT, from the schemas that validate. */
export const asyncapiRoute: FastifyPluginAsync = async (app) => {
  app.get(ASYNCAPI_PATH, { schema: { hide: true } }, (request) => asyncapiDocument(request.host))
}
