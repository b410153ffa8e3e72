import type { Board } from '../board.ts'
import { isBlank } from '../blank.ts'
import { knownDrill } from '../drill/known.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Site } from '../site/types.ts'
import { FARTHEST_AHEAD_MS, LINE_CHARACTERS, MOST_RADIUS_M, type MatterField, type SiteList } from './table.ts'
import type { MatterValue, MatterValues } from './types.ts'
import { isAreas, isLines, isPlace } from './values.ts'

/** Longest id of an incident or a drill. */
const ID_CHARACTERS = 128

/** The first thing that does not fit; null when all does. A field nobody asked for does not fit either. */
export function refusedValues(
  fields: readonly MatterField[], values: MatterValues, { site, board, now }: { readonly site: Site; readonly board: Pick<Board, 'incidents' | 'drills'>; readonly now: number },
): Refusal | null {
  const stray = Object.keys(values).find((id) => !fields.some((field) => field.id === id))
  if (stray !== undefined) return refuse('unknown', stray, 'is not asked for here')
  for (const field of fields) {
    const value = values[field.id]
    const refusal = refusedValue(field, value, site)
    if (refusal !== null) return refusal
    if (field.form === 'moment' && typeof value === 'number' && value > now + FARTHEST_AHEAD_MS) return refuse('outOfRange', field.id, 'lies more than 5 years ahead')
    if (field.form === 'incident' && typeof value === 'string' && !board.incidents.has(value)) return refuse('unknown', field.id, 'no such incident on the board')
    if (field.form === 'drill' && typeof value === 'string' && knownDrill(board, value) === undefined) return refuse('unknown', field.id, 'no such drill is kept')
  }
  return null
}

/** Why a value does not fit its field; null when it does. */
export function refusedValue(field: MatterField, value: MatterValue | undefined, site: Site): Refusal | null {
  if (value === undefined) return field.needed ? refuse('missing', field.id, 'is needed') : null
  if (isEmptied(field, value)) return refuse('missing', field.id, 'is needed')
  switch (field.form) {
    case 'text': return refusedText(field.id, value, field.most)
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return badForm(field.id, 'a number')
      return value < field.least || value > field.most || !Number.isSafeInteger(value) ? refuse('outOfRange', field.id, `is a whole number from ${field.least} to ${field.most}`) : null
    case 'moment': return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? null : badForm(field.id, 'a moment')
    case 'choice':
      return field.choices.some(({ id }) => id === value) ? null
        : refuse('unknown', field.id, `is one of ${field.choices.map(({ id }) => id).join(', ')}`)
    case 'ofSite': {
      return isOfSite(site, [field.of], value) ? null : refuse('unknown', field.id, `the site pack has none of that id among its ${field.of}`)
    }
    case 'incident':
    case 'drill': return refusedText(field.id, value, ID_CHARACTERS)
    case 'place': return refusedPlace(field.id, value, site)
    case 'lines': return refusedLines(field.id, value, field.mostLines) ?? refusedNames(field.id, value, field.of, site)
    case 'areas': return refusedAreas(field, value, site)
  }
}

/** A list that is needed has something in it, where nothing is no answer. */
function isEmptied(field: MatterField, value: MatterValue): boolean {
  return (field.needed || field.kept === true) && Array.isArray(value) && value.length === 0 && !(field.form === 'lines' && field.none === true)
}

function refusedText(id: string, value: MatterValue, most: number): Refusal | null {
  if (typeof value !== 'string') return badForm(id, 'words')
  if (isBlank(value)) return refuse('missing', id, 'is needed')
  return value.length > most ? refuse('tooLong', id, `has at most ${most} characters`) : null
}

function refusedPlace(id: string, value: MatterValue, { bounds: [west, south, east, north] }: Site): Refusal | null {
  if (!isPlace(value)) return badForm(id, 'a place')
  const { lon, lat } = value
  const isInside = lon >= west && lon <= east && lat >= south && lat <= north
  return isInside ? null : refuse('outsideBounds', id, 'lies outside the site')
}

function refusedLines(id: string, value: MatterValue, most: number): Refusal | null {
  if (!isLines(value)) return badForm(id, 'lines of words')
  if (value.length > most) return refuse('tooMany', id, `has at most ${most} lines`)
  for (const [place, line] of value.entries()) {
    const refusal = refusedText(`${id}.${place}`, line, LINE_CHARACTERS)
    if (refusal !== null) return refusal
  }
  return null
}

/** Lines that are ids: each known, none twice. */
function refusedNames(id: string, value: MatterValue, of: SiteList | undefined, site: Site): Refusal | null {
  if (of === undefined || !isLines(value)) return null
  const stray = value.findIndex((line) => !isOfSite(site, [of], line))
  if (stray !== -1) return refuse('unknown', `${id}.${stray}`, `the site pack has none of that id among its ${of}`)
  const again = value.findIndex((line, i) => value.indexOf(line) !== i)
  return again === -1 ? null : refuse('ambiguous', `${id}.${again}`, 'is there already')
}

function refusedAreas(field: Extract<MatterField, { readonly form: 'areas' }>, value: MatterValue, site: Site): Refusal | null {
  if (!isAreas(value)) return badForm(field.id, 'a list of areas')
  if (value.length > field.mostAreas) return refuse('tooMany', field.id, `has at most ${field.mostAreas} areas`)
  for (const [i, area] of value.entries()) {
    const refusal = refusedText(`${field.id}.${i}.name`, area.name, LINE_CHARACTERS) ?? refusedPlace(`${field.id}.${i}`, area, site)
    if (refusal !== null) return refusal
    if (!(area.radiusM > 0 && area.radiusM <= MOST_RADIUS_M)) return refuse('outOfRange', `${field.id}.${i}.radiusM`, `lies between 0 and ${MOST_RADIUS_M} m`)
    if (field.of !== undefined && !isOfSite(site, field.of, area.name)) {
      return refuse('unknown', `${field.id}.${i}.name`, `the site pack has none of that id among its ${field.of.join(' and ')}`)
    }
  }
  return null
}

function isOfSite(site: Site, lists: readonly SiteList[], value: MatterValue): boolean {
  return lists.some((list) => site[list].some(({ id }: { readonly id: string }) => id === value))
}

function badForm(id: string, wanted: string): Refusal {
  return refuse('badForm', id, `is not ${wanted}`)
}

/** The same values, personal numbers masked in everything people wrote (PRIVACY-1); what is chosen stays as it is. */
export function maskedValues(values: MatterValues, fields: readonly MatterField[]): MatterValues {
  const chosen = new Set(fields.filter(({ form }) => form === 'incident' || form === 'drill' || form === 'ofSite' || form === 'choice').map(({ id }) => id))
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, chosen.has(id) ? value : masked(value)]))
}

function masked(value: MatterValue): MatterValue {
  if (typeof value === 'string') return maskPersonal(value)
  if (isLines(value)) return value.map(maskPersonal)
  return isAreas(value) ? value.map((area) => ({ ...area, name: maskPersonal(area.name) })) : value
}
