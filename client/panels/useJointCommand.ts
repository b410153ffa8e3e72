import { computed, type ComputedRef } from 'vue'
import { isLines } from '../../shared/matter/values.ts'
import { EVENT_COMMANDERS } from '../../shared/matter/kinds/names.ts'
import type { Matter } from '../../shared/matter/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import { linesOf } from './incidentWords.ts'

/** Gap between words of a line, rem. */
const GAP_REM = 0.7

/** How much is said of a joint command: each name; who commands, how many deputies and who is missing; who commands and how many came; or that alone. */
export type JointForm = 'named' | 'missing' | 'short' | 'count'

/** The joint command of an event in words: all empty without one (EVENT-3). */
export function useJointCommand(event: ComputedRef<Matter | null>) {
  const board = useBoardStore()
  const sites = useSiteStore()
  const { t, say } = useText()
  const linesAt = (id: string): readonly string[] => {
    const value = event.value?.values[id]
    return isLines(value) ? value : []
  }
  /** The departments called up, in the order of the event, and which of them are present. */
  const departments = computed(() => {
    const present = new Set(board.board.gathering.present.filter((each) => each.event === event.value?.id).map(({ department }) => department))
    return linesAt('commandDepartments').map((id) => ({ id, name: nameOf(id), isPresent: present.has(id) }))
  })
  const commander = computed(() => {
    const role = EVENT_COMMANDERS.find(({ id }) => id === event.value?.values['commander'])
    return role === undefined ? t('event.noCommander') : say(role.name)
  })
  const deputies = computed(() => linesAt('deputies'))
  const present = computed(() => departments.value.filter(({ isPresent }) => isPresent).length)
  const absent = computed(() => departments.value.filter(({ isPresent }) => !isPresent).map(({ name }) => name))
  /** Its first words by form: each stands whole. */
  const head = (form: JointForm): string[] => [
    t('event.command'), ...(form === 'count' ? [] : [commander.value]), ...(form !== 'missing' || deputies.value.length === 0 ? [] : [t('event.deputyCount', { n: deputies.value.length })]),
    t('event.present', { n: present.value, all: departments.value.length }),
    ...(form !== 'missing' || absent.value.length === 0 ? [] : [t('event.missing', { names: absent.value.join(t('focus.and')) })]),
  ]
  const deputyLine = computed(() => (deputies.value.length === 0 ? '' : `${t('event.deputies')} ${deputies.value.join(t('focus.and'))}`))

  function nameOf(id: string): string {
    const known = sites.site?.departments.find((each) => each.id === id)
    return known === undefined ? id : say(known.name)
  }

  /** Lines that it takes in `widthRem`. */
  function linesIn(widthRem: number, form: JointForm): number {
    const lines = (words: readonly string[]): number => linesOf(words, widthRem, GAP_REM)
    const named = form === 'named' ? lines(deputyLine.value === '' ? [] : [deputyLine.value]) + lines(departments.value.map(({ name }) => `● ${name}`)) : 0
    return lines(head(form)) + named
  }

  return { departments, deputyLine, head, linesIn }
}
