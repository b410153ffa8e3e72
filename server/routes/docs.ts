import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { ASYNCAPI_PATH, asyncapiRoute } from './asyncapi.ts'

/** The HTTP contract as OpenAPI, from the schemas that validate: of all routes registered after this. */
export const openApi = fp(async (app, { demo }: { readonly demo: boolean }) => {
  await app.register(swagger, {
    openapi: {
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: '来源密钥 A source’s key: npm run admin -- key:add' },
          session: { type: 'apiKey', in: 'cookie', name: 'ruyi', description: '登录或大屏链接之后 After signing in, or a wall’s link' },
        },
      },
      security: [{ key: [] }, { session: [] }],
      info: {
        title: `如意湖联合指挥大屏 接入接口 / Ruyi Lake command wall, ingest${demo ? ' · 演示（模拟数据） DEMO (simulated)' : ''}`,
        version: '1',
        description:
          'Every 4xx answers {code, field, message}. Coordinates are WGS-84 unless `crs` says otherwise; times RFC 3339 with offset or epoch ms. ' +
          `推送与 MQTT The sockets and the MQTT topics: [AsyncAPI](${ASYNCAPI_PATH}).`,
      },
    },
  })
})

/** `/docs`: the contracts to read. Everything they show is served from here. */
export const docsPages: FastifyPluginAsync = async (app) => {
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
  await app.register(asyncapiRoute)
}
