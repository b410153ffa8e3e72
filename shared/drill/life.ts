import type { RefusalCode } from '../refusal.ts'
import type { DrillState } from './types.ts'

export type DrillVerb = 'change' | 'start' | 'pause' | 'resume' | 'fire' | 'jump' | 'stop' | 'observe' | 'judge' | 'improve' | 'withdraw' | 'act'

/**
 * What may be done in each state, or the code it is refused for (DRILL-4). `act`: everything participants do about the drill's
 * incidents, mode, posts and alarms.
 */
export const DRILL_LIFE: Readonly<Record<DrillState, Readonly<Record<DrillVerb, true | RefusalCode>>>> = {
  prepared: {
    change: true, start: true, pause: 'notStarted', resume: 'notStarted', fire: 'notStarted', jump: 'notStarted', stop: 'notStarted',
    observe: 'notStarted', judge: 'notStarted', improve: 'notStarted', withdraw: true, act: 'notStarted',
  },
  running: {
    change: true, start: 'alreadyStarted', pause: true, resume: 'notPaused', fire: true, jump: true, stop: true,
    observe: true, judge: true, improve: true, withdraw: 'alreadyStarted', act: true,
  },
  paused: {
    change: true, start: 'alreadyStarted', pause: 'alreadyPaused', resume: true, fire: 'drillPaused', jump: 'drillPaused', stop: true,
    observe: true, judge: true, improve: true, withdraw: 'alreadyStarted', act: 'drillPaused',
  },
  ended: {
    change: 'drillEnded', start: 'drillEnded', pause: 'drillEnded', resume: 'drillEnded', fire: 'drillEnded', jump: 'drillEnded', stop: 'drillEnded',
    observe: true, judge: true, improve: true, withdraw: 'drillEnded', act: 'drillEnded',
  },
  withdrawn: {
    change: 'drillWithdrawn', start: 'drillWithdrawn', pause: 'drillWithdrawn', resume: 'drillWithdrawn', fire: 'drillWithdrawn', jump: 'drillWithdrawn',
    stop: 'drillWithdrawn', observe: 'drillWithdrawn', judge: 'drillWithdrawn', improve: 'drillWithdrawn', withdraw: 'drillWithdrawn', act: 'drillWithdrawn',
  },
}
