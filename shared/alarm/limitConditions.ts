import { responseClock } from '../clock/responseClock.ts'
import { DUE_SOON_SHARE } from '../clock/stages.ts'
import { openHandover } from '../incident/escalation.ts'
import { isActive, type Incident } from '../incident/types.ts'
import { conditionOf, type Condition } from './condition.ts'

/** What is wrong with an incident's limits from one moment on, until time alone changes it. Epoch ms. */
interface LimitsOfIncident {
  readonly from: number
  /** The first moment at which it is no longer so; infinite when time changes nothing any more. */
  readonly until: number
  readonly conditions: readonly Condition[]
}

/** An incident is never changed but replaced, so what was found of it holds until its time: thousands are looked at with each fact. */
const found = new WeakMap<Incident, LimitsOfIncident>()

/**
 * What is wrong with limits at `now` (epoch ms). An incident has one alarm of missed limits, of the last stage whose limit
 * passed, however many did: nobody coming is one cause. While that stands no further limit of it is said to come due. A
 * handover whose own limit passed unacknowledged is said apart from it (ESC-1); one exactly at its limit is not yet.
 */
export function limitConditions(incidents: Iterable<Incident>, now: number): Condition[] {
  const conditions: Condition[] = []
  for (const incident of incidents) for (const condition of limitsOf(incident, now).conditions) conditions.push(condition)
  return conditions
}

/** The next moment after `now` (epoch ms) at which `limitConditions` would say something new; null when nothing runs. */
export function nextLimitAt(incidents: Iterable<Incident>, now: number): number | null {
  let next = Infinity
  for (const incident of incidents) next = Math.min(next, limitsOf(incident, now).until)
  return next === Infinity ? null : next
}

function limitsOf(incident: Incident, now: number): LimitsOfIncident {
  const held = found.get(incident)
  if (held !== undefined && now >= held.from && now < held.until) return held
  const [stages, handover] = [stagesAt(incident, now), handoverAt(incident, now)]
  const made = { from: now, until: Math.min(stages.until, handover.until), conditions: [...stages.conditions, ...handover.conditions] }
  found.set(incident, made)
  return made
}

type Limits = Pick<LimitsOfIncident, 'until' | 'conditions'>

const NOTHING: Limits = { until: Infinity, conditions: [] }

function stagesAt(incident: Incident, now: number): Limits {
  if (!isActive(incident)) return NOTHING
  const clocks = responseClock(incident, now)
  const dueSoonAt = (limitMs: number): number => Math.ceil(incident.startedAt + limitMs * DUE_SOON_SHARE)
  const changes = clocks.flatMap(({ state, limitAt, limitMs }) =>
    state === 'open' ? [dueSoonAt(limitMs)] : state === 'dueSoon' ? [limitAt + 1] : [])
  const until = Math.min(Infinity, ...changes)
  const missed = clocks.filter(({ state }) => state === 'missed').at(-1)
  const due = clocks.find(({ state }) => state === 'dueSoon')
  if (missed !== undefined) return { until, conditions: [conditionOf('limitMissed', incident.id, missed.limitAt, { ...detailsOf(incident), stage: missed.stage })] }
  if (due === undefined) return { until, conditions: [] }
  return { until, conditions: [conditionOf('limitDueSoon', incident.id, dueSoonAt(due.limitMs), { ...detailsOf(incident), stage: due.stage })] }
}

function handoverAt(incident: Incident, now: number): Limits {
  const handover = openHandover(incident)
  if (handover?.acknowledgeBy == null) return NOTHING
  const { seq, acknowledgeBy } = handover
  if (now <= acknowledgeBy) return { until: acknowledgeBy + 1, conditions: [] }
  return { until: Infinity, conditions: [conditionOf('handoverUnacknowledged', `${incident.id}:${seq}`, acknowledgeBy, detailsOf(incident))] }
}

function detailsOf({ id, grid, level }: Incident): Pick<Condition, 'incident' | 'grid' | 'level'> {
  return { incident: id, grid, level }
}
