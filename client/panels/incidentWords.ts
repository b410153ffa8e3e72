import type { Incident } from '../../shared/incident/types.ts'
import type { UnitId } from '../../shared/ids.ts'

/** The part of its number people say on the radio: `1123-019` of `20261123-019`. */
export function shortNumber(number: string): string {
  return number.length > 'YYYY'.length ? number.slice('YYYY'.length) : number
}

/** Units that stamped any stage, in the order of their first stamp; null stands for headquarters. */
export function unitsAtWork(incident: Incident): (UnitId | null)[] {
  const stamps = Object.values(incident.stamps).flat().sort((a, b) => a.seq - b.seq)
  return [...new Set(stamps.map(({ unit }) => unit))]
}
