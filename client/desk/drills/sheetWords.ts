import type { Indicator, SheetRow } from '../../../shared/drill/sheet.ts'
import { useText } from '../../text/useText.ts'
import { useNames } from '../useNames.ts'

/** Rows of the score sheet in words. */
export function useSheetWords() {
  const { t, duration } = useText()
  const { unitName, departmentName } = useNames()

  function indicatorWords(indicator: Indicator): string {
    const key = `desk.drills.indicator.${indicator.what}`
    switch (indicator.what) {
      case 'stage': return t(key, { number: indicator.number, stage: t(`stage.${indicator.stage}`) })
      case 'handover': return t(key, { number: indicator.number, to: t(`desk.leads.${indicator.to}`) })
      case 'measure': return t(key, { number: indicator.number, measure: t(`desk.measure.${indicator.measure}`) })
      case 'unitStamped': return t(key, { unit: unitName(indicator.unit) })
      case 'departmentJoined': return t(key, { department: departmentName(indicator.department) })
      case 'carried': return t(key, { text: indicator.text })
      default: return t(key)
    }
  }

  function figure({ unit }: SheetRow, value: number | null): string {
    if (value === null) return t('desk.drills.notYet')
    return unit === 'ms' ? duration(value) : t('desk.drills.times', { n: value })
  }

  function expected(row: SheetRow): string {
    return `${row.unit === 'ms' ? '≤ ' : '≥ '}${figure(row, row.expected)}`
  }

  function metWords({ met }: SheetRow): string {
    return t(met === null ? 'desk.drills.open' : met ? 'desk.drills.met' : 'desk.drills.unmet')
  }

  return { indicatorWords, figure, expected, metWords }
}
