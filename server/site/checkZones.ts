import { isWithin } from './checkManifest.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import { pairOf } from './packPoints.ts'
import type { Problem } from './problem.ts'

/** Zones lie within the bounds, and no two have one name (CROWD-1); ids are `checkIds`'s. */
export function checkZones({ manifest: { zones = [], bounds }, lineOf }: Pack): Problem[] {
  const told = (path: JsonPath, reason: string): Problem => ({ file: 'site.json', line: lineOf('site.json', path), field: describePath(path), reason })
  return zones.flatMap(({ name, centre }, i) => [
    ...(isWithin(bounds, pairOf(centre)) ? [] : [told(['zones', i, 'centre'], `${centre[0]}, ${centre[1]} lies outside the site's bounds`)]),
    ...(zones.findIndex((other) => other.name.zh === name.zh) < i ? [told(['zones', i, 'name'], `“${name.zh}” is another zone already`)] : []),
  ])
}
