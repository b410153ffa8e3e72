import { storeToRefs } from 'pinia'
import type { Incident } from '../../shared/incident/types.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'

/** Who is at an incident besides its units, in words of the wall: its owner, the departments that joined, the measures its level calls for. */
export function useAtWork() {
  const { t, say } = useText()
  const { site } = storeToRefs(useSiteStore())

  /** Whose it is; empty for nobody's. */
  function ownerOf({ owner }: Pick<Incident, 'owner'>): string {
    return owner === null ? '' : t('focus.owner', { by: owner.by })
  }

  function departmentsOf({ departments }: Pick<Incident, 'departments'>): string {
    const names = departments.map(({ department }) => {
      const known = site.value?.departments.find(({ id }) => id === department)
      return known === undefined ? department : say(known.name)
    })
    return names.length === 0 ? '' : t('focus.departments', { names: names.join(t('focus.and')) })
  }

  /** Every measure called for, each with whether it was done. */
  function measuresOf({ measures }: Pick<Incident, 'measures'>): string {
    const said = measures.map(({ measure, taken }) => t(taken === null ? 'measures.open' : 'measures.done', { measure: t(`measure.${measure}`) }))
    return said.join(' · ')
  }

  return { ownerOf, departmentsOf, measuresOf }
}
