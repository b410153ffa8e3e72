import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { endWithUs } from './endWithUs.ts'
import { grantsIn, type Grants } from './grants.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** The server bundled as `npm run build` does it, in a folder of its own beside the packages it needs. */
export interface BuiltServer {
  readonly main: string
  remove(): Promise<void>
}

export async function buildServer(): Promise<BuiltServer> {
  const cache = join(ROOT, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'server-'))
  await run('npm', ['run', '--silent', 'build:server', '--', `--outdir=${join(folder, 'dist', 'server')}`], { cwd: ROOT })
  return { main: join(folder, 'dist', 'server', 'main.js'), remove: () => rm(folder, { recursive: true }) }
}

/** What `npm run build` made, page and all. */
export const PROJECT_BUILD = { main: join(ROOT, 'dist', 'server', 'main.js') }

/** What starts a server's file as it is started in earnest: for `spawn`, with options of node before the file and arguments after it. */
export function startedBy(...args: readonly string[]): { readonly command: string; readonly args: readonly string[]; readonly env: Record<string, string> } {
  return { command: 'sh', args: [join(ROOT, 'server', 'start.sh'), ...args], env: { NODE: process.execPath } }
}

/** A data folder of its own, and how to remove it. */
export async function dataFolder(): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'wall-data-'))
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) }
}

/** The real server as a process of its own. */
export interface ServerProcess {
  readonly grants: Grants
  readonly url: string
  /** What it has printed so far. */
  readonly said: () => string
  readonly pid: number
  /** Ends it with SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Ends it in good order. Answers its exit code. */
  stop(): Promise<number | null>
}

/**
 * Starts a built server over `dataDir` on a free port, without the simulator unless `env` says so. `nodeArgs`: options of node.
 * @throws Error with what it printed when it ends before it listens
 */
export async function startServerProcess(
  { main }: Pick<BuiltServer, 'main'>, dataDir: string, env: Record<string, string> = {}, nodeArgs: readonly string[] = [],
): Promise<ServerProcess> {
  const grants = await grantsIn(dataDir, env['SIMULATOR'] === 'on')
  const start = startedBy(...nodeArgs, main)
  const child = spawn(start.command, start.args, {
    env: {
      ...process.env, ...start.env, SITE: join(ROOT, 'sites', 'ruyi-lake'), SIMULATOR: 'off', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn',
      MQTT_URL: '', ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const forget = endWithUs([child.pid!])
  const ended = once(child, 'exit').finally(forget)
  const { url, said } = await listening(child)
  const endWith = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await ended
    }
    return child.exitCode
  }
  return { grants, url, said, pid: child.pid!, kill: async () => void (await endWith('SIGKILL')), stop: () => endWith('SIGTERM') }
}

function listening(child: ChildProcess): Promise<{ readonly url: string; readonly said: () => string }> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString()
      const url = /(http:\/\/127\.0\.0\.1:\d+)\/wall/.exec(said)?.[1]
      if (url !== undefined) resolve({ url, said: () => said })
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
}
