import type { Clock } from '../ports.ts'
import { createWake } from './wake.ts'

/** Looks at what time or recorded facts have brought about, one look at a time. */
export interface Looks {
  /** Looks at once, or once more after the look under way. */
  look(): void
  /** Looks no later than `at`, epoch ms. */
  expect(at: number): void
  /** Looks no more; resolves once the last look is over. */
  stop(): Promise<void>
}

export interface LooksDeps {
  readonly clock: Clock
  /** One look; it may say by `expect` when the next is due. */
  readonly pass: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/** After a look that failed, the next one comes this much later, ms. */
const RETRY_MS = 1_000

export function createLooks({ clock, pass, onError }: LooksDeps): Looks {
  const wake = createWake(clock, look)
  let under: Promise<void> | null = null
  let again = false
  let stopped = false

  async function run(): Promise<void> {
    do {
      again = false
      await pass()
    } while (again && !stopped)
  }

  function look(): void {
    if (stopped) return
    if (under !== null) {
      again = true
      return
    }
    under = run()
      .catch((error: unknown) => {
        onError(error)
        wake.expect(clock.now() + RETRY_MS)
      })
      .finally(() => {
        under = null
      })
  }

  return {
    look,
    expect: wake.expect,
    async stop() {
      stopped = true
      wake.stop()
      await under
    },
  }
}
