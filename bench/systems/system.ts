import type { Update } from '../load/workload.ts'

/** Told when a screen's state of a thing has become as new as `at` (epoch ms). Called once a frame and thing. */
export type Hear = (screen: number, key: number, at: number) => void

export interface Screens {
  /** Bytes that came over all sockets since they opened, as they travelled. */
  readonly bytes: () => number
  /** Newest `at` each screen holds, by key; 0 for never. */
  readonly newest: (screen: number) => Float64Array
  /** Screens whose state differs from the server's own in any value; left out by systems that do not say what they hold. */
  readonly different?: () => Promise<number>
  close(): Promise<void>
}

/** A system under load, in processes of its own. */
export interface Running {
  /** Processes whose time on a CPU counts, all threads of each. */
  readonly pids: readonly number[]
  /** Offers updates by the system's own door as one call; resolves when the system has taken them. @throws when it refuses any */
  offer(updates: readonly Update[]): Promise<void>
  /** Opens screens; resolves when all of them have what is known so far. */
  connect(screens: number, hear: Hear): Promise<Screens>
  stop(): Promise<void>
}

/** Something that takes updates in and shows them to screens: ours, a baseline, a peer. */
export interface System {
  readonly name: string
  start(): Promise<Running>
}
