import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endWithUs } from '../../tests/support/endWithUs.ts'

/** How a peer's process is started. */
export interface Start {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** A folder of its own for everything it writes; goes with it. */
  readonly scratch: string
  /** What it prints when it takes load. */
  readonly ready: RegExp
  /** A socket it is handed as its third file, listening already. */
  readonly listening?: number
}

export interface PeerProcess {
  readonly pid: number
  stop(): Promise<void>
}

/** A peer that says nothing of being ready for so long does not come up. */
const READY_WITHIN_MS = 60_000
/** Of what it printed, so much is told when it does not come up. */
const TOLD_CHARACTERS = 4_000

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bench-peer-'))
}

/** Starts a peer on this same Node with nothing of our environment but the path. @throws Error with what it printed */
export async function startPeer({ args, env, scratch, ready, listening }: Start): Promise<PeerProcess> {
  const child = spawn(process.execPath, args, {
    cwd: scratch,
    env: { PATH: process.env['PATH'] ?? '', HOME: scratch, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(listening === undefined ? [] : [listening])],
  })
  const ended = once(child, 'exit')
  const forget = endWithUs([child.pid!], scratch)
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    forget()
    rmSync(scratch, { recursive: true, force: true })
  }
  const said = new Promise<void>((resolve, reject) => {
    let printed = ''
    const timer = setTimeout(() => reject(new Error(`not ready in time: ${printed}`)), READY_WITHIN_MS)
    const hear = (part: Buffer): void => {
      printed = (printed + part.toString()).slice(-TOLD_CHARACTERS)
      if (ready.test(printed)) {
        clearTimeout(timer)
        resolve()
      }
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    void ended.then(() => reject(new Error(`ended: ${printed}`)))
  })
  await said.catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { pid: child.pid!, stop }
}

/** A server that listens on a free port of the loopback. */
export async function listenOnLoopback(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** A port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { server, port } = await listenOnLoopback()
  server.close()
  await once(server, 'close')
  return port
}
