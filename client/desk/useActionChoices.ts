import { storeToRefs } from 'pinia'
import { STAGES } from '../../shared/clock/stages.ts'
import { LEVELS } from '../../shared/incident/kinds.ts'
import { SEVERITIES } from '../../shared/incident/response.ts'
import { handlingsOf, type Incident } from '../../shared/incident/types.ts'
import { shortNumber, shortPlace } from '../panels/incidentWords.ts'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import type { ActionField } from './actions.ts'
import { useNames } from './useNames.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** What can be chosen in a field of an action; null of fields that are written. */
export function useActionChoices() {
  const board = useBoardStore()
  const { site } = storeToRefs(useSiteStore())
  const { t, say } = useText()
  const { stampedBy, time, placeName } = useNames()

  function stamps(incident: Incident): Choice[] {
    return handlingsOf(incident).reverse().flatMap(({ handling, stamps }) => STAGES.flatMap((stage) => stamps[stage].map((stamp) => {
      const which = handling === incident.handling ? [] : [t('desk.handling', { n: handling })]
      return { value: String(stamp.seq), label: [...which, t(`stage.${stage}`), stampedBy(stamp), time(stamp.at)].join(' · ') }
    })))
  }

  function others({ id }: Incident): Choice[] {
    return board.activeIncidents.filter((other) => other.id !== id).map((other) => (
      { value: other.id, label: `${shortNumber(other.number)} · ${other.level} ${t(`level.${other.level}`)} · ${t(`kind.${other.kind}`)} · ${shortPlace(placeName(other))}` }
    ))
  }

  function departments({ departments: joined }: Incident): Choice[] {
    const free = (site.value?.departments ?? []).filter(({ id }) => !joined.some(({ department }) => department === id))
    return free.map(({ id, name }) => ({ value: id, label: say(name) }))
  }

  function choicesOf(field: ActionField, incident: Incident): Choice[] | null {
    switch (field) {
      case 'level': return LEVELS.filter((level) => level !== incident.level).map((level) => ({ value: level, label: `${level} ${t(`level.${level}`)}` }))
      case 'severity': return SEVERITIES.filter((severity) => severity !== incident.severity).map((severity) => ({ value: severity, label: t(`desk.severity.${severity}`) }))
      case 'accept': return (['yes', 'no'] as const).map((value) => ({ value, label: t(`desk.accept.${value}`) }))
      case 'into': return others(incident)
      case 'department': return departments(incident)
      case 'stamp': return stamps(incident)
      case 'measure': return incident.measures.filter(({ taken }) => taken === null).map(({ measure }) => ({ value: measure, label: t(`desk.measure.${measure}`) }))
      default: return null
    }
  }

  return { choicesOf }
}
