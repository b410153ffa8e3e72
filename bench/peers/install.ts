import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pins from './pins.json' with { type: 'json' }

export type Peer = keyof typeof pins

const LOCKS = fileURLToPath(new URL('locks', import.meta.url))

/** Where peers are installed unless said otherwise. */
export const DEFAULT_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/bench-peers', import.meta.url))

/** The pinned packages of a peer with their versions. */
export function pinsOf(peer: Peer): Readonly<Record<string, string>> {
  return pins[peer]
}

/**
 * Installs a peer as its lock file says, each in a folder of its own, unless it is there already; runs no scripts of packages.
 * By `npm install`, since `npm ci` refuses what the worldmap brings along in its own package. Answers the folder.
 * @throws Error when npm fails
 */
export async function installPeer(peer: Peer, root: string): Promise<string> {
  const dir = join(root, peer)
  if (isInstalled(peer, dir)) return dir
  mkdirSync(dir, { recursive: true })
  const manifest = { name: `bench-peer-${peer}`, private: true, version: '0.0.0', dependencies: pinsOf(peer) }
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest))
  copyFileSync(join(LOCKS, `${peer}.json`), join(dir, 'package-lock.json'))
  console.log(`installing ${peer}`)
  const npm = spawn('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: dir, stdio: 'inherit' })
  const [code] = (await once(npm, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`npm ended with ${code} for ${peer}`)
  return dir
}

function isInstalled(peer: Peer, dir: string): boolean {
  return Object.entries(pinsOf(peer)).every(([name, version]) => {
    const file = join(dir, 'node_modules', name, 'package.json')
    return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === version
  })
}
