import { storeToRefs } from 'pinia'
import { BY_SYSTEM } from '../../shared/fact.ts'
import type { GridId, UnitId } from '../../shared/ids.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { offsetTime } from '../../shared/timing/localTime.ts'
import { sourceName } from '../panels/incidentWords.ts'
import { useSiteStore } from '../stores/site.ts'
import { timeOfDay } from '../text/siteTime.ts'
import { useText } from '../text/useText.ts'

/** Names as people at the desk say them: units, departments, who did something, where, and times of the site. */
export function useNames() {
  const { t, say } = useText()
  const { site, teamById, gridById } = storeToRefs(useSiteStore())

  function unitName(unit: UnitId | null): string {
    if (unit === null) return t('desk.by.headquarters')
    const team = teamById.value.get(unit)
    return team === undefined ? unit : say(team.name)
  }

  function departmentName(id: string): string {
    const department = site.value?.departments.find((each) => each.id === id)
    return department === undefined ? id : say(department.name)
  }

  function byName(by: string | null): string {
    if (by === null) return t('desk.by.unknown')
    if (by === BY_SYSTEM || by === 'headquarters' || by === 'desk') return t(`desk.by.${by}`)
    return teamById.value.has(by) ? unitName(by) : sourceName(t, by)
  }

  /** Who stamped: the unit, the department, or headquarters. */
  function stampedBy({ unit, department }: { readonly unit: UnitId | null; readonly department: string | null }): string {
    if (unit === null && department !== null) return departmentName(department)
    return department === null ? unitName(unit) : `${unitName(unit)} · ${departmentName(department)}`
  }

  function gridName(grid: GridId | null): string {
    const known = gridById.value.get(grid ?? '')
    return known === undefined ? t('incidents.outsideGrids') : say(known.name)
  }

  function placeName({ place, grid }: Pick<Incident, 'place' | 'grid'>): string {
    return place === null ? gridName(grid) : `${place} · ${gridName(grid)}`
  }

  function time(at: number): string {
    return timeOfDay(at, site.value?.timeZone ?? 'UTC')
  }

  /** A time with its day and offset, as records and papers write it; – for none. */
  function dated(at: number | null): string {
    return at === null ? '–' : offsetTime(at, site.value?.timeZone ?? 'UTC')
  }

  return { unitName, departmentName, byName, stampedBy, gridName, placeName, time, dated }
}
