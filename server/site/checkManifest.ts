import { ARTICLE_LIMITS_MS, MINUTE_MS, STAGES, type Stage } from '../../shared/clock/stages.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { isHostZone } from '../../shared/site/wallClock.ts'
import { checkResponse } from './checkResponse.ts'
import type { JsonPath } from './jsonText.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'site.json'

/** Limits no looser than the article's (CLOCK-1) and in order, bounds that are bounds, a view inside them, a time zone that exists. */
export function checkManifest(pack: Pack): Problem[] {
  const { manifest } = pack
  const problem = (path: JsonPath, reason: string): Problem =>
    ({ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason })
  const problems: Problem[] = []
  for (const stage of STAGES) {
    const article = ARTICLE_LIMITS_MS[stage] / MINUTE_MS
    if (manifest.limitsMinutes[stage] > article) {
      problems.push(
        problem(['limitsMinutes', stage], `${manifest.limitsMinutes[stage]} min is looser than the promised ${article} min (CLOCK-1)`),
      )
    }
  }
  for (const [index, stage] of STAGES.entries()) {
    const before = STAGES[index - 1]
    if (before === undefined || manifest.limitsMinutes[stage] >= manifest.limitsMinutes[before]) continue
    const reason = `${manifest.limitsMinutes[stage]} min is before ${before} (${manifest.limitsMinutes[before]} min): stages end in order`
    problems.push(problem(['limitsMinutes', stage], reason))
  }
  problems.push(...checkStricter(pack, problem), ...checkResponse(pack))
  const bounds = boundsReason(manifest.bounds)
  if (bounds !== null) problems.push(problem(['bounds'], bounds))
  else if (!isWithin(manifest.bounds, manifest.view.centre)) problems.push(problem(['view', 'centre'], 'lies outside the bounds'))
  if (!isTimeZone(manifest.timeZone)) problems.push(problem(['timeZone'], 'is not an IANA time zone'))
  return problems
}

/** Limits by level and plan: each at or below the site's own, and with those in order (CLOCK-1). */
function checkStricter({ manifest }: Pack, problem: (path: JsonPath, reason: string) => Problem): Problem[] {
  const tables = Object.entries(manifest.stricterLimitsMinutes ?? {}) as [string, Record<string, Partial<Record<Stage, number>>>][]
  return tables.flatMap(([by, table]) => Object.entries(table).flatMap(([name, own]) => STAGES.flatMap((stage, index) => {
    const limit = own[stage]
    const usual = manifest.limitsMinutes[stage]
    const path = ['stricterLimitsMinutes', by, name, stage]
    if (limit !== undefined && limit > usual) return [problem(path, `${limit} min is looser than the site's ${usual} min (CLOCK-1)`)]
    const before = STAGES[index - 1]
    const earlier = before === undefined ? 0 : Math.min(own[before] ?? Infinity, manifest.limitsMinutes[before])
    return (limit ?? usual) >= earlier ? [] : [problem(path, `${limit ?? usual} min is before ${before} (${earlier} min): stages end in order`)]
  })))
}

/** Why these are no bounds; null when they are. */
export function boundsReason(bounds: readonly number[]): string | null {
  const [west, south, east, north] = bounds as [number, number, number, number]
  if (west < -180 || east > 180 || south < -90 || north > 90) return 'longitudes lie within ±180, latitudes within ±90'
  return west < east && south < north ? null : 'are west, south, east, north: west < east and south < north'
}

/** Is the place within west, south, east, north? */
export function isWithin(bounds: readonly number[], place: readonly number[] | LonLatPair): boolean {
  const [west, south, east, north] = bounds as [number, number, number, number]
  return west <= place[0]! && place[0]! <= east && south <= place[1]! && place[1]! <= north
}

function isTimeZone(name: string): boolean {
  if (isHostZone(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
