import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { lazyCompilers } from './lazyCompilers.ts'

const ANSWER = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false }

function serverWith(body: object, response: object = ANSWER) {
  const app = Fastify({ schemaController: { compilersFactory: lazyCompilers() } })
  app.post('/', { schema: { body, response: { 200: response } } }, async () => ({ n: 1, more: 'left out' }))
  return app
}

it('INPUT-1: what does not fit is refused with its place, and what does is answered, however often', async () => {
  const app = serverWith({ type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] })
  const post = async (payload: object) => {
    const { statusCode, payload: text } = await app.inject({ method: 'POST', url: '/', payload })
    return [statusCode, statusCode === 200 ? text : (JSON.parse(text) as { message: string }).message]
  }
  expect([await post({ a: 'x' }), await post({ a: 1 }), await post({}), await post({ a: 2 })]).toEqual([
    [400, 'body/a must be integer'], [200, '{"n":1}'], [400, "body must have required property 'a'"], [200, '{"n":1}'],
  ])
})

it('a schema is compiled when it is first needed, not before', async () => {
  const app = serverWith({ type: 'no such type' })
  await app.ready()
  expect((await app.inject({ method: 'POST', url: '/', payload: {} })).statusCode).toBe(500)
})
