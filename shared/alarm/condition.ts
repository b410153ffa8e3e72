import { priorityOf } from './priority.ts'
import { alarmKey, type AlarmKey, type AlarmKind, type AlarmPriority, type AlarmSubject } from './types.ts'

/** Something that is wrong at one instant, before anything is decided about an alarm. */
export interface Condition extends AlarmSubject {
  /** Since when, epoch ms. */
  readonly since: number
  /** The alarm that explains it: while that is so it raises none of its own (ALARM-4). */
  readonly causedBy: AlarmKey | null
}

type Details = Partial<Pick<Condition, 'grid' | 'incident' | 'level' | 'stage' | 'causedBy' | 'sourceKey'>>

export function conditionOf(kind: AlarmKind, subject: string, since: number, details: Details = {}): Condition {
  return { key: alarmKey(kind, subject), kind, subject, since, grid: null, incident: null, level: null, stage: null, causedBy: null, ...details }
}

export function priorityOfCondition({ kind, level }: Pick<Condition, 'kind' | 'level'>): AlarmPriority {
  return priorityOf(kind, level)
}

/** How many conditions each cause explains, those of a cause's own consequences with them. */
export function consequencesOf(conditions: Iterable<Condition>): ReadonlyMap<AlarmKey, number> {
  const causes = new Map<AlarmKey, AlarmKey>()
  for (const { key, causedBy } of conditions) if (causedBy !== null) causes.set(key, causedBy)
  const counts = new Map<AlarmKey, number>()
  for (const key of causes.keys()) {
    const met = new Set<AlarmKey>([key])
    for (let cause = causes.get(key); cause !== undefined && !met.has(cause); cause = causes.get(cause)) {
      met.add(cause)
      counts.set(cause, (counts.get(cause) ?? 0) + 1)
    }
  }
  return counts
}
