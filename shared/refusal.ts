/** Why a command was not taken. `field` is a JSON path of the input (`position.lon`), empty for the whole. */
export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  readonly field: string
  readonly reason: string
  /** Who was first, where somebody has done the same, or what stands in its way, before (DESK-9); `at` epoch ms. */
  readonly first?: First
}

export interface First {
  readonly by: string
  readonly at: number
}

/** What a refusal can be for; each is counted under its code. */
export const REFUSAL_CODES = [
  'unknown', 'future', 'tooOld', 'outsideBounds', 'alreadyStamped', 'commandIdReused', 'looserLimit',
  'notResolved', 'alreadyResolved', 'notEnded', 'ended', 'merged', 'sameIncident', 'intoLighter', 'unchanged', 'tooMany',
  'alreadyJoined', 'alreadyTaken', 'notOwner', 'alreadyDecided', 'alreadyAcknowledged', 'alreadyDone', 'notCalledFor', 'handoverOpen',
  'notLead', 'alreadyWithdrawn',
  'alreadyRaised', 'notRaised', 'alreadyShelved', 'notShelved', 'onShelf', 'shelfPast', 'shelfTooLong', 'leaderOnly', 'raisedAgain', 'notRetirable', 'tooManySources',
  'alreadyPrepared', 'notPrepared', 'samePerson', 'lapsed', 'notTaken', 'reversed', 'overlap', 'tooLong', 'ambiguous', 'alreadyCheckedIn', 'notCheckedIn',
  'notInState', 'missing', 'badForm', 'outOfRange', 'alreadyTicked', 'notTicked', 'alreadyRunning', 'stepsOpen',
  'alreadyStarted', 'notStarted', 'alreadyPaused', 'notPaused', 'drillPaused', 'drillEnded', 'drillWithdrawn', 'drillNotEnded', 'alreadyFired', 'duplicate', 'otherGrid', 'notAllowed',
  'otherMode', 'otherAssignee',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

export function refuse(code: RefusalCode, field: string, reason: string, first: First | null = null): Refusal {
  return { refused: true, code, field, reason, ...(first === null ? {} : { first: { by: first.by, at: first.at } }) }
}

/** What deciding gives: facts to record (maybe none), or a refusal that changes nothing. */
export type Decision<F> = readonly F[] | Refusal

export function isRefusal<F>(decision: Decision<F> | Refusal): decision is Refusal {
  return 'refused' in decision
}
