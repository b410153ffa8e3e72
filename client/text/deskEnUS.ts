import type { DeskMessages } from './deskZhCN.ts'

/** The desk in English, complete. */
export const deskEnUS: DeskMessages = {
  desk: {
    title: '{site} duty desk',
    noName: 'not named',
    queue: {
      title: 'In progress', note: '{active} · by limit', done: 'Resolved and closed', doneNote: '{n}', search: 'Search number, place, kind', none: 'No incident fits', calm: 'No incident in progress',
    },
    state: {
      reported: 'Reported', responded: 'Responded', dispatched: 'Dispatched', arrived: 'On scene', resolved: 'Resolved', closed: 'Closed', cancelled: 'False alarm', merged: 'Merged',
    },
    chooseOne: 'Choose an incident on the left, or press N to report one',
    reportedBy: 'reported {time} · from {source}',
    handling: 'handling {n}',
    lead: 'led by {lead}',
    leads: { grid: 'the grid', office: 'office headquarters', committee: 'the management committee', city: 'the city' },
    owner: 'with {by}',
    nobody: 'taken by nobody',
    ownerSince: 'with {by} since {time}',
    stamps: { title: 'Stamp a stage', as: 'Stamp for', stamped: '{time} {by}', first: 'first {time}', skip: 'No stamp yet for {stages}. Press again to stamp {stage} all the same' },
    units: { title: 'Units and their own stamps', none: 'No unit has stamped yet', first: '1st', took: 'took {duration}', unit: 'Unit' },
    timeline: { title: 'Timeline', note: '{n} · what the board knows' },
    notes: { title: 'Notes', none: 'No note yet' },
    map: { title: 'Map', pick: 'Click the map to report' },
    nearby: {
      teams: 'Nearest idle teams', cameras: 'Nearest working cameras', metres: '{m} m', more: '{n} more', noTeams: 'No idle team', noCameras: 'No working camera near', unlocated: '{n} idle teams never sent a position', passed: '{n} nearer ones are down or unknown',
      fresh: 'position current', late: 'position late', lost: 'lost {age}',
    },
    report: {
      title: 'Report an incident', gestures: 'Click the map or type a place → choose the kind → send', place: 'Place', placeHint: 'Name of a post, grid, checkpoint or camera', at: 'at {place}', noPlace: 'No position yet', kind: 'Kind', summary: 'What (optional; the kind when left empty)', send: 'Send', pickedOnMap: 'Point on the map', outside: 'Outside the area', noKind: 'Choose a kind',
    },
    action: {
      note: 'Note', level: 'Level', decide: 'Decide escalation', acknowledge: 'Acknowledge handover', take: 'Take', leave: 'Leave', close: 'Close', cancel: 'False alarm', merge: 'Merge', reopen: 'Reopen', correct: 'Correct a stamp', department: 'Join department', measure: 'Measure taken',
    },
    field: {
      text: 'Text', reason: 'Reason', note: 'Remark (optional)', level: 'Level', accept: 'Decision', into: 'Merge into', department: 'Department', stamp: 'Which stamp', at: 'Corrected to (hh:mm:ss)', measure: 'Measure', needed: 'needed', badTime: 'write it as hh:mm:ss',
    },
    accept: { yes: 'Escalate', no: 'Do not escalate' },
    measure: { fieldCommand: 'field command', assessment: 'assessment', cityReport: 'report to the city' },
    proposal: 'Escalation to {to} proposed: {why}',
    why: { level: 'level {level}', limitMissed: '{stage} missed' },
    handover: 'Handed to {to}, to be acknowledged {left}',
    handoverLate: 'Handed to {to}, acknowledgement overdue {left}',
    calledFor: 'The level calls for: {measure}',
    fact: {
      reported: 'Reported',
      stamped: '{stage} stamped · {unit}',
      stampedJoint: '{stage} stamped · {unit} · with {department}',
      corrected: '{stage} stamp corrected, was {old}',
      limitMissed: '{stage} missed its limit',
      departmentJoined: '{department} joined',
      note: 'Note',
      proposed: 'Escalation to {lead} proposed',
      declined: 'Escalation declined',
      handedOver: 'Handed over to {lead}',
      acknowledged: 'Acknowledged by {lead}',
      handoverMissed: 'Handover not acknowledged in time',
      measureCalled: 'Level calls for {measure}',
      measureTaken: '{measure} taken',
      taken: 'Taken',
      reopened: 'Reopened, handling {n}',
      closed: 'Closed',
      cancelled: 'Cancelled as a false alarm',
      merged: 'Merged into {into}',
      absorbed: '{into} merged into this one',
    },
    by: { headquarters: 'headquarters', system: 'system', desk: 'duty desk', unknown: 'not recorded' },
    command: {
      title: 'Commands', sending: 'sending', sendingAgain: 'sending, try {n}', journaled: 'recorded #{seq}', refused: 'refused: {why}', refusedField: 'field {field}', unanswered: 'no answer; sent again when the link is back', again: 'Send again', none: 'No command given yet',
      first: 'first was {by}, {time}', codes: { journalUnavailable: 'the record cannot be written', noSuchRoute: 'the server has no such command', foreignOrigin: 'foreign origin', serverError: 'the server failed', notSignedIn: 'not signed in; sign in and send again', notAllowed: 'this account may not do that', refused: 'not taken' },
    },
    blocked: {
      connecting: 'Connecting; nothing can be sent', stale: 'Data stopped; nothing can be sent. Press again when it is back', outdated: 'Page outdated; reload before sending', journal: 'The record cannot be written; nothing would be kept', noIncident: 'No incident chosen', alreadyPressed: 'being sent', nothing: 'no escalation to decide', noHandover: 'no handover to acknowledge', noMeasure: 'no measure to take', noStamp: 'no stamp to correct', noOther: 'no incident to merge into', noDepartment: 'all departments have joined', notAllowed: 'this account may not do that',
    },
    send: 'Send',
    cancel: 'Cancel',
    keys: {
      title: 'Keyboard', hint: '? lists the keys', next: 'Next incident', previous: 'Previous incident', report: 'Report an incident', search: 'Search', help: 'List of keys', leave: 'Close, leave a field', language: 'Switch language', unit: 'Choose whom to stamp for',
      stamp: 'Stamp: {stage}',
    },
  },
}
