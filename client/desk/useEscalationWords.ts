import type { Escalation } from '../../shared/incident/escalation.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { useText } from '../text/useText.ts'
import type { Aim } from './actions.ts'
import { useNames } from './useNames.ts'

/** Proposals to hand up, and what an action is aimed at, in words. */
export function useEscalationWords() {
  const { t } = useText()
  const { byName, time } = useNames()

  /** To whom a proposal would hand up, and why. */
  function proposalWords({ to, causes }: Pick<Escalation, 'to' | 'causes'>): string {
    const why = causes.map((cause) => t(`desk.why.${cause.why}`, { level: cause.level, stage: cause.stage === null ? '' : t(`stage.${cause.stage}`) }))
    return t('desk.proposal', { to: t(`desk.leads.${to}`), why: why.join('、') })
  }

  /** What an opened action is aimed at, as it stood when it was opened. */
  function aimWords({ proposal, owner }: Aim): string | null {
    if (proposal !== undefined) return proposalWords(proposal)
    return owner === undefined ? null : t('desk.aim.owner', { by: byName(owner.by), time: time(owner.since) })
  }

  /** What became of it meanwhile, and by whom: somebody else was first, or it has risen. Null while it stands as it stood. */
  function aimLost({ proposal, owner }: Aim, incident: Incident): string | null {
    if (owner !== undefined) return aimLostOwner(owner, incident)
    const now = incident.escalations.find(({ seq }) => seq === proposal?.seq)
    if (proposal === undefined || now === undefined) return null
    if (now.state === 'proposed') return now.to === proposal.to ? null : t('desk.aim.risen', { to: t(`desk.leads.${now.to}`) })
    const { decision } = now
    const first = decision === null ? [] : [t('desk.command.first', { by: byName(decision.by), time: time(decision.at) }), decision.reason]
    return [t(`desk.aim.${now.state}`, { to: t(`desk.leads.${now.to}`) }), ...first].join(' · ')
  }

  function aimLostOwner(owner: NonNullable<Aim['owner']>, incident: Incident): string | null {
    if (incident.owner?.by === owner.by) return null
    if (incident.owner === null) return t('desk.aim.left', { by: byName(owner.by) })
    return t('desk.command.first', { by: byName(incident.owner.by), time: time(incident.owner.since) })
  }

  return { proposalWords, aimWords, aimLost }
}
