import { statSync, utimesSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const BEAT_EVERY_MS = 1_000
const LOOK_EVERY_MS = 250

/** Touches a file once a second, as a sign of life for those who cannot see this process. Returns a way to stop. */
export function startBeating(file: string): () => void {
  const timer = setInterval(() => beat(file), BEAT_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Is the file touched within `silenceMs` from now? False also when it goes. */
export async function isBeating(file: string, silenceMs: number): Promise<boolean> {
  const before = touchedAt(file)
  for (let waitedMs = 0; waitedMs < silenceMs; waitedMs += LOOK_EVERY_MS) {
    await delay(LOOK_EVERY_MS)
    const now = touchedAt(file)
    if (now === null || now !== before) return now !== null
  }
  return false
}

function beat(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}

function touchedAt(file: string): number | null {
  try {
    return statSync(file).mtimeMs
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
