import { hash, verify } from '@node-rs/argon2'
import { AccessRefused } from './refused.ts'

/** ASSUMPTION: with a lock after five failures, length does more than rules about characters. */
export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 256
/** Checked at once and waiting: a check takes 19 MiB and a thread, so that a crowd of strangers must not take them all. */
const AT_ONCE = 2
const MOST_WAITING = 32

/** argon2id (the package's default) with the parameters of OWASP's sheet: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Checks and makes what is kept of passwords, a few at a time. */
export interface Passwords {
  /** Do as many wait as may? */
  readonly busy: boolean
  /** @throws AccessRefused `weakPassword` below 12 characters or above 256 */
  hash(password: string): Promise<string>
  /** `kept` null for an account without one: takes as long and is false. @throws AccessRefused `busy` when too many wait */
  verify(kept: string | null, password: string): Promise<boolean>
}

export function createPasswords(): Passwords {
  let running = 0
  const waiting: (() => void)[] = []
  let nobodys: Promise<string> | null = null

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw busyNow()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }

  return {
    get busy() {
      return waiting.length >= MOST_WAITING
    },
    async hash(password) {
      if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
        throw new AccessRefused('weakPassword', 'password', `a password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`)
      }
      return inTurn(() => hash(password, COST))
    },
    verify: (kept, password) => inTurn(async () => {
      nobodys ??= hash('nobody has this password', COST)
      const stranger = await nobodys
      const right = await verify(kept ?? stranger, password)
      return right && kept !== null
    }),
  }
}

export function busyNow(): AccessRefused {
  return new AccessRefused('busy', '', 'too many sign in at this moment; try again')
}
