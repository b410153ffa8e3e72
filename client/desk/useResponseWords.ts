import { storeToRefs } from 'pinia'
import type { IncidentKind, Level } from '../../shared/incident/kinds.ts'
import { levelOf, type Severity } from '../../shared/incident/response.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import { useNames } from './useNames.ts'

/** What the pack's table of levels says, in words: a level's lead and lead departments, and the level of a kind and severity. */
export function useResponseWords() {
  const { site } = storeToRefs(useSiteStore())
  const { t } = useText()
  const { departmentName } = useNames()

  /** Who leads at a level, and which departments lead with them; empty before the pack is here. */
  function leadWords(level: Level): string {
    const led = site.value?.response.leads[level]
    if (led === undefined) return ''
    const departments = led.departments.map(departmentName).join('、')
    return t(departments === '' ? 'desk.levelLeadAlone' : 'desk.levelLead', { level, lead: t(`desk.leads.${led.lead}`), departments })
  }

  /** The level the table gives a kind and severity, and who leads there. */
  function resultWords(kind: IncidentKind, severity: Severity | null): string {
    return site.value === null ? '' : leadWords(levelOf(site.value.response, kind, severity))
  }

  return { leadWords, resultWords }
}
