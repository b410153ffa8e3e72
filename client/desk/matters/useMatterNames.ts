import { storeToRefs } from 'pinia'
import { isAreas, isLines, isPlace } from '../../../shared/matter/values.ts'
import type { MatterField, SiteList } from '../../../shared/matter/table.ts'
import { MATTER_TABLES } from '../../../shared/matter/tables.ts'
import type { Matter, MatterValue } from '../../../shared/matter/types.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'
import { useNames } from '../useNames.ts'
import { momentText } from './moments.ts'

const DEGREES = 5

/** States, owners and values of matters in words, as their tables and the site pack name them. */
export function useMatterNames() {
  const { site } = storeToRefs(useSiteStore())
  const { board, drills } = storeToRefs(useBoardStore())
  const { t, say } = useText()
  const { departmentName } = useNames()

  function stateName(kind: string, state: string): string {
    const known = MATTER_TABLES[kind]?.states[state]
    return known === undefined ? state : say(known.name)
  }

  /** null: headquarters. */
  function ownerName(department: string | null): string {
    return department === null ? t('desk.matters.headquarters') : departmentName(department)
  }

  function moment(at: number): string {
    return momentText(at, site.value?.timeZone ?? 'UTC')
  }

  /** Every field a matter may hold a value of, each once: the opening's, then its moves'. */
  function fieldsOf({ kind }: Pick<Matter, 'kind'>): readonly MatterField[] {
    const table = MATTER_TABLES[kind]
    const all = [...(table?.opening.fields ?? []), ...(table?.moves.flatMap(({ fields, adds }) => [...fields, ...(adds?.fields ?? [])]) ?? [])]
    return all.filter((field, i) => all.findIndex(({ id }) => id === field.id) === i)
  }

  function valueWords(field: MatterField, value: MatterValue | undefined): string {
    if (value === undefined) return ''
    if (isPlace(value)) return `${value.lat.toFixed(DEGREES)}, ${value.lon.toFixed(DEGREES)}`
    if (isLines(value)) return value.map((line) => (field.form === 'lines' && field.of !== undefined ? namedBy(site.value?.[field.of] ?? [], line) : line)).join('\n')
    if (isAreas(value)) return value.map(({ name, radiusM }) => `${field.form === 'areas' ? areaName(field.of ?? [], name) : name} · ${radiusM} m`).join('\n')
    if (field.form === 'incident') return incidentWords(String(value))
    if (field.form === 'drill') return drillWords(String(value))
    if (field.form === 'moment' && typeof value === 'number') return moment(value)
    if (field.form === 'choice') return namedBy(field.choices, value)
    return field.form === 'ofSite' ? namedBy(site.value?.[field.of] ?? [], value) : String(value)
  }

  function areaName(of: readonly SiteList[], name: string): string {
    return namedBy(of.flatMap((list) => [...(site.value?.[list] ?? [])]), name)
  }

  /** Number and kind; the id once it has left the board. */
  function incidentWords(id: string): string {
    const incident = board.value.incidents.get(id)
    return incident === undefined ? id : `${incident.number} · ${t(`kind.${incident.kind}`)}`
  }

  /** Name and plan; the id once it is no longer kept. */
  function drillWords(id: string): string {
    const drill = drills.value.find((each) => each.drill?.id === id)?.drill ?? null
    return drill === null ? id : `${drill.script.name} · ${t(`kind.${drill.script.plan}`)}`
  }

  /** What a matter is, in a line: the value of its title field. */
  function titleOf({ kind, values, number }: Pick<Matter, 'kind' | 'values' | 'number'>): string {
    const table = MATTER_TABLES[kind]
    const field = table?.opening.fields.find(({ id }) => id === table.titleField)
    const words = field === undefined ? '' : valueWords(field, values[field.id])
    return words === '' ? number : words
  }

  function namedBy(list: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[], id: string | number): string {
    const known = list.find((each) => each.id === id)
    return known === undefined ? String(id) : say(known.name)
  }

  return { stateName, ownerName, moment, fieldsOf, valueWords, titleOf }
}
