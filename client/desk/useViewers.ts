import type { IncidentId } from '../../shared/ids.ts'
import { othersLookingAt } from '../../shared/presence/types.ts'
import { usePresenceStore } from '../stores/presence.ts'
import { useText } from '../text/useText.ts'
import { useAccountStore } from './account.ts'

/** Who else looks at an incident, in words (PRESENCE-1); empty for nobody. */
export function useViewers() {
  const presence = usePresenceStore()
  const account = useAccountStore()
  const { t } = useText()

  function viewersOf(incidentId: IncidentId): string {
    const others = othersLookingAt(presence.viewers, incidentId, account.signedIn?.id ?? null)
    return others.map(({ id, role }) => t('desk.viewers.who', { id, role: t(`desk.roles.${role}`) })).join(t('desk.viewers.and'))
  }

  return { viewersOf }
}
