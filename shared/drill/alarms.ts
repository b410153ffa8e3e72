import type { AlarmFact } from '../alarm/facts.ts'
import type { Board } from '../board.ts'
import type { Drill, DrillAlarm } from './types.ts'

/**
 * Notes on a drill how soon what asked to be acknowledged was, which the alarms' board forgets once they are over (DRILL-7).
 * Putting an alarm on the shelf answers it too; what went by of itself asks nobody any more. `alarms`: as the fact left them.
 */
export function noteAlarm(drill: Drill, fact: AlarmFact, alarms: Board['alarms']): Drill {
  const { key } = fact.data
  const held = drill.alarms.find((each) => each.key === key)
  const next = noted(held, fact, alarms.byKey.get(key)?.occurrence === fact.seq)
  if (next === held || next === undefined) return drill
  return { ...drill, alarms: held === undefined ? [...drill.alarms, next] : drill.alarms.map((each) => (each === held ? next : each)) }
}

/** `asks`: does the fact ask to be acknowledged? */
function noted(held: DrillAlarm | undefined, { type, data, at }: AlarmFact, asks: boolean): DrillAlarm | undefined {
  if (type === 'AlarmRaised') {
    const { key, kind, subject, incident } = data
    return { key, kind, subject, incident, slowestMs: held?.slowestMs ?? null, askedSince: held?.askedSince ?? at }
  }
  if (held !== undefined && type === 'AlarmChanged' && asks) return { ...held, askedSince: held.askedSince ?? at }
  if (held === undefined || held.askedSince === null) return held
  if (type === 'AlarmReturned' && data.settled !== null) return { ...held, askedSince: null }
  if (type !== 'AlarmAcknowledged' && type !== 'AlarmShelved') return held
  return { ...held, askedSince: null, slowestMs: Math.max(held.slowestMs ?? 0, at - held.askedSince) }
}
