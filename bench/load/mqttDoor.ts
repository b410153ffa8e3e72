import type { Aedes } from 'aedes'
import { MQTT_TOPICS } from '../../server/ingest/mqttTopics.ts'
import { startBroker } from '../../tests/support/broker.ts'
import { positionOf, statusOf } from './items.ts'
import type { Update } from './workload.ts'

/** A broker in this process, by which one server is told updates. */
export interface MqttDoor {
  readonly url: string
  /** Resolves when the server listens to all of our topics. */
  listenedTo(): Promise<void>
  /** Publishes each update as a message of its own, at most once (QoS 0); nobody answers. */
  publish(updates: readonly Update[]): Promise<void>
  close(): Promise<void>
}

export async function openMqttDoor(): Promise<MqttDoor> {
  const { url, aedes, stop } = await startBroker()
  const wanted = new Set<string>(Object.values(MQTT_TOPICS))
  const heard = new Promise<void>((resolve) => {
    aedes.on('subscribe', (subscriptions) => {
      for (const { topic } of subscriptions) wanted.delete(topic)
      if (wanted.size === 0) resolve()
    })
  })
  return {
    url,
    listenedTo: () => heard,
    async publish(updates) {
      await Promise.all(updates.map((update) => publishOne(aedes, update)))
    },
    close: stop,
  }
}

function publishOne(aedes: Aedes, update: Update): Promise<void> {
  const [topic, item] = update.kind === 'position' ? [MQTT_TOPICS.positions, positionOf(update)] : [MQTT_TOPICS.cameraStatus, statusOf(update)]
  return new Promise((resolve, reject) => {
    aedes.publish({ cmd: 'publish', topic, payload: Buffer.from(JSON.stringify(item)), qos: 0, retain: false, dup: false }, (error) => (error ? reject(error) : resolve()))
  })
}
