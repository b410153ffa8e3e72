import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { EVENTS } from '../../shared/protocol/messages.ts'
import { MQTT_TOPICS } from '../ingest/mqttTopics.ts'
import { asyncapiDocument } from './asyncapiDocument.ts'
import { docsPages, openApi } from './docs.ts'

type Json = { readonly [key: string]: Json } & { readonly [index: number]: Json }

const document = JSON.parse(JSON.stringify(asyncapiDocument('127.0.0.1:8080'))) as Json

function valuesOf(part: Json | undefined): Json[] {
  return Object.values(part ?? {})
}

function refsIn(part: unknown): string[] {
  if (part === null || typeof part !== 'object') return []
  return Object.entries(part).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : refsIn(value)))
}

function resolve(ref: string): unknown {
  return ref.slice('#/'.length).split('/').reduce<Json | undefined>((part, key) => part?.[key], document)
}

test('DOCS-1 every event of the socket is a message of the description', () => {
  const names = valuesOf(document['channels']?.['socket']?.['messages']).map(({ name }) => name)
  expect(new Set(names)).toEqual(new Set(Object.values(EVENTS)))
})

test('DOCS-1 every topic we listen to is an address of the description', () => {
  const addresses = valuesOf(document['channels']).map(({ address }) => String(address).replaceAll(/\{\w+\}/g, '+'))
  expect(addresses).toEqual(expect.arrayContaining(Object.values(MQTT_TOPICS)))
  expect(addresses).toHaveLength(Object.values(MQTT_TOPICS).length + 1)
})

test('DOCS-1 the description has what AsyncAPI 3.0 requires, and all it points at is there', () => {
  expect(document['asyncapi']).toBe('3.0.0')
  expect(document['info']).toMatchObject({ title: expect.any(String) as string, version: expect.any(String) as string })
  for (const { host, protocol } of valuesOf(document['servers'])) expect([typeof host, typeof protocol]).toEqual(['string', 'string'])
  for (const operation of valuesOf(document['operations'])) {
    expect(['send', 'receive']).toContain(operation['action'])
    const channel = String(operation['channel']?.['$ref'])
    for (const message of valuesOf(operation['messages'])) expect(String(message['$ref'])).toMatch(new RegExp(`^${channel}/messages/`))
  }
  const refs = refsIn(document)
  expect(refs.length).toBeGreaterThan(0)
  expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([])
})

test('DOCS-1 every message is sent or received by an operation', () => {
  const used = new Set(refsIn(document['operations']))
  const messages = Object.entries(document['channels'] ?? {}).flatMap(([channel, { messages: all }]) =>
    Object.keys(all ?? {}).map((message) => `#/channels/${channel}/messages/${message}`),
  )
  expect(messages.filter((message) => !used.has(message))).toEqual([])
})

test('DOCS-1 it is served beside the OpenAPI description, which links it', async () => {
  const app = Fastify()
  await app.register(openApi, { demo: true })
  await app.register(docsPages)
  const served = await app.inject({ url: '/docs/asyncapi.json', headers: { host: '127.0.0.1:9' } })
  expect(served.json<Json>()['servers']?.['server']?.['host']).toBe('127.0.0.1:9')
  const openapi = await app.inject('/docs/json')
  expect(openapi.json<{ info: { description: string } }>().info.description).toContain('/docs/asyncapi.json')
  await app.close()
})

test.each([true, false])('DEMO-1 the interface page says demo exactly when it is one (%s)', async (demo) => {
  const app = Fastify()
  await app.register(openApi, { demo })
  await app.register(docsPages)
  const { info } = (await app.inject('/docs/json')).json<{ info: { title: string } }>()
  expect(info.title.includes('DEMO')).toBe(demo)
  await app.close()
})
