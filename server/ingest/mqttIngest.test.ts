import { describe, expect, test } from 'vitest'
import { assertBrokerUrl, BadMqttUrl, mqttClientId } from './mqttIngest.ts'

describe('the address of the broker', () => {
  test.each(['mqtt://127.0.0.1', 'mqtt://user:hush@broker:1884', 'mqtts://broker.local', 'ws://broker/mqtt', 'wss://broker'])(
    'MQTT-5 %s is one',
    (url) => expect(() => assertBrokerUrl(url)).not.toThrow(),
  )

  test.each(['broker', 'broker:1883', 'mqtt//broker', 'mqtt://', 'http://broker', 'tcp://broker', ' '])('MQTT-5 %s is none', (url) =>
    expect(() => assertBrokerUrl(url)).toThrow(BadMqttUrl),
  )

  test('MQTT-5 an address that cannot be used is not told, for the password in it', () => {
    expect(() => assertBrokerUrl('http://user:hush@broker')).toThrow(/^(?!.*hush)/)
  })
})

describe('the name of our session', () => {
  const id = mqttClientId('ruyi-lake', '/data/live')

  test('MQTT-4 is the same after a restart, and another for another store or site', () => {
    expect(mqttClientId('ruyi-lake', '/data/live')).toBe(id)
    expect(mqttClientId('ruyi-lake', '/data/demo')).not.toBe(id)
    expect(mqttClientId('other', '/data/live')).not.toBe(id)
  })

  test('MQTT-4 is one that every broker takes: 23 letters, digits and hyphens at most', () => {
    expect(id).toMatch(/^[0-9a-z-]{1,23}$/)
  })
})
