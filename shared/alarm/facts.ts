import type { Fact, NewFact } from '../fact.ts'
import type { AlarmKey, AlarmPriority, AlarmSubject } from './types.ts'

/** `at` is when the condition had stood for its delay, also when the server was down. Of a raised alarm: a re-trigger. */
export interface AlarmRaisedData extends AlarmSubject {
  readonly priority: AlarmPriority
  readonly consequences: number
}

/** `settled`: nothing is left to acknowledge, since it went by or another alarm took its place (ALARM-4). */
export interface AlarmReturnedData {
  readonly key: AlarmKey
  readonly settled: 'wentBy' | 'superseded' | null
}

/** Another priority, level or number of consequences (`along` with it, SOURCE-4). A higher priority asks for a new acknowledgement. */
export interface AlarmChangedData extends Pick<AlarmSubject, 'key' | 'level' | 'along'> {
  readonly priority: AlarmPriority
  readonly consequences: number
}

/** How often the condition came and went from `since` (epoch ms) to the fact's `at`, without a fact for each (ALARM-6). */
export interface AlarmFlappedData {
  readonly key: AlarmKey
  readonly flaps: number
  readonly since: number
}

export interface AlarmAcknowledgedData {
  readonly key: AlarmKey
}

/** `until` in epoch ms. */
export interface AlarmShelvedData {
  readonly key: AlarmKey
  readonly until: number
  readonly reason: string
}

/** `ended`: the shelf's time was up, `at` is that time. `lifted`: somebody took it off the shelf. */
export interface AlarmUnshelvedData {
  readonly key: AlarmKey
  readonly cause: 'ended' | 'lifted'
}

/** A feed is expected no more, until it is heard again (SOURCE-3). `key` is that of its alarm. */
export interface SourceRetiredData {
  readonly key: AlarmKey
  readonly reason: string
}

export type NewAlarmFact =
  | NewFact<'AlarmRaised', AlarmRaisedData>
  | NewFact<'AlarmReturned', AlarmReturnedData>
  | NewFact<'AlarmChanged', AlarmChangedData>
  | NewFact<'AlarmFlapped', AlarmFlappedData>
  | NewFact<'AlarmAcknowledged', AlarmAcknowledgedData>
  | NewFact<'AlarmShelved', AlarmShelvedData>
  | NewFact<'AlarmUnshelved', AlarmUnshelvedData>
  | NewFact<'SourceRetired', SourceRetiredData>

export type AlarmFact =
  | Fact<'AlarmRaised', AlarmRaisedData>
  | Fact<'AlarmReturned', AlarmReturnedData>
  | Fact<'AlarmChanged', AlarmChangedData>
  | Fact<'AlarmFlapped', AlarmFlappedData>
  | Fact<'AlarmAcknowledged', AlarmAcknowledgedData>
  | Fact<'AlarmShelved', AlarmShelvedData>
  | Fact<'AlarmUnshelved', AlarmUnshelvedData>
  | Fact<'SourceRetired', SourceRetiredData>
