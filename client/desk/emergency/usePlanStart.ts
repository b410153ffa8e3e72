import { storeToRefs } from 'pinia'
import type { Incident } from '../../../shared/incident/types.ts'
import { PLAN_RUN } from '../../../shared/matter/kinds/planRun.ts'
import { SCHEME_RUN } from '../../../shared/matter/kinds/schemeRun.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import type { Plan, Scheme } from '../../../shared/site/types.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'
import { useMatterCommands } from '../matters/useMatterCommands.ts'

/** Starting plans and activating schemes from an incident, with one act each (PLAN-1, SCHEME-1). */
export function usePlanStart() {
  const { site } = storeToRefs(useSiteStore())
  const { say } = useText()
  const { open, openingRefusal, may, blocked } = useMatterCommands()

  const plansFor = ({ kind }: Incident): readonly Plan[] => site.value?.plans.filter((plan) => plan.kind === kind) ?? []
  const schemesOf = (plan: Plan): readonly Scheme[] => site.value?.schemes.filter(({ id }) => plan.schemes.includes(id)) ?? []
  const planValues = (incident: Incident, plan: Plan) => ({ plan: plan.id, incident: incident.id })
  /** The plan that proposes a scheme is why it is activated. */
  const schemeValues = (incident: Incident, plan: Plan, scheme: Scheme) => ({ scheme: scheme.id, incident: incident.id, reason: say(plan.name) })
  const planRefusal = (incident: Incident, plan: Plan): Refusal | null => openingRefusal(PLAN_RUN, planValues(incident, plan))
  const schemeRefusal = (incident: Incident, plan: Plan, scheme: Scheme): Refusal | null => openingRefusal(SCHEME_RUN, schemeValues(incident, plan, scheme))
  const mayStart = (): boolean => may(PLAN_RUN.opening.permission)

  function start(incident: Incident, plan: Plan): void {
    if (mayStart() && planRefusal(incident, plan) === null) open(PLAN_RUN, planValues(incident, plan))
  }

  function activate(incident: Incident, plan: Plan, scheme: Scheme): void {
    if (mayStart() && schemeRefusal(incident, plan, scheme) === null) open(SCHEME_RUN, schemeValues(incident, plan, scheme))
  }

  /** The first plan for its kind that does not run yet. */
  function startFirst(incident: Incident): void {
    const plan = plansFor(incident).find((each) => planRefusal(incident, each) === null)
    if (plan !== undefined) start(incident, plan)
  }

  return { plansFor, schemesOf, planRefusal, schemeRefusal, mayStart, start, activate, startFirst, blocked }
}
