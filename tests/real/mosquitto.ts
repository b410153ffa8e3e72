import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian puts what only root is expected to start. */
const FURTHER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin']

const PACKAGES = { mosquitto: 'mosquitto', mosquitto_pub: 'mosquitto-clients' } as const

export class MosquittoMissing extends Error {
  override readonly name = 'MosquittoMissing'
}

/** @throws MosquittoMissing naming the Debian package that has it */
export function findMosquitto(program: keyof typeof PACKAGES): string {
  const folders = [...(process.env['PATH'] ?? '').split(':').filter((folder) => folder !== ''), ...FURTHER_FOLDERS]
  const found = folders.map((folder) => join(folder, program)).find(isProgram)
  if (found === undefined) throw new MosquittoMissing(`${program} is not installed: apt-get install ${PACKAGES[program]}`)
  return found
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export interface Broker {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
}

const STARTED = /mosquitto version \S+ running/

/**
 * Debian's broker on a free port of this machine. It queues without limit, so that what a slow reader has not taken yet
 * is not dropped by the broker.
 * @throws MosquittoMissing
 */
export async function startMosquitto(): Promise<Broker> {
  const program = findMosquitto('mosquitto')
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'mosquitto-'))
  const config = join(folder, 'mosquitto.conf')
  await writeFile(config, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nmax_queued_messages 0\nlog_dest stderr\n`)
  const child = spawn(program, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (STARTED.test(said)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}:\n${said}`)))
    child.once('error', reject)
  })
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Publishes each message with a real `mosquitto_pub` at QoS 1; resolves once the broker has acknowledged them all. */
export async function publish(broker: Broker, topic: string, messages: readonly unknown[]): Promise<void> {
  const args = ['-h', '127.0.0.1', '-p', String(broker.port), '-t', topic, '-q', '1', '-l']
  const child = spawn(findMosquitto('mosquitto_pub'), args, { stdio: ['pipe', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  child.stdin.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error(`mosquitto_pub ended with ${code}: ${said}`)
}
