import { Type, type TSchema } from 'typebox'
import { BeatSchema, ClockSampleSchema, FactsSchema, JoinAnswerSchema, JoinSchema, LookSchema, ViewersSchema } from '../../shared/protocol/eventSchemas.ts'
import { BEAT_INTERVAL_MS, EVENTS, PROTOCOL_VERSION } from '../../shared/protocol/messages.ts'
import { CameraStatusesSchema, HeartbeatsSchema, PositionsSchema } from '../../shared/protocol/schemas.ts'
import { MQTT_TOPICS } from '../ingest/mqttTopics.ts'
import { OwnTracksLocationSchema } from '../ingest/owntracks.ts'
import { READINGS_FRAME, SOCKET } from './asyncapiTexts.ts'

/** One kind of message; `payload` names a schema of the document. */
interface Message {
  readonly name: string
  readonly title: string
  readonly payload: keyof typeof SCHEMAS
  readonly contentType?: string
}

const SCHEMAS = {
  Join: JoinSchema,
  Joined: JoinAnswerSchema,
  Facts: FactsSchema,
  Readings: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: READINGS_FRAME }),
  Beat: BeatSchema,
  Look: LookSchema,
  Viewers: ViewersSchema,
  Nothing: Type.Null(),
  ClockSample: ClockSampleSchema,
  Positions: oneOrMany(PositionsSchema),
  CameraStatuses: oneOrMany(CameraStatusesSchema),
  Heartbeats: oneOrMany(HeartbeatsSchema),
  OwnTracks: oneOrMany(Type.Array(OwnTracksLocationSchema)),
}

/** Over MQTT one item alone is taken as a list of one. */
function oneOrMany(list: TSchema & { readonly items: TSchema }): TSchema {
  return Type.Union([list, list.items])
}

const SOCKET_MESSAGES = {
  join: { name: EVENTS.join, title: '加入 A screen comes, comes back or has seen a gap', payload: 'Join' },
  joined: { name: EVENTS.joined, title: '全景或差量 What it lacks, or the whole board', payload: 'Joined' },
  factsRecorded: { name: EVENTS.factsRecorded, title: '事实 Facts, in order, without gaps', payload: 'Facts' },
  readingsMeasured: {
    name: EVENTS.readingsMeasured,
    title: '读数 Readings, newest of each, one binary frame',
    payload: 'Readings',
    contentType: 'application/octet-stream',
  },
  beatSent: { name: EVENTS.beatSent, title: `心跳 Every ${BEAT_INTERVAL_MS} ms: time, place and health of the server`, payload: 'Beat' },
  look: { name: EVENTS.look, title: '在看 A desk says which incident it looks at, on change and with each beat', payload: 'Look' },
  presenceChanged: { name: EVENTS.presenceChanged, title: '谁在看 Who looks at which incident; to desks that said what they look at', payload: 'Viewers' },
  sampleClock: { name: EVENTS.sampleClock, title: '对时 What time is it?', payload: 'Nothing' },
  clockSampled: { name: EVENTS.sampleClock, title: '对时应答 The acknowledgement of it', payload: 'ClockSample' },
} satisfies Record<string, Message>

const MQTT_MESSAGES = {
  positions: { name: 'positions', title: '位置 Positions, as POST /api/v1/positions takes them', payload: 'Positions' },
  cameraStatus: { name: 'cameraStatus', title: '摄像头状态 Camera status, as POST /api/v1/camera-status takes it', payload: 'CameraStatuses' },
  heartbeats: { name: 'heartbeats', title: '平台心跳 Signs of life of camera platforms', payload: 'Heartbeats' },
  ownTracks: { name: 'ownTracks', title: 'OwnTracks 位置 OwnTracks locations; its other messages are left unread', payload: 'OwnTracks' },
} satisfies Record<keyof typeof MQTT_TOPICS, Message>

/** The socket between server and walls and the MQTT topics the server listens to, as AsyncAPI 3.0. `host` is this server's. */
export function asyncapiDocument(host: string): object {
  return {
    asyncapi: '3.0.0',
    id: 'urn:ruyi-lake:command-wall',
    info: {
      title: '如意湖联合指挥大屏 推送与 MQTT 接入 / Ruyi Lake command wall, sockets and MQTT',
      version: String(PROTOCOL_VERSION),
      description: 'The HTTP calls are described by OpenAPI at /docs. Times are epoch ms unless said otherwise, coordinates WGS-84.',
    },
    defaultContentType: 'application/json',
    servers: {
      server: { host, protocol: 'ws', description: SOCKET },
      broker: {
        host: '{broker}',
        protocol: 'mqtt',
        description: 'The broker this server is told to listen to (MQTT_URL). QoS 1, a session that outlives a restart.',
        variables: { broker: { description: 'host:port of that broker' } },
      },
    },
    channels: { socket: socketChannel(), ...mqttChannels() },
    operations: { ...socketOperations(), ...mqttOperations() },
    components: { schemas: SCHEMAS },
  }
}

function describeMessage({ name, title, payload, contentType }: Message): object {
  return { name, title, ...(contentType === undefined ? {} : { contentType }), payload: { $ref: `#/components/schemas/${payload}` } }
}

function socketChannel(): object {
  const messages = Object.entries(SOCKET_MESSAGES).map(([key, message]) => [key, describeMessage(message)])
  const query = { type: 'object', required: ['EIO', 'transport'], properties: { EIO: { const: '4' }, transport: { const: 'websocket' } } }
  return {
    address: '/socket.io/',
    title: '大屏连接 The socket of a wall',
    servers: [{ $ref: '#/servers/server' }],
    messages: Object.fromEntries(messages) as object,
    bindings: { ws: { method: 'GET', query, bindingVersion: '0.1.0' } },
  }
}

function mqttChannels(): object {
  const channels = Object.entries(MQTT_MESSAGES).map(([key, message]) => [
    key,
    {
      ...addressOf(MQTT_TOPICS[key as keyof typeof MQTT_TOPICS]),
      title: message.title,
      servers: [{ $ref: '#/servers/broker' }],
      messages: { [message.name]: describeMessage(message) },
    },
  ])
  return Object.fromEntries(channels) as object
}

/** A topic as an address: AsyncAPI names the levels that MQTT writes as `+`. */
function addressOf(topic: string): object {
  if (topic !== MQTT_TOPICS.ownTracks) return { address: topic }
  const names = ['user', 'device']
  return {
    address: topic.replaceAll('+', () => `{${names.shift()}}`),
    parameters: { user: { description: 'OwnTracks user' }, device: { description: 'OwnTracks device' } },
  }
}

const socketMessage = (key: keyof typeof SOCKET_MESSAGES) => ({ $ref: `#/channels/socket/messages/${key}` })
const channelOf = (key: string) => ({ $ref: `#/channels/${key}` })

function socketOperations(): object {
  const over = (action: 'send' | 'receive', key: keyof typeof SOCKET_MESSAGES, answer?: keyof typeof SOCKET_MESSAGES) => ({
    action,
    title: SOCKET_MESSAGES[key].title,
    channel: channelOf('socket'),
    messages: [socketMessage(key)],
    ...(answer === undefined ? {} : { reply: { channel: channelOf('socket'), messages: [socketMessage(answer)] } }),
  })
  return {
    join: over('receive', 'join', 'joined'),
    sampleClock: over('receive', 'sampleClock', 'clockSampled'),
    look: over('receive', 'look'),
    pushPresence: over('send', 'presenceChanged'),
    pushFacts: over('send', 'factsRecorded'),
    pushReadings: over('send', 'readingsMeasured'),
    sendBeat: over('send', 'beatSent'),
  }
}

function mqttOperations(): object {
  const operations = Object.entries(MQTT_MESSAGES).map(([key, { name, title }]) => [
    `take${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    {
      action: 'receive',
      title,
      channel: channelOf(key),
      messages: [{ $ref: `#/channels/${key}/messages/${name}` }],
      bindings: { mqtt: { qos: 1, bindingVersion: '0.2.0' } },
    },
  ])
  return Object.fromEntries(operations) as object
}
