import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { factsOf } from './builders.ts'
import type { Place, StoreEngine } from './storeEngine.ts'

/** Acknowledged calls after which each round is killed. */
const ROUNDS = [1, 17, 60, 150, 5, 300]
const ROUND_TIMEOUT_MS = 20_000

/** Runs an appender until it has acknowledged `calls` calls, kills it, and answers the last fact it acknowledged at all. */
async function appendAndKill(place: Place, calls: number): Promise<number> {
  const child = place.startAppender()
  const said: string[] = []
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()))
  let acknowledged = 0
  let heard = 0
  for await (const line of createInterface({ input: child.stdout! })) {
    acknowledged = Math.max(acknowledged, Number(line))
    heard += 1
    if (heard === calls) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode, said.join('')).toBe('SIGKILL')
  return acknowledged
}

/** What every engine's journal keeps when its process is killed (LOG-1, JOURNAL-2). */
export function journalCrashContract(engine: StoreEngine): void {
  describe(`${engine.name}: killed in the middle of appends`, { timeout: ROUND_TIMEOUT_MS * ROUNDS.length }, () => {
    it(`LOG-1: nothing acknowledged is lost in ${ROUNDS.length} kills, the chain holds, no gap`, async () => {
      const place = engine.place()
      for (const calls of ROUNDS) {
        const acknowledged = await appendAndKill(place, calls)
        const store = await place.open()
        const { seq } = store.journal
        expect(seq).toBeGreaterThanOrEqual(acknowledged)
        expect(await store.journal.verify()).toEqual({ facts: seq, brokenAt: null })
        expect(await store.journal.readAfter(0, seq + 1)).toEqual(factsOf(1, seq))
        await store.close()
      }
      place.remove()
    })
  })
}
