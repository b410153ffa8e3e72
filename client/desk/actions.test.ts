import { describe, expect, it } from 'vitest'
import { COMMAND_ROUTES } from '../../server/ingest/incidentCommands.ts'
import { emptyBoard } from '../../shared/board.ts'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import { decideCommand, type IncidentCommand } from '../../shared/incident/decideCommand.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import type { Escalation } from '../../shared/incident/escalation.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { isRefusal } from '../../shared/refusal.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { actionOf, aimOf, bodyOf, DESK_ACTIONS, hindranceOf, missingFields, momentOf, neededFor, type ActionId } from './actions.ts'

const NOW = Date.UTC(2026, 10, 23, 11, 42, 7)
const START = NOW - 8 * MINUTE_MS
const end = (how: 'closed' | 'cancelled' | 'merged') => ({ how, at: NOW - 1, by: 'headquarters', reason: null, into: how === 'merged' ? 'other' : null })
const AROUND = { me: 'headquarters', others: 1, departments: 7 }
const STATES: Record<string, Incident> = {
  reported: incidentWith(START),
  arrived: incidentWith(START, { respond: 1, arrive: 5 }),
  owned: incidentWith(START, {}, { owner: { by: 'headquarters', since: START } }),
  "somebody else's": incidentWith(START, {}, { owner: { by: 'leader-b', since: START } }),
  resolved: incidentWith(START, { resolve: 6 }),
  closed: incidentWith(START, { resolve: 6 }, { end: end('closed') }),
  cancelled: incidentWith(START, {}, { end: end('cancelled') }),
  merged: incidentWith(START, {}, { end: end('merged') }),
}

/** The command the server would make of an action with sensible words in it. */
function commandOf(id: ActionId, incident: Incident): IncidentCommand {
  const given = { commandId: 'c', incidentId: incident.id, by: 'headquarters' }
  const stamp = Object.values(incident.stamps).flat()[0]?.seq ?? 0
  const commands: Record<ActionId, IncidentCommand> = {
    note: { type: 'addNote', ...given, text: 'n' },
    take: { type: 'takeIncident', ...given, from: incident.owner?.by ?? null },
    leave: { type: 'leaveIncident', ...given },
    level: { type: 'changeLevel', ...given, level: 'II', severity: null, reason: 'r', response: DEFAULT_RESPONSE },
    decide: { type: 'decideEscalation', ...given, escalation: 1, accept: true, reason: 'r', to: null },
    acknowledge: { type: 'acknowledgeHandover', ...given, escalation: 1, leads: [] },
    measure: { type: 'takeMeasure', ...given, measure: 'fieldCommand', note: null },
    department: { type: 'joinDepartment', ...given, department: 'police', at: null },
    correct: { type: 'correctStamp', ...given, stamp, at: START + MINUTE_MS / 2, reason: 'r', response: DEFAULT_RESPONSE },
    withdraw: { type: 'withdrawStamp', ...given, stamp, reason: 'r', response: DEFAULT_RESPONSE },
    close: { type: 'closeIncident', ...given, note: null },
    cancel: { type: 'cancelIncident', ...given, reason: 'r' },
    merge: { type: 'mergeIncident', ...given, into: 'other', reason: null },
    reopen: { type: 'reopenIncident', ...given, reason: 'r', limits: incident.limits, response: DEFAULT_RESPONSE },
  }
  return commands[id]
}

describe('DESK-3 an action is offered when the server would take it', () => {
  const cases = Object.entries(STATES).flatMap(([state, incident]) => DESK_ACTIONS.map((action) => [action.id, state, incident] as const))
  it.each(cases)('%s of an incident that is %s', (id, _state, incident) => {
    const board = emptyBoard()
    board.incidents.set(incident.id, incident)
    board.incidents.set('other', incidentWith(START, {}, { id: 'other', number: '20261123-002' }))
    const decision = decideCommand(board, commandOf(id, incident), NOW)
    const hindrance = hindranceOf(actionOf(id), incident, AROUND)
    expect(hindrance === null).toBe(!isRefusal(decision))
    if (hindrance?.by === 'rules' && isRefusal(decision)) expect(hindrance.code).toBe(decision.code)
  })

  it('nothing is merged without another one, and no department joins when all have', () => {
    expect(hindranceOf(actionOf('merge'), STATES['reported']!, { ...AROUND, others: 0 })).toEqual({ by: 'desk', code: 'noOther' })
    expect(hindranceOf(actionOf('department'), STATES['reported']!, { ...AROUND, departments: 0 })).toEqual({ by: 'desk', code: 'noDepartment' })
  })
})

it('DESK-3 every command about an incident but the stamp has its action, which asks for what its route asks for', () => {
  expect(DESK_ACTIONS.map(({ door }) => door).sort()).toEqual(COMMAND_ROUTES.map(({ path }) => path).sort())
  expect(neededFor(actionOf('note'))).toEqual(['note', 'stampOwn'])
  expect(neededFor(actionOf('level'))).toEqual(['changeLevel'])
})

describe('what an action asks and sends', () => {
  it('asks for what is needed, and not for what may be left out', () => {
    expect(missingFields(actionOf('cancel'), { reason: '  ' })).toEqual(['reason'])
    expect(missingFields(actionOf('cancel'), { reason: 'test' })).toEqual([])
    expect(missingFields(actionOf('close'), {})).toEqual([])
  })

  it('LEVEL-2 a change of level names a level, a severity or both', () => {
    expect(missingFields(actionOf('level'), { reason: 'r' })).toEqual(['level'])
    for (const filled of [{ level: 'II' }, { severity: 'severe' }, { level: 'II', severity: 'severe' }]) expect(missingFields(actionOf('level'), { reason: 'r', ...filled })).toEqual([])
    expect(bodyOf(actionOf('level'), {}, { severity: 'severe', level: '', reason: 'r' }, null)).toEqual({ severity: 'severe', reason: 'r' })
  })

  it('sends fields in the form of the contract', () => {
    const incident = STATES['arrived']!
    expect(bodyOf(actionOf('correct'), {}, { stamp: '3', at: '19:40:00', reason: ' slow ' }, 1_000)).toEqual({ stamp: 3, at: 1_000, reason: 'slow' })
    expect(bodyOf(actionOf('close'), aimOf(actionOf('close'), incident), { note: '' }, null)).toEqual({})
    expect(bodyOf(actionOf('decide'), aimOf(actionOf('decide'), incident), { accept: 'no', reason: 'r' }, null)).toMatchObject({ accept: false, reason: 'r' })
  })

  it('DESK-9 decides the proposal that was seen when it was opened, never one that came after, and takes from whom it was seen to be', () => {
    const proposal = (seq: number, state: Escalation['state'], to: Escalation['to']): Escalation => ({
      seq, state, to, from: 'office', causes: [], proposedAt: START, decision: null, acknowledgeBy: null, limitMissed: false, acknowledged: null,
    })
    const seen = incidentWith(START, {}, { escalations: [proposal(82, 'proposed', 'committee')], owner: { by: 'leader-b', since: START } })
    const since = { ...seen, escalations: [proposal(82, 'declined', 'committee'), proposal(92, 'proposed', 'city')] }
    const opened = aimOf(actionOf('decide'), seen)
    expect(bodyOf(actionOf('decide'), opened, { accept: 'yes', reason: '同意：二级' }, null)).toEqual({ escalation: 82, to: 'committee', accept: true, reason: '同意：二级' })
    expect(bodyOf(actionOf('decide'), aimOf(actionOf('decide'), since), { accept: 'yes', reason: 'r' }, null)).toMatchObject({ escalation: 92, to: 'city' })
    expect(bodyOf(actionOf('take'), aimOf(actionOf('take'), seen), {}, null)).toEqual({ from: 'leader-b' })
  })

  it('reads a time of the day as the moment nearest to now', () => {
    const readsAs = (at: number): string => new Date(at + 8 * 60 * MINUTE_MS).toISOString().slice(11, 19)
    expect(momentOf('19:40:07', NOW, readsAs)).toBe(NOW - 2 * MINUTE_MS)
    expect(momentOf('19:42', NOW + 500, readsAs)).toBe(NOW - 7_000)
    expect(momentOf('00:10:00', NOW, readsAs)).toBe(Date.UTC(2026, 10, 23, 16, 10))
    const pastMidnight = Date.UTC(2026, 10, 23, 16, 5)
    expect(momentOf('23:58:00', pastMidnight, readsAs)).toBe(pastMidnight - 7 * MINUTE_MS)
    for (const text of ['', '24:00', '12:60', 'now', '1:2']) expect(momentOf(text, NOW, readsAs)).toBeNull()
  })
})
