import type { GridId, UnitId } from '../ids.ts'
import { freshness, LOST_AFTER_INTERVALS } from '../reading/freshness.ts'
import { conditionOf, type Condition } from './condition.ts'
import { alarmKey, type Alarm, type AlarmBoard, type AlarmKey } from './types.ts'

/** When a feed was heard last. Epoch ms, 0 for never. */
export interface SourceSign {
  readonly source: string
  readonly heardAt: number
  readonly intervalMs: number
  /** Is its connection up? null where there is none to speak of. */
  readonly connected: boolean | null
  /** Id of the key that spoke under its name last; null where none did. */
  readonly sourceKey: string | null
}

/** When a unit was heard last, and through which source. Epoch ms, 0 for never. */
export interface UnitSign {
  readonly unit: UnitId
  readonly fixAt: number
  readonly intervalMs: number
  readonly source: string | null
  readonly grid: GridId | null
}

/** Since when the server listens, epoch ms: silence before that says nothing. */
export interface Silence {
  readonly sources: readonly SourceSign[]
  readonly units: readonly UnitSign[]
  readonly watchedSince: number
  /** Was this key revoked? What came by it is expected no more (SOURCE-2). */
  readonly isRevoked: (sourceKey: string) => boolean
}

/** ASSUMPTION: sources of one key whose silence began within this time are silent for one cause, ms. */
export const TOGETHER_MS = 60_000

/** The alarm of a source that explains why what comes through it is silent: it is late itself. null while it is fresh. */
export function silentSource(sources: readonly SourceSign[], source: string | null, now: number): AlarmKey | null {
  const sign = sources.find((each) => each.source === source)
  if (sign === undefined || sign.heardAt === 0) return null
  const well = freshness(sign.heardAt, now, sign.intervalMs) === 'fresh' && sign.connected !== false
  return well ? null : alarmKey('sourceSilent', sign.source)
}

/**
 * Sources and patrols lost at `now` (STALE-1). One never heard is not silent: nothing was there to lose. One with an alarm
 * stays silent until it is heard after that, not until a server starts that has not listened yet. What came by a key that was
 * revoked is expected no more (SOURCE-2).
 */
export function silenceConditions(silence: Silence, alarms: AlarmBoard, now: number): Condition[] {
  const { sources, units, watchedSince } = silence
  const conditions: Condition[] = []
  for (const { unit, fixAt, intervalMs, source, grid } of units) {
    const since = lostAt(fixAt, intervalMs, watchedSince)
    if (fixAt === 0 || (now <= since && !isStillSilent(alarms, alarmKey('patrolSilent', unit), fixAt))) continue
    conditions.push(conditionOf('patrolSilent', unit, Math.min(since, now), { grid, causedBy: silentSource(sources, source, now) }))
  }
  return [...explained([...heardSources(silence, alarms, now), ...unseenSources(silence, alarms, now)], alarms), ...conditions]
}

function lostAt(heardAt: number, intervalMs: number, watchedSince: number): number {
  return Math.max(heardAt, watchedSince) + intervalMs * LOST_AFTER_INTERVALS
}

/** Silent ones among the sources heard since this server started, and links that are down. */
function heardSources({ sources, watchedSince, isRevoked }: Silence, alarms: AlarmBoard, now: number): Condition[] {
  return sources.flatMap(({ source, heardAt, intervalMs, connected, sourceKey }) => {
    if ((heardAt === 0 && connected !== false) || (sourceKey !== null && isRevoked(sourceKey))) return []
    const since = lostAt(heardAt, intervalMs, watchedSince)
    const isSilent = connected === false || now > since || isStillSilent(alarms, alarmKey('sourceSilent', source), heardAt)
    const details = sourceKey === null ? {} : { sourceKey }
    return isSilent ? [conditionOf('sourceSilent', source, connected === false ? now : Math.min(since, now), details)] : []
  })
}

function isStillSilent(alarms: AlarmBoard, key: AlarmKey, heardAt: number): boolean {
  const alarm = alarms.byKey.get(key)
  return alarm !== undefined && alarm.standing && heardAt <= alarm.raisedAt
}

/** Sources with an alarm, and those silent along with them, that have not been heard since this server started. */
function unseenSources({ sources, isRevoked }: Silence, alarms: AlarmBoard, now: number): Condition[] {
  const heard = new Set(sources.filter(({ heardAt }) => heardAt > 0).map(({ source }) => source))
  return [...alarms.byKey.values()]
    .filter(({ kind, standing }) => kind === 'sourceSilent' && standing)
    .filter(({ subject }) => sources.find(({ source }) => source === subject)?.connected !== false)
    .filter(({ sourceKey }) => sourceKey === undefined || !isRevoked(sourceKey))
    .flatMap((alarm) => namesOf(alarm).map((name) => unseen(name, alarm, now)))
    .filter(({ subject }) => !heard.has(subject))
    .filter(({ key }, place, all) => all.findIndex((each) => each.key === key) === place)
}

/** The source an alarm is of, and those silent along with it. */
function namesOf({ subject, along = [] }: Pick<Alarm, 'subject' | 'along'>): readonly string[] {
  return [subject, ...along]
}

/** What was silent along with another has been so since the alarm of that one. */
function unseen(name: string, { subject, sourceKey, raisedAt }: Alarm, now: number): Condition {
  return conditionOf('sourceSilent', name, name === subject ? now : Math.min(raisedAt, now), sourceKey === undefined ? {} : { sourceKey })
}

/**
 * Sources of one key that fell silent together have one cause, and are the alarm of the first of them (ALARM-4): of the one whose
 * alarm stands already, else of the one silent longest. Those that fell silent at another time have an alarm of their own.
 */
function explained(silent: readonly Condition[], alarms: AlarmBoard): Condition[] {
  const firsts: Condition[] = []
  const standing = ({ key }: Condition): Alarm | null => [alarms.byKey.get(key)].find((alarm) => alarm?.standing) ?? null
  const beganAt = (condition: Condition): number => Math.min(condition.since, standing(condition)?.raisedAt ?? Infinity)
  const inOrder = [...silent].sort((a, b) => Number(standing(b) !== null) - Number(standing(a) !== null) || beganAt(a) - beganAt(b))
  const all = inOrder.map((condition) => {
    const first = condition.sourceKey === undefined ? undefined
      : firsts.find((one) => one.sourceKey === condition.sourceKey && Math.abs(beganAt(condition) - beganAt(one)) <= TOGETHER_MS)
    if (first !== undefined && standing(condition) === null) return { ...condition, causedBy: first.key }
    firsts.push(condition)
    return condition
  })
  return all.map((condition) => {
    const along = all.filter(({ causedBy }) => causedBy === condition.key).map(({ subject }) => subject).sort()
    return along.length === 0 ? condition : { ...condition, along }
  })
}

/** Names of the sources of a key whose alarms stand, and of those silent along with them. */
export function silentNamesOf(alarms: AlarmBoard, sourceKey: string): string[] {
  return [...alarms.byKey.values()].filter((alarm) => alarm.kind === 'sourceSilent' && alarm.standing && alarm.sourceKey === sourceKey).flatMap(namesOf)
}

/** The next moment after `now` (epoch ms) at which something would be silent; null when nothing was heard. */
export function nextSilentAt({ sources, units, watchedSince }: Omit<Silence, 'isRevoked'>, now: number): number | null {
  const signs = [...sources, ...units.map(({ fixAt, intervalMs }) => ({ heardAt: fixAt, intervalMs }))]
  const times = signs.filter(({ heardAt }) => heardAt > 0)
    .map(({ heardAt, intervalMs }) => Math.max(heardAt, watchedSince) + intervalMs * LOST_AFTER_INTERVALS + 1)
    .filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}
