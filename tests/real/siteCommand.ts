import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LonLat } from '../../shared/incident/types.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface SiteAnswer {
  readonly code: number | null
  readonly text: string
}

/** Runs `npm run site -- …args`, as an officer would. */
export async function runSite(...args: string[]): Promise<SiteAnswer> {
  const child = spawn('npm', ['run', '--silent', 'site', '--', ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text }
}

/** The same where only success will do. @throws Error with what it said */
export async function mustRunSite(...args: string[]): Promise<string> {
  const { code, text } = await runSite(...args)
  if (code !== 0) throw new Error(`npm run site -- ${args.join(' ')}\nended with ${code}:\n${text}`)
  return text
}

/** `--bbox` of a district that holds all these places with some room around, degrees. */
export function boxAround(places: readonly LonLat[]): string {
  const low = (axis: keyof LonLat): number => places.reduce((least, place) => Math.min(least, place[axis]), Infinity) - ROOM_DEG
  const high = (axis: keyof LonLat): number => places.reduce((most, place) => Math.max(most, place[axis]), -Infinity) + ROOM_DEG
  return [low('lon'), low('lat'), high('lon'), high('lat')].map((degrees) => degrees.toFixed(4)).join(',')
}

const ROOM_DEG = 0.02
