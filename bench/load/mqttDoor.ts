import { Aedes } from 'aedes'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { MQTT_TOPICS } from '../../server/ingest/mqttTopics.ts'
import { positionOf, statusOf } from './items.ts'
import type { Update } from './workload.ts'

/** A broker in this process, to which a source publishes and a server listens. */
export interface MqttDoor {
  readonly url: string
  /** Resolves when a server listens to all of our topics. */
  listenedTo(): Promise<void>
  /** Publishes each update as a message of its own, at most once (QoS 0); nobody answers. */
  publish(updates: readonly Update[]): Promise<void>
  close(): Promise<void>
}

/** What is published is not made a message of MQTT anew for each server: one broker carries what one source sends. */
export async function openMqttDoor(): Promise<MqttDoor> {
  const aedes = await Aedes.createBroker()
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    aedes.handle(socket)
  })
  const wanted = new Set<string>(Object.values(MQTT_TOPICS))
  const heard = new Promise<void>((resolve) => {
    aedes.on('subscribe', (subscriptions) => {
      for (const { topic } of subscriptions) wanted.delete(topic)
      if (wanted.size === 0) resolve()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    listenedTo: () => heard,
    publish: (updates) => Promise.all(updates.map((update) => publishOne(aedes, update))).then(() => undefined),
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => aedes.close(() => done()))
    },
  }
}

function publishOne(aedes: Aedes, update: Update): Promise<void> {
  const [topic, item] = update.kind === 'position' ? [MQTT_TOPICS.positions, positionOf(update)] : [MQTT_TOPICS.cameraStatus, statusOf(update)]
  return new Promise((resolve, reject) => {
    aedes.publish({ cmd: 'publish', topic, payload: Buffer.from(JSON.stringify(item)), qos: 0, retain: false, dup: false }, (error) => (error ? reject(error) : resolve()))
  })
}
