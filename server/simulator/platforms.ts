import type { PlatformId } from '../../shared/ids.ts'
import { LOST_AFTER_INTERVALS } from '../../shared/reading/freshness.ts'
import type { Site } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import type { HeartbeatItem } from './output.ts'

/** An upstream video platform: it beats, and tells the status of the cameras behind it. Changed in place. */
export interface PlatformState {
  readonly id: PlatformId
  readonly heartbeatMs: number
  nextBeatAt: number
  /** When it sends the status of all its cameras again, whether they changed or not. */
  nextListAt: number
  /** Down until then, epoch ms; null while it is up. */
  downUntil: number | null
}

/** All of them, and when one fails next. Changed in place. */
export interface Platforms {
  readonly states: readonly PlatformState[]
  readonly chance: Chance
  nextOutageAt: number
}

/** What platforms say at one moment: signs of life, and which of them send their whole list. */
export interface PlatformNews {
  readonly heartbeats: readonly HeartbeatItem[]
  readonly listing: ReadonlySet<PlatformId>
}

const LIST_EVERY_MS = 5 * 60_000
/** Somewhere a platform fails about this often at speed 1, ms; one at a time. */
const OUTAGE_EVERY_MS = 12 * 60_000
const FIRST_OUTAGE_MS = [100_000, 220_000] as const
/** How long it stays down, in real time at any speed, ms; longer where its heartbeat is so slow that nobody would notice. */
export const OUTAGE_MS = [60_000, 240_000] as const
/** An outage lasts at least this much longer than the silence by which it is noticed, ms. */
const NOTICED_FOR_MS = 30_000
/** The rest falls silent without a word. */
const SAYS_SO_SHARE = 0.35

export function platformsOf(site: Site, chance: Chance, now: number, speed: number): Platforms {
  const states = site.platforms.map(({ id, heartbeatMs }, i) => ({
    id,
    heartbeatMs,
    nextBeatAt: now,
    nextListAt: now + LIST_EVERY_MS * (1 + i / site.platforms.length),
    downUntil: null,
  }))
  return { states, chance, nextOutageAt: now + chance.between(...FIRST_OUTAGE_MS) / speed }
}

/** What the platforms say at `now` (epoch ms). */
export function hearPlatforms(platforms: Platforms, now: number, speed: number): PlatformNews {
  const heartbeats: HeartbeatItem[] = []
  const listing = new Set<PlatformId>()
  for (const state of platforms.states) if (comeBack(state, now)) listing.add(state.id)
  const lastWord = breakDown(platforms, now, speed)
  if (lastWord !== null) heartbeats.push(lastWord)
  for (const state of platforms.states) {
    if (state.downUntil !== null) continue
    if (now >= state.nextBeatAt) {
      state.nextBeatAt = Math.max(state.nextBeatAt, now - state.heartbeatMs / 2) + state.heartbeatMs
      heartbeats.push({ upstream: state.id, at: now, status: 'up' })
    }
    if (now < state.nextListAt) continue
    state.nextListAt = now + LIST_EVERY_MS
    listing.add(state.id)
  }
  return { heartbeats, listing }
}

function comeBack(state: PlatformState, now: number): boolean {
  if (state.downUntil === null || now < state.downUntil) return false
  state.downUntil = null
  state.nextBeatAt = now
  return true
}

function breakDown(platforms: Platforms, now: number, speed: number): HeartbeatItem | null {
  if (now < platforms.nextOutageAt) return null
  const { chance } = platforms
  platforms.nextOutageAt = now + chance.wait(OUTAGE_EVERY_MS / speed)
  const state = platforms.states.some(({ downUntil }) => downUntil !== null) ? null : chance.pick(platforms.states)
  if (state === null) return null
  const noticedMs = state.heartbeatMs * LOST_AFTER_INTERVALS + NOTICED_FOR_MS
  state.downUntil = now + Math.max(noticedMs, chance.between(...OUTAGE_MS))
  return chance.happens(SAYS_SO_SHARE) ? { upstream: state.id, at: now, status: 'down' } : null
}
