import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endWithUs } from '../../tests/support/endWithUs.ts'
import { startedBy } from '../../tests/support/serverProcess.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const OUT = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url))

export interface BundledServer {
  readonly pid: number
  readonly url: string
  stop(): Promise<void>
}

/**
 * Bundles a server of this folder as the product is bundled and starts it, as the product is started, in a process of its own; it says `listening PORT`.
 * @throws Error with what it said when it ends before that
 */
export async function startBundled(name: string, args: readonly string[]): Promise<BundledServer> {
  await mkdir(OUT, { recursive: true })
  const outfile = join(OUT, `${name}.js`)
  await build({
    entryPoints: [join(HERE, `${name}.ts`)], bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', outfile, logLevel: 'warning',
  })
  const start = startedBy(outfile, ...args)
  const child = spawn(start.command, start.args, { env: { ...process.env, ...start.env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const forget = endWithUs([child.pid!])
  const port = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      const port = /listening (\d+)/.exec(said)?.[1]
      if (port !== undefined) resolve(port)
    })
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}: ${said}`)))
  })
  return {
    pid: child.pid!,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      forget()
    },
  }
}
