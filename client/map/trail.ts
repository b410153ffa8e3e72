import { LOST_AFTER_INTERVALS } from '../../shared/reading/freshness.ts'
import { fromE7, type Position } from '../../shared/reading/picture.ts'
import type { LonLatPair } from '../../shared/site/types.ts'

/** ASSUMPTION: how far back a trail shows where a team came from, ms. */
export const TRAIL_MS = 90_000
/** A trail fades in so many steps. */
export const TRAIL_STEPS = 6

/** A unit was at `place` from `at` until `until`, epoch ms. */
interface Fix {
  readonly at: number
  until: number
  readonly place: LonLatPair
}

/** The newest fixes of each unit, kept on the screen only: the trail grows from when the page was opened. */
export class Trails {
  private readonly fixes: Fix[][]

  constructor(
    units: number,
    private readonly intervalMs: number,
    /** Fixes less far apart than this, 1e-7 degrees, are no step of a trail: it would not be seen. */
    private readonly stepE7 = 0,
  ) {
    this.fixes = Array.from({ length: units }, () => [])
  }

  /** Takes a unit's newest position; one that is not newer than the last is no step. */
  take(unit: number, { lonE7, latE7, fixAt }: Position): void {
    const fixes = this.fixes[unit]
    const last = fixes?.at(-1)
    if (fixes === undefined || fixAt <= (last?.until ?? -Infinity)) return
    const place: LonLatPair = [fromE7(lonE7), fromE7(latE7)]
    if (last !== undefined && this.isNear(last.place, place) && !this.isLostBetween(last.until, fixAt)) last.until = fixAt
    else fixes.push({ at: fixAt, until: fixAt, place })
  }

  /** Begins the trail of a unit anew where the screen now shows an earlier time than it did; null for a position not known. */
  rewind(unit: number, position: Position | null): void {
    const last = this.fixes[unit]?.at(-1)
    if (last !== undefined && (position === null || position.fixAt < last.until)) this.fixes[unit] = []
  }

  /**
   * The lines to draw at `now`, by step, oldest and faintest first. Where a unit was lost in between, the trail is broken:
   * nobody knows where it went.
   */
  lines(now: number): LonLatPair[][][] {
    const steps: LonLatPair[][][] = Array.from({ length: TRAIL_STEPS }, () => [])
    for (const fixes of this.fixes) {
      while (fixes.length > 0 && now - (fixes[0]?.until ?? 0) > TRAIL_MS) fixes.shift()
      for (let i = 1; i < fixes.length; i++) this.add(steps, fixes[i - 1] as Fix, fixes[i] as Fix, now)
    }
    return steps
  }

  private add(steps: LonLatPair[][][], from: Fix, to: Fix, now: number): void {
    if (this.isLostBetween(from.until, to.at)) return
    const freshness = 1 - Math.max(0, now - to.at) / TRAIL_MS
    const step = steps[Math.min(TRAIL_STEPS - 1, Math.max(0, Math.floor(freshness * TRAIL_STEPS)))]
    const last = step?.at(-1)
    if (last !== undefined && last.at(-1) === from.place) last.push(to.place)
    else step?.push([from.place, to.place])
  }

  private isNear([lon, lat]: LonLatPair, [otherLon, otherLat]: LonLatPair): boolean {
    return Math.max(Math.abs(lon - otherLon), Math.abs(lat - otherLat)) < fromE7(this.stepE7)
  }

  private isLostBetween(from: number, to: number): boolean {
    return to - from > this.intervalMs * LOST_AFTER_INTERVALS
  }
}
