/** Counts what was shown and what was not, and says each as it happens. */
export interface Tally {
  /** Runs one check; what it throws is why it failed. What it resolves with is said beside it. */
  check(title: string, run: () => Promise<string | void>): Promise<boolean>
  /** Runs what holds checks of its own; only what keeps them from being made counts as one failure. */
  group(title: string, run: () => Promise<void>): Promise<void>
  skip(title: string, why: string): void
  readonly failed: number
  /** `N passed, N failed`, and how many were skipped when any were. */
  sum(): string
}

export function createTally(say: (line: string) => void): Tally {
  let passed = 0
  let failed = 0
  let skipped = 0
  const fail = (title: string, error: unknown): void => {
    failed += 1
    say(`FAIL  ${title}\n      ${(error instanceof Error ? error.message : String(error)).replaceAll('\n', '\n      ')}`)
  }
  return {
    async check(title, run) {
      try {
        const found = await run()
        passed += 1
        say(`ok    ${title}${typeof found === 'string' ? `: ${found}` : ''}`)
        return true
      } catch (error) {
        fail(title, error)
        return false
      }
    },
    async group(title, run) {
      try {
        await run()
      } catch (error) {
        fail(title, error)
      }
    },
    skip(title, why) {
      skipped += 1
      say(`skip  ${title}: ${why}`)
    },
    get failed() {
      return failed
    },
    sum: () => `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`,
  }
}

const LOOK_EVERY_MS = 50

/**
 * Resolves with what `look` finds, asked again until it finds something.
 * @throws Error that names `what` after `withinMs`
 */
export async function until<T>(what: string, withinMs: number, look: () => Promise<T | null>): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** @throws Error with both when they differ */
export function assertSame(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: expected ${b?.slice(0, MOST_SAID)}, found ${a?.slice(0, MOST_SAID)}`)
}

/** A failure says this much of each side, characters. */
const MOST_SAID = 300
