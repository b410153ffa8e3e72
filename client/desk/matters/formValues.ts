import { isAreas, isLines, isPlace } from '../../../shared/matter/values.ts'
import type { MatterField } from '../../../shared/matter/table.ts'
import type { MatterArea, MatterValue, MatterValues } from '../../../shared/matter/types.ts'
import { momentOfSite, momentText } from './moments.ts'

/** What stands in a form, as typed: by the id of the field, empty for nothing. */
export type Typed = Record<string, string>

const DEGREES = 6

/**
 * What was typed, as values; what is empty is left out, what does not read stays as it is and is refused by decide. What still reads
 * as in `initial` is that value itself: a form shows minutes, and sends back no moment that nobody touched without its seconds.
 */
export function valuesOf(fields: readonly MatterField[], typed: Typed, timeZone: string, initial: MatterValues = {}): MatterValues {
  const before = typedOf(initial, timeZone, fields)
  const entries = fields.flatMap((field): [string, MatterValue][] => {
    const text = typed[field.id]?.trim() ?? ''
    const held = initial[field.id]
    if (text === '') return []
    return [[field.id, held !== undefined && typed[field.id] === before[field.id] ? held : valueOf(field, text, timeZone)]]
  })
  return Object.fromEntries(entries)
}

function valueOf({ form }: MatterField, text: string, timeZone: string): MatterValue {
  switch (form) {
    case 'number': return Number.isFinite(Number(text)) ? Number(text) : text
    case 'moment': return momentOfSite(text, timeZone) ?? text
    case 'place': return placeOf(text) ?? text
    case 'lines': return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
    case 'areas': return areasOf(text) ?? text
    default: return text
  }
}

/** `34.77310, 113.72060`: latitude first, as people say it. */
function placeOf(text: string): MatterValue | null {
  const match = /^(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)$/.exec(text)
  return match === null ? null : { lat: Number(match[1]), lon: Number(match[2]) }
}

/** One a line: `东门 34.77310, 113.72060 80`, its radius in metres last. */
function areasOf(text: string): MatterValue | null {
  const areas = text.split('\n').filter((line) => line.trim() !== '').map((line): MatterArea | null => {
    const match = /^(.+?)\s+(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)\s*m?$/.exec(line.trim())
    return match === null ? null : { name: match[1]!, lat: Number(match[2]), lon: Number(match[3]), radiusM: Number(match[4]) }
  })
  return areas.includes(null) ? null : (areas as MatterArea[])
}

/** An area as it is typed. */
export function areaText({ name, lat, lon, radiusM }: MatterArea): string {
  return `${name} ${lat.toFixed(DEGREES)}, ${lon.toFixed(DEGREES)} ${radiusM}`
}

/** Values as they are typed: the other way round. */
export function typedOf(values: MatterValues, timeZone: string, fields: readonly MatterField[]): Typed {
  return Object.fromEntries(fields.flatMap(({ id, form }) => {
    const value = values[id]
    return value === undefined ? [] : [[id, typedValue(value, form, timeZone)]]
  }))
}

function typedValue(value: MatterValue, form: MatterField['form'], timeZone: string): string {
  if (isPlace(value)) return `${value.lat.toFixed(DEGREES)}, ${value.lon.toFixed(DEGREES)}`
  if (isLines(value)) return value.join('\n')
  if (isAreas(value)) return value.map(areaText).join('\n')
  return form === 'moment' && typeof value === 'number' ? momentText(value, timeZone) : String(value)
}
