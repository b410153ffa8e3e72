import type { Indicator, SheetRow } from '../../../shared/drill/sheet.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'
import { useNames } from '../useNames.ts'

/** Rows of the score sheet in words. */
export function useSheetWords() {
  const { t, say, duration } = useText()
  const sites = useSiteStore()
  const { unitName, departmentName } = useNames()

  function indicatorWords(indicator: Indicator): string {
    const key = `desk.drills.indicator.${indicator.what}`
    switch (indicator.what) {
      case 'stage': return t(key, { number: indicator.number, stage: t(`stage.${indicator.stage}`) })
      case 'handover': return t(key, { number: indicator.number, to: t(`desk.leads.${indicator.to}`) })
      case 'measure': return t(key, { number: indicator.number, measure: t(`desk.measure.${indicator.measure}`) })
      case 'unitStamped': return t(key, { unit: unitName(indicator.unit) })
      case 'departmentJoined': return t(key, { department: departmentName(indicator.department) })
      case 'alarm': return t(key, { what: t(`alarm.kind.${indicator.kind}`), subject: indicator.number ?? subjectName(indicator.subject) })
      case 'message': return t(key, { to: receiverName(indicator.to), text: indicator.text })
      case 'carried': return t(key, { text: indicator.text })
      default: return t(key)
    }
  }

  function receiverName(to: string): string {
    return to === 'all' ? t('desk.drills.all') : subjectName(to)
  }

  /** What of the pack an id names; itself for a role, or where the pack does not know it. */
  function subjectName(id: string): string {
    const { site } = sites
    const named = [...(site?.teams ?? []), ...(site?.departments ?? []), ...(site?.platforms ?? []), ...(site?.grids ?? []), ...(site?.posts ?? [])].find((each) => each.id === id)
    return named === undefined ? id : say(named.name)
  }

  function figure({ unit }: SheetRow, value: number | null): string {
    if (value === null) return t('desk.drills.notYet')
    return unit === 'ms' ? duration(value) : t('desk.drills.times', { n: value })
  }

  function expected(row: SheetRow): string {
    return `${row.unit === 'ms' ? '≤ ' : '≥ '}${figure(row, row.expected)}`
  }

  function observed(row: SheetRow): string {
    return row.observable ? figure(row, row.observed) : t('desk.drills.notObservable')
  }

  function metWords({ met, observable }: SheetRow): string {
    if (!observable) return t('desk.drills.toJudge')
    return t(met === null ? 'desk.drills.open' : met ? 'desk.drills.met' : 'desk.drills.unmet')
  }

  return { indicatorWords, observed, expected, metWords }
}
