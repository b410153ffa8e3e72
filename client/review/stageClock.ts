import type { LedClock } from '../stores/clock.ts'

/** The clock of a stage: it shows the moment the stage stands at, epoch ms. */
export interface StageClock extends LedClock {
  t: number
}

export function createStageClock(): StageClock {
  const clock = { t: 0, now: () => clock.t }
  return clock
}
