/** Why a command was not taken. `field` is a JSON path of the input (`position.lon`), empty for the whole. */
export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  readonly field: string
  readonly reason: string
}

/** What a refusal can be for; each is counted under its code. */
export const REFUSAL_CODES = [
  'unknown', 'future', 'tooOld', 'outsideBounds', 'alreadyStamped', 'commandIdReused', 'looserLimit',
  'notResolved', 'alreadyResolved', 'notEnded', 'ended', 'merged', 'sameIncident', 'unchanged', 'tooMany',
  'alreadyJoined', 'alreadyTaken', 'notOwner', 'alreadyDecided', 'alreadyAcknowledged', 'alreadyDone', 'notCalledFor', 'handoverOpen',
  'alreadyRaised', 'notRaised', 'alreadyShelved', 'notShelved', 'onShelf', 'shelfPast', 'shelfTooLong',
  'alreadyPrepared', 'notPrepared', 'samePerson', 'lapsed', 'reversed', 'overlap', 'tooLong', 'ambiguous', 'alreadyCheckedIn', 'notCheckedIn',
  'notInState', 'missing', 'badForm', 'outOfRange', 'alreadyTicked', 'notTicked', 'alreadyRunning',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export function refuse(code: RefusalCode, field: string, reason: string): Refusal {
  return { refused: true, code, field, reason }
}

/** What deciding gives: facts to record (maybe none), or a refusal that changes nothing. */
export type Decision<F> = readonly F[] | Refusal

export function isRefusal<F>(decision: Decision<F> | Refusal): decision is Refusal {
  return 'refused' in decision
}
