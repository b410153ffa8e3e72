import type { GridId, UnitId } from '../ids.ts'
import { freshness, LOST_AFTER_INTERVALS } from '../reading/freshness.ts'
import { conditionOf, type Condition } from './condition.ts'
import { alarmKey, type AlarmBoard, type AlarmKey } from './types.ts'

/** When a feed was heard last. Epoch ms, 0 for never. */
export interface SourceSign {
  readonly source: string
  readonly heardAt: number
  readonly intervalMs: number
  /** Is its connection up? null where there is none to speak of. */
  readonly connected: boolean | null
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
}

/** The alarm of a source that explains why what comes through it is silent: it is late itself. null while it is fresh. */
export function silentSource(sources: readonly SourceSign[], source: string | null, now: number): AlarmKey | null {
  const sign = sources.find((each) => each.source === source)
  if (sign === undefined || sign.heardAt === 0) return null
  const well = freshness(sign.heardAt, now, sign.intervalMs) === 'fresh' && sign.connected !== false
  return well ? null : alarmKey('sourceSilent', sign.source)
}

/**
 * Sources and patrols lost at `now` (STALE-1). One never heard is not silent: nothing was there to lose. One with an alarm
 * stays silent until it is heard after that, not until a server starts that has not listened yet.
 */
export function silenceConditions({ sources, units, watchedSince }: Silence, alarms: AlarmBoard, now: number): Condition[] {
  const conditions: Condition[] = []
  const lostAt = (heardAt: number, intervalMs: number): number => Math.max(heardAt, watchedSince) + intervalMs * LOST_AFTER_INTERVALS
  for (const { source, heardAt, intervalMs, connected } of sources) {
    if (heardAt === 0 && connected !== false) continue
    const since = lostAt(heardAt, intervalMs)
    if (connected === false) conditions.push(conditionOf('sourceSilent', source, now))
    else if (now > since || isStillSilent(alarms, alarmKey('sourceSilent', source), heardAt)) {
      conditions.push(conditionOf('sourceSilent', source, Math.min(since, now)))
    }
  }
  for (const { unit, fixAt, intervalMs, source, grid } of units) {
    const since = lostAt(fixAt, intervalMs)
    if (fixAt === 0 || (now <= since && !isStillSilent(alarms, alarmKey('patrolSilent', unit), fixAt))) continue
    conditions.push(conditionOf('patrolSilent', unit, Math.min(since, now), { grid, causedBy: silentSource(sources, source, now) }))
  }
  return [...conditions, ...unseenSources(sources, alarms, now)]
}

function isStillSilent(alarms: AlarmBoard, key: AlarmKey, heardAt: number): boolean {
  const alarm = alarms.byKey.get(key)
  return alarm !== undefined && alarm.standing && heardAt <= alarm.raisedAt
}

/** Sources with an alarm that have not been heard since this server started. */
function unseenSources(sources: readonly SourceSign[], alarms: AlarmBoard, now: number): Condition[] {
  const heard = new Set(sources.filter(({ heardAt }) => heardAt > 0).map(({ source }) => source))
  return [...alarms.byKey.values()]
    .filter(({ kind, standing, subject }) => kind === 'sourceSilent' && standing && !heard.has(subject))
    .filter(({ subject }) => sources.find(({ source }) => source === subject)?.connected !== false)
    .map(({ subject }) => conditionOf('sourceSilent', subject, now))
}

/** The next moment after `now` (epoch ms) at which something would be silent; null when nothing was heard. */
export function nextSilentAt({ sources, units, watchedSince }: Silence, now: number): number | null {
  const signs = [...sources, ...units.map(({ fixAt, intervalMs }) => ({ heardAt: fixAt, intervalMs }))]
  const times = signs.filter(({ heardAt }) => heardAt > 0)
    .map(({ heardAt, intervalMs }) => Math.max(heardAt, watchedSince) + intervalMs * LOST_AFTER_INTERVALS + 1)
    .filter((at) => at > now)
  return times.length === 0 ? null : Math.min(...times)
}
