import type { AlarmRow } from '../../shared/alarm/flood.ts'
import { stateOf, type Alarm, type AlarmState } from '../../shared/alarm/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import { shortNumber, shortPlace, sourceName } from './incidentWords.ts'

/** What a row of alarms is called, in the page's language. */
export function useAlarmWords() {
  const { t, say } = useText()
  const sites = useSiteStore()
  const board = useBoardStore()

  function gridName(id: string | null): string | null {
    const grid = sites.gridById.get(id ?? '')
    return grid === undefined ? null : say(grid.name)
  }

  /** Name of what an alarm is about; its id where the pack does not know it. `brief`: an incident by its number alone. */
  function subjectName({ kind, subject, incident, grid }: Alarm, brief: boolean): string {
    const site = sites.site
    const named = (list: readonly { readonly id: string; readonly name: Parameters<typeof say>[0] }[] | undefined): string => {
      const found = list?.find(({ id }) => id === subject)
      return found === undefined ? subject : say(found.name)
    }
    switch (kind) {
      case 'platformDown':
        return named(site?.platforms)
      case 'gridServiceability':
        return named(site?.grids)
      case 'blindPost':
      case 'postUnattended':
      case 'postShort':
        return named(site?.posts)
      case 'patrolSilent':
      case 'patrolOffRoute':
        return named(site?.teams)
      case 'zoneFull':
        return named(site?.zones)
      case 'sourceSilent':
        return sourceName(t, subject)
      case 'rosterWanting':
        return t('posts.roster')
      default: {
        const behind = board.board.incidents.get(incident ?? '')
        if (behind === undefined) return gridName(grid) ?? subject
        return brief || behind.place === null ? shortNumber(behind.number) : shortPlace(behind.place)
      }
    }
  }

  /** What is wrong; of a limit, which. */
  function whatOf({ kind, stage }: Alarm): string {
    if (stage === null) return t(`alarm.kind.${kind}`)
    return kind === 'limitMissed' ? t(`current.missed.${stage}`) : t('alarm.dueSoon', { stage: t(`stage.${stage}`) })
  }

  /** Of one alarm its subject, of several the grid or the level they share; empty when they share neither. */
  function nameOf(row: AlarmRow, brief: boolean): string {
    const [only, more] = row.alarms
    if (only !== undefined && more === undefined) return subjectName(only, brief)
    if (row.standing === 0) return ''
    return gridName(row.grid) ?? (row.alarms.every(({ level }) => level === 'I') ? t('alarm.level') : '')
  }

  function saysOf(row: AlarmRow): string {
    const [only, more] = row.alarms
    if (only !== undefined && more === undefined) return whatOf(only)
    if (row.standing === 0) return t('alarm.over', { n: row.alarms.length })
    if (row.alarms.some(({ kind }) => kind !== row.kind)) return t('alarm.mixed', { n: row.alarms.length })
    return t('alarm.group', { what: t(`alarm.kind.${row.kind}`), n: row.alarms.length })
  }

  /** The state of a row: the one that asks for most. */
  function rowState(row: AlarmRow): Exclude<AlarmState, 'normal' | 'shelved'> {
    const states = row.alarms.map(stateOf)
    return states.includes('unacknowledged') ? 'unacknowledged' : states.includes('returnedUnacknowledged') ? 'returnedUnacknowledged' : 'acknowledged'
  }

  return { nameOf, saysOf, rowState, subjectName, whatOf, gridName }
}
