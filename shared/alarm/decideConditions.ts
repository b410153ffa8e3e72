import type { Board } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { STAGES, type Stage } from '../clock/stages.ts'
import { BY_SYSTEM } from '../fact.ts'
import type { Incident } from '../incident/types.ts'
import { consequencesOf, priorityOfCondition, type Condition } from './condition.ts'
import type { NewAlarmFact } from './facts.ts'
import { alarmKey, type Alarm, type AlarmKey } from './types.ts'
import { FLAPS_EVERY_MS, flapsDueAt, isIdle, observe, raiseAt, returnAt, type Watch, type Watches } from './watch.ts'

const base = { v: 1, space: 'live', by: BY_SYSTEM, commandId: null } as const

interface Look {
  readonly key: AlarmKey
  readonly condition: Condition | null
  readonly alarm: Alarm | undefined
  readonly consequences: number
  /** Is the incident's missed limit there, which takes the place of one coming due? */
  readonly superseded: boolean
  /** Of limits: was the promise kept, so that nothing is left to acknowledge once it is over? */
  readonly kept: boolean
  readonly now: number
}

/**
 * Compares the conditions of `now` (epoch ms) with the alarms on the board: facts for what comes, returns, changes or
 * flutters, in order of time. `watches` is what was seen before, and is brought up to date in place.
 */
export function decideConditions(
  { alarms, incidents }: Pick<Board, 'alarms' | 'incidents'>, conditions: readonly Condition[], watches: Watches, now: number,
): NewAlarmFact[] {
  const present = new Map(conditions.map((condition) => [condition.key, condition]))
  const consequences = consequencesOf(conditions)
  const facts: NewAlarmFact[] = []
  for (const key of new Set([...present.keys(), ...watches.keys(), ...standingKeys(alarms.byKey)])) {
    const alarm = alarms.byKey.get(key)
    const condition = present.get(key) ?? null
    const seen = watches.get(key)
    const kind = condition?.kind ?? alarm?.kind ?? seen?.kind
    if (kind === undefined) continue
    const watch = observe(seen, kind, condition, alarm?.standing ?? false, now)
    const superseded = kind === 'limitDueSoon' && present.has(alarmKey('limitMissed', alarm?.subject ?? ''))
    const kept = kind === 'limitDueSoon' || (kind === 'limitMissed' && wereKept(incidents.get(alarm?.subject ?? ''), alarm?.stage ?? null, now))
    const look = { key, condition, alarm, consequences: consequences.get(key) ?? 0, superseded, kept, now }
    const found = decideOne(look, watch)
    facts.push(...found)
    if (isIdle(watch, alarm, now)) watches.delete(key)
    else watches.set(key, afterTelling(watch, found, now))
  }
  return facts.sort((a, b) => a.at - b.at)
}

/** What of a watch no fact has told yet: a raise tells of the coming that led to it, `AlarmFlapped` of all. */
function afterTelling(watch: Watch, facts: readonly NewAlarmFact[], now: number): Watch {
  if (facts.some(({ type }) => type === 'AlarmFlapped')) return { ...watch, untold: 0, toldAt: now }
  return facts[0]?.type === 'AlarmRaised' ? { ...watch, untold: Math.max(0, watch.untold - 1) } : watch
}

/** Were all limits up to and with `stage` kept after all, by stamps of their true time that came late (CLOCK-2)? */
function wereKept(incident: Incident | undefined, stage: Stage | null, now: number): boolean {
  if (incident === undefined || stage === null) return false
  const clocks = responseClock(incident, now)
  return clocks.slice(0, STAGES.indexOf(stage) + 1).every(({ state }) => state === 'met')
}

function* standingKeys(byKey: ReadonlyMap<AlarmKey, Alarm>): Iterable<AlarmKey> {
  for (const { key, standing } of byKey.values()) if (standing) yield key
}

function decideOne(look: Look, watch: Watch): NewAlarmFact[] {
  const { alarm } = look
  if (alarm === undefined || !alarm.standing) return raised(look, watch)
  if (look.superseded) return [returned(look, look.now, 'superseded')]
  const goes = returnAt(watch, look.now)
  if (goes !== null && look.now >= goes) {
    return [...flapped(look, watch, goes), returned(look, goes, look.kept ? 'wentBy' : null)]
  }
  const due = flapsDueAt(watch, look.now)
  return [...changed(look, alarm), ...(due !== null && look.now >= due ? flapped(look, watch, look.now) : [])]
}

function raised(look: Look, watch: Watch): NewAlarmFact[] {
  const comes = raiseAt(watch, look.now)
  if (look.condition === null || comes === null || look.now < comes) return []
  return [raise(look.condition, look.consequences, comes), ...flapped(look, { ...watch, untold: watch.untold - 1 }, look.now)]
}

function raise(condition: Condition, consequences: number, at: number): NewAlarmFact {
  const { since: _since, causedBy: _causedBy, ...subject } = condition
  return { ...base, type: 'AlarmRaised', at, data: { ...subject, priority: priorityOfCondition(condition), consequences } }
}

function returned({ key }: Look, at: number, settled: 'wentBy' | 'superseded' | null): NewAlarmFact {
  return { ...base, type: 'AlarmReturned', at, data: { key, settled } }
}

/** Of a standing alarm: the next stage of its incident is a re-trigger; a priority, level or more consequences a change. */
function changed({ condition, consequences, now }: Look, alarm: Alarm): NewAlarmFact[] {
  if (condition === null) return []
  if (condition.stage !== alarm.stage) return [raise(condition, consequences, condition.since)]
  const priority = priorityOfCondition(condition)
  const same = priority === alarm.priority && condition.level === alarm.level
  if (same && !tellsMore(consequences, alarm)) return []
  const most = Math.max(consequences, same ? alarm.consequences : 0)
  return [{ ...base, type: 'AlarmChanged', at: now, data: { key: alarm.key, priority, level: condition.level, consequences: most, ...(condition.along === undefined ? {} : { along: condition.along }) } }]
}

/** A number of consequences is told when it grows, so that cameras that come and go write no record of it. */
function tellsMore(consequences: number, alarm: Alarm): boolean {
  return consequences > alarm.consequences
}

function flapped({ key }: Look, { untold, untoldSince }: Watch, at: number): NewAlarmFact[] {
  return untold > 0 ? [{ ...base, type: 'AlarmFlapped', at, data: { key, flaps: untold, since: untoldSince } }] : []
}

/** Epoch ms of the next moment after `now` at which `decideConditions` would decide something by time alone; null for none. */
export function nextWatchAt({ alarms }: Pick<Board, 'alarms'>, watches: Watches, now: number): number | null {
  const times: number[] = []
  for (const [key, watch] of watches) {
    const standing = alarms.byKey.get(key)?.standing ?? false
    for (const at of [standing ? returnAt(watch, now) : raiseAt(watch, now), standing ? flapsDueAt(watch, now) : null]) {
      if (at !== null && at > now) times.push(at)
    }
    if (watch.arrivals.length > 0) times.push(now + FLAPS_EVERY_MS)
  }
  return times.length === 0 ? null : Math.min(...times)
}
