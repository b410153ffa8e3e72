import type { Level } from '../incident/kinds.ts'
import type { AlarmKind, AlarmPriority } from './types.ts'

type ByLevel = Readonly<Record<Level, AlarmPriority>>

const HIGH_FROM_LEVEL_II: ByLevel = { I: 'high', II: 'high', III: 'medium', IV: 'low' }
const HIGH_OR_LOW: ByLevel = { I: 'high', II: 'high', III: 'low', IV: 'low' }
const MEDIUM_FROM_LEVEL_II: ByLevel = { I: 'high', II: 'medium', III: 'low', IV: 'low' }

/**
 * The one table of priorities (ALARM-3). ASSUMPTION: chosen so that a usual day brings about 5 % high, 15 % medium, 80 % low
 * (`priorityMix.test.ts` computes it); where an incident is behind the alarm its level decides. Missed limits of level III are too many
 * for medium: their clocks are red on every screen in any case.
 */
const PRIORITIES: Readonly<Record<AlarmKind, AlarmPriority | ByLevel>> = {
  limitMissed: HIGH_OR_LOW,
  limitDueSoon: MEDIUM_FROM_LEVEL_II,
  handoverUnacknowledged: HIGH_FROM_LEVEL_II,
  sourceSilent: 'high',
  platformDown: 'medium',
  blindPost: 'medium',
  postUnattended: 'medium',
  rosterWanting: 'medium',
  zoneFull: 'medium',
  postShort: 'low',
  gridServiceability: 'low',
  patrolSilent: 'low',
  patrolOffRoute: 'low',
}

/** Priority of an alarm of `kind`, with the level of the incident behind it; without one the lightest of its row. */
export function priorityOf(kind: AlarmKind, level: Level | null): AlarmPriority {
  const entry = PRIORITIES[kind]
  return typeof entry === 'string' ? entry : entry[level ?? 'IV']
}
