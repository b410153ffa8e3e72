import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STARTED = /Wall\s+(http:\/\/\S+)\/wall/
const START_WITHIN_MS = 60_000

/** The built server as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  readonly url: string
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  readonly output: () => string
  /** Sends a signal and resolves once the process has ended. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** A data folder of its own, and how to remove it. */
export async function dataFolder(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'wall-data-'))
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

/**
 * Starts `dist/server/main.js` with these settings on a free port and resolves once it says where to look.
 * @throws Error with what it printed when it ends first or takes longer than a minute
 */
export async function startServerProcess(settings: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    cwd: settings['DATA_DIR'] ?? ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => fail('did not start in time'), START_WITHIN_MS)
    const fail = (why: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`the server ${why}:\n${printed}`))
    }
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString()
      const found = STARTED.exec(printed)?.[1]
      if (found === undefined) return
      clearTimeout(timer)
      resolve(found)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => fail(`ended with ${code}`))
  })
  return {
    url,
    child,
    output: () => printed,
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}
