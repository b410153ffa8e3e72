import type { Site } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import type { PositionItem } from './output.ts'
import type { Ground, Plane } from './plane.ts'
import { within } from './spots.ts'
import { headingOf, paceOf, standsAt, type Walker } from './walker.ts'

/** The satellite receiver a team carries. Changed in place. */
export interface Receiver {
  readonly walker: Walker
  readonly chance: Chance
  errorM: Ground
  fixedAt: number
  nextFixAt: number
  /** Says nothing until then, epoch ms. */
  silentUntil: number
  nextSilenceAt: number
}

/** No fix lies farther from the truth than this, m. */
export const LARGEST_ERROR_M = 8
/** Ordinary error by axis, m. */
const ERROR_M = 2.4
/** The error drifts rather than jumps: it is forgotten over this time, ms. */
const ERROR_MEMORY_MS = 25_000

/** How long a receiver stays silent: between towers, in a basement, ms. */
export const SILENCE_MS = [30_000, 150_000] as const
/** One receiver falls silent about this often at speed 1, ms. */
const SILENCE_EVERY_MS = 25 * 60_000
export const MOST_SILENT = 2

/** One receiver for each walker; all report at once, then spread over the interval so that they do not come in one heap. */
export function receiversOf(walkers: readonly Walker[], chanceOf: (subject: string) => Chance, now: number, speed: number): Receiver[] {
  return walkers.map((walker) => {
    const chance = chanceOf(`receiver ${walker.unit}`)
    const errorM = { x: chance.normal() * ERROR_M, y: chance.normal() * ERROR_M }
    const nextSilenceAt = now + SILENCE_MS[0] + chance.wait(SILENCE_EVERY_MS / speed)
    return { walker, chance, errorM, fixedAt: now, nextFixAt: now, silentUntil: now, nextSilenceAt }
  })
}

/** The fixes due at `now` (epoch ms), after some receivers may have fallen silent. */
export function fixesDue(receivers: readonly Receiver[], site: Site, plane: Plane, now: number, speed: number): PositionItem[] {
  const items: PositionItem[] = []
  let silent = receivers.filter(({ silentUntil }) => silentUntil > now).length
  receivers.forEach((receiver, i) => {
    if (now >= receiver.nextSilenceAt && silent < MOST_SILENT) {
      silent += receiver.silentUntil > now ? 0 : 1
      receiver.silentUntil = now + receiver.chance.between(...SILENCE_MS)
      receiver.nextSilenceAt = receiver.silentUntil + receiver.chance.wait(SILENCE_EVERY_MS / speed)
    }
    if (now < receiver.nextFixAt) return
    const first = receiver.nextFixAt === receiver.fixedAt
    const share = first ? (i + 1) / receivers.length : 1
    receiver.nextFixAt = Math.max(receiver.nextFixAt, now - site.positionIntervalMs / 2) + share * site.positionIntervalMs
    if (receiver.silentUntil > now) return
    items.push(fix(receiver, site, plane, now, speed))
  })
  return items
}

function fix(receiver: Receiver, site: Site, plane: Plane, now: number, speed: number): PositionItem {
  const { walker, chance } = receiver
  receiver.errorM = drift(receiver.errorM, now - receiver.fixedAt, chance)
  receiver.fixedAt = now
  const truth = standsAt(walker)
  const [lon, lat] = within(site.bounds, plane.toDegrees({ x: truth.x + receiver.errorM.x, y: truth.y + receiver.errorM.y }))
  return {
    unit: walker.unit,
    lon,
    lat,
    fixAt: now,
    accuracyM: tenths(3 + Math.abs(chance.normal()) * 2),
    speedMps: tenths(paceOf(walker, speed)),
    ...(walker.moving ? { headingDeg: headingOf(walker) } : {}),
  }
}

/** A Gauss-Markov walk of the error, kept within its largest. */
function drift(errorM: Ground, sinceMs: number, chance: Chance): Ground {
  const kept = Math.exp(-sinceMs / ERROR_MEMORY_MS)
  const fresh = Math.sqrt(1 - kept * kept) * ERROR_M
  const next = { x: errorM.x * kept + fresh * chance.normal(), y: errorM.y * kept + fresh * chance.normal() }
  const scale = Math.min(1, LARGEST_ERROR_M / Math.hypot(next.x, next.y))
  return { x: next.x * scale, y: next.y * scale }
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
