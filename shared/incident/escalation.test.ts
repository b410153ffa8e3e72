import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, firstIncident, reportCommand, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { NewBoardFact } from '../board.ts'
import { decideReport } from './decide.ts'
import { decideCommand } from './decideCommand.ts'
import { decideMissedLimits, firstMissAt, nextMissAt } from './due.ts'
import { HANDOVER_LIMIT_MS, openHandover, openProposal } from './escalation.ts'
import { INCIDENT_KINDS, type Level } from './kinds.ts'
import { DEFAULT_RESPONSE, levelOf, SEVERITIES, type Lead } from './response.ts'
import type { Incident } from './types.ts'

const id = 'incident-1'
/** The facts deciding leads to, which the test knows to be no refusal. */
const decided = (facts: readonly NewBoardFact[], command: Parameters<typeof decideCommand>[1], now: number): NewBoardFact[] =>
  decideCommand(boardOf(facts), command, now) as NewBoardFact[]
const missesBy = (facts: readonly NewBoardFact[], now: number): NewBoardFact[] => decideMissedLimits(boardOf(facts), now)
const incidentOf = (facts: readonly NewBoardFact[]): Incident => firstIncident(boardOf(facts))
const report = (over: Parameters<typeof reportCommand>[0]): NewBoardFact[] => decideReport(boardOf([]), reportCommand(over), at(0)) as NewBoardFact[]
const types = (facts: readonly NewBoardFact[]): string[] => facts.map(({ type }) => type)

describe('LEVEL-1: the level of a report', () => {
  it('comes from its kind and severity, a report without one being moderate, and what it names outright counts', () => {
    for (const kind of INCIDENT_KINDS) {
      for (const severity of SEVERITIES) {
        expect(report({ kind, severity })[0]).toMatchObject({ data: { level: DEFAULT_RESPONSE.levels[kind][severity], severity } })
      }
      expect(levelOf(DEFAULT_RESPONSE, kind, null)).toBe(DEFAULT_RESPONSE.levels[kind].moderate)
    }
    expect(report({ kind: 'fire', severity: 'critical', level: 'IV' })[0]).toMatchObject({ data: { level: 'IV', severity: 'critical' } })
  })

  it('is led by the lead of the level, but by nobody above the office before it was handed over', () => {
    const leads = (['IV', 'III', 'II', 'I'] as const).map((level) => incidentOf(report({ level })).lead)
    expect(leads).toEqual(['grid', 'office', 'office', 'office'])
  })
})

describe('ESC-1: given a report', () => {
  it.each([['IV', null], ['III', null], ['II', 'committee'], ['I', 'committee']] as const)(
    'of level %s, then the lead proposed is %s', (level, to) => {
      expect(openProposal(incidentOf(report({ level })))?.to ?? null).toBe(to)
    },
  )

  it('then the proposal is caused by the system at the moment of the report, under no command', () => {
    expect(report({ level: 'I', reportedAt: at(-3) })[1]).toMatchObject({
      type: 'EscalationProposed', at: at(-3), by: 'system', commandId: null,
      data: { incidentId: id, cause: { why: 'level', stage: null, level: 'I' }, from: 'office', to: 'committee' },
    })
  })
})

describe('ESC-1: given a missed limit', () => {
  const ledBy = (lead: Lead): NewBoardFact[] => [reportedFact(at(0), { lead })]

  it.each([['grid', 'office'], ['office', 'committee'], ['committee', 'city'], ['city', null]] as const)(
    'of an incident led by %s, then the lead proposed is %s', (lead, to) => {
      const [missed, proposal] = missesBy(ledBy(lead), at(3, 1))
      expect(missed).toMatchObject({ type: 'LimitMissed', at: at(3) })
      if (to === null) expect(proposal).toBeUndefined()
      else expect(proposal).toMatchObject({ type: 'EscalationProposed', at: at(3), data: { cause: { why: 'limitMissed', stage: 'respond' }, from: lead, to } })
    },
  )

  it('at the limit itself nothing is proposed, and once it was, the same cause proposes nothing again', () => {
    expect(missesBy(ledBy('grid'), at(3))).toEqual([])
    const after = [...ledBy('grid'), ...missesBy(ledBy('grid'), at(3, 1))]
    expect(missesBy(after, at(5))).toEqual([])
    const declined = factOf('EscalationDeclined', at(4), { incidentId: id, escalation: 3, reason: '已到场' })
    expect(missesBy([...after, declined], at(5))).toEqual([])
  })

  it('that a late stamp with its true time, or a correction, shows to have been met: the proposal lapses, and is not decided any more', () => {
    const after = [...ledBy('office'), ...missesBy(ledBy('office'), at(3, 1))]
    const stampAt = (moment: number): NewBoardFact[] => decided(after, commandOf('stampStage', { at: moment, unit: 'team-1' }), at(4))
    expect(types(stampAt(at(3, 1)))).toEqual(['StageStamped'])
    const met = [...after, ...stampAt(at(3))]
    expect(met.slice(after.length)).toMatchObject([{ type: 'StageStamped', at: at(3) }, { type: 'EscalationCauseLapsed', at: at(4), by: 'system', commandId: null, data: { escalation: 3, stage: 'respond' } }])
    expect(incidentOf(met).escalations).toMatchObject([{ state: 'lapsed', causes: [{ stage: 'respond' }] }])
    expect(decideCommand(boardOf(met), commandOf('decideEscalation', { escalation: 3 }), at(5))).toMatchObject({ code: 'alreadyDecided' })
    expect(missesBy(met, at(5))).toEqual([])

    const late = [...after, ...stampAt(at(4))]
    const corrected = decided(late, commandOf('correctStamp', { stamp: late.length, at: at(2) }), at(6))
    expect(types(corrected)).toEqual(['StampCorrected', 'EscalationCauseLapsed'])
  })

  it('withdrawn again, what it had disproved is proposed again', () => {
    const after = [...ledBy('office'), ...missesBy(ledBy('office'), at(3, 1))]
    const met = [...after, ...decided(after, commandOf('stampStage', { at: at(1), unit: 'team-1' }), at(4))]
    const taken = decided(met, commandOf('withdrawStamp', { stamp: 4 }), at(4, 500))
    expect(taken).toMatchObject([{ type: 'StampWithdrawn' }, { type: 'EscalationProposed', data: { cause: { why: 'limitMissed', stage: 'respond' }, to: 'committee' } }])
    expect(decided([...after, stampedFact('dispatch', at(4))], commandOf('withdrawStamp', { stamp: 4 }), at(4, 1))).toHaveLength(1)
  })

  it('of two causes the one disproved goes, and the proposal stands for the other', () => {
    const both = [...ledBy('office'), ...missesBy(ledBy('office'), at(5, 1))]
    const met = [...both, ...decided(both, commandOf('stampStage', { at: at(2), unit: 'team-1' }), at(6))]
    expect(openProposal(incidentOf(met))).toMatchObject({ seq: 3, to: 'committee', causes: [{ stage: 'dispatch' }] })
  })

  it('a further one joins the proposal still undecided, and after a decision opens another', () => {
    const both = [...ledBy('grid'), ...missesBy(ledBy('grid'), at(5, 1))]
    expect(types(both)).toEqual(['IncidentReported', 'LimitMissed', 'EscalationProposed', 'LimitMissed', 'EscalationProposed'])
    expect(incidentOf(both).escalations).toMatchObject([{ seq: 3, to: 'office', causes: [{ stage: 'respond' }, { stage: 'dispatch' }] }])
    const declined = [...both, factOf('EscalationDeclined', at(6), { incidentId: id, escalation: 3, reason: '已到场' })]
    const third = incidentOf([...declined, ...missesBy(declined, at(10, 1))])
    expect(third.escalations.map(({ state, causes }) => [state, causes.length])).toEqual([['declined', 2], ['proposed', 1]])
  })

  it('while a handover waits, then the lead above its receiver is proposed', () => {
    const waiting = [...ledBy('grid'), ...missesBy(ledBy('grid'), at(3, 1))]
    const handed = [...waiting, ...decided(waiting, commandOf('decideEscalation', { escalation: 3 }), at(4))]
    expect(missesBy(handed, at(5, 1)).at(-1)).toMatchObject({ data: { from: 'grid', to: 'committee' } })
  })

  it('is proposed for nothing once it is resolved, and what was proposed lapses', () => {
    const proposed = [...ledBy('grid'), ...missesBy(ledBy('grid'), at(3, 1))]
    expect(incidentOf([...proposed, stampedFact('resolve', at(4))]).escalations).toMatchObject([{ state: 'lapsed' }])
    const cancelled = factOf('IncidentCancelled', at(4), { incidentId: id, reason: '误报' })
    expect(incidentOf([...proposed, cancelled]).escalations).toMatchObject([{ state: 'lapsed' }])
  })
})

describe('LEVEL-2: changing the level', () => {
  const change = (from: Level, over: Parameters<typeof commandOf<'changeLevel'>>[1], lead: Lead = 'office') =>
    decideCommand(boardOf([reportedFact(at(0), { level: from, lead })]), commandOf('changeLevel', { level: null, ...over }), at(2))

  it('outright or by severity, with who and why', () => {
    expect(change('III', { level: 'II' })).toMatchObject({ 0: { type: 'LevelChanged', at: at(2), by: 'headquarters', data: { from: 'III', to: 'II', reason: '火势扩大' } } })
    expect(change('III', { severity: 'critical' })).toMatchObject({ 0: { data: { to: 'I', severity: 'critical' } } })
    expect(change('III', { level: 'IV', reason: '找 13812345678' })).toMatchObject([{ data: { reason: '找 ＊＊＊' } }])
  })

  it('to what it is already is refused, a severity that only is new is taken', () => {
    expect(change('III', { level: 'III' })).toMatchObject({ code: 'unchanged', field: 'level' })
    expect(change('III', {})).toMatchObject({ code: 'unchanged', field: 'level' })
    expect(change('III', { severity: 'moderate' })).toMatchObject([{ data: { from: 'III', to: 'III', severity: 'moderate' } }])
  })

  it('ESC-1: a rise proposes the lead of the new level, where that stands above', () => {
    expect(types(change('III', { level: 'II' }) as NewBoardFact[])).toEqual(['LevelChanged', 'EscalationProposed', 'MeasureCalled', 'MeasureCalled'])
    expect(types(change('II', { level: 'I' }, 'committee') as NewBoardFact[])).toEqual(['LevelChanged', 'MeasureCalled'])
    expect(types(change('IV', { level: 'III' }, 'grid') as NewBoardFact[])).toEqual(['LevelChanged', 'EscalationProposed'])
  })

  it('LEVEL-3 a fall proposes nothing, leaves what is proposed, and takes back the measures nobody has taken', () => {
    const risen = [reportedFact(), ...decided([reportedFact()], commandOf('changeLevel'), at(1))]
    const fallen = [...risen, ...decided(risen, commandOf('changeLevel', { level: 'IV' }), at(2))]
    expect(types(fallen.slice(risen.length))).toEqual(['LevelChanged'])
    expect(incidentOf(fallen)).toMatchObject({ level: 'IV', escalations: [{ state: 'proposed' }], measures: [] })
    const taken = [...risen, ...decided(risen, commandOf('takeMeasure', { note: null }), at(2))]
    expect(incidentOf([...taken, ...decided(taken, commandOf('changeLevel', { level: 'IV' }), at(3))]).measures).toMatchObject([{ measure: 'assessment', taken: { at: at(2) } }])
  })
})

describe('LEVEL-3: measures', () => {
  it.each([['I', ['fieldCommand']], ['II', ['assessment', 'cityReport']], ['III', []], ['IV', []]] as const)('level %s calls for %j', (level, measures) => {
    expect(incidentOf(report({ level })).measures.map(({ measure, taken }) => [measure, taken])).toEqual(measures.map((each) => [each, null]))
  })

  it('are called for once, stand until somebody says they were taken, and are taken once', () => {
    const two = report({ level: 'II' })
    const called = (level: Level): NewBoardFact[] => decided(two, commandOf('changeLevel', { level }), at(1)).filter(({ type }) => type === 'MeasureCalled')
    expect(called('I')).toMatchObject([{ by: 'system', data: { measure: 'fieldCommand', level: 'I' } }])
    const back = [...two, ...decided(two, commandOf('changeLevel', { level: 'III' }), at(1))]
    expect(types(decided(back, commandOf('changeLevel', { level: 'II' }), at(2)))).toEqual(['LevelChanged', 'EscalationProposed', 'MeasureCalled', 'MeasureCalled'])
    const take = commandOf('takeMeasure', { note: '已上报' })
    const taken = [...two, ...decided(two, take, at(2))]
    expect(incidentOf(taken).measures).toMatchObject([{ measure: 'assessment', taken: { at: at(2), by: 'headquarters', note: '已上报' } }, { taken: null }])
    expect(decideCommand(boardOf(taken), take, at(3))).toMatchObject({ code: 'alreadyDone', reason: expect.stringContaining('headquarters') })
    expect(decideCommand(boardOf(two), commandOf('takeMeasure', { measure: 'fieldCommand' }), at(3))).toMatchObject({ code: 'notCalledFor', field: 'measure' })
  })
})

describe('ESC-1: deciding a proposal', () => {
  const proposed = report({ level: 'II' })
  const decide = (facts: NewBoardFact[], accept: boolean, by = 'headquarters') => decideCommand(boardOf(facts), commandOf('decideEscalation', { accept, by }), at(1))

  it('accepting hands it over with from, to, reason and a limit; declining keeps the reason', () => {
    expect(decide(proposed, true)).toMatchObject(
      [{ type: 'HandoverStarted', at: at(1), data: { escalation: 2, from: 'office', to: 'committee', reason: '需要支援', limitMs: HANDOVER_LIMIT_MS } }],
    )
    expect(decide(proposed, false)).toMatchObject([{ type: 'EscalationDeclined', data: { escalation: 2, reason: '需要支援' } }])
  })

  it.each([[true, true], [true, false], [false, true], [false, false]])('happens once: %s and then %s, the second is told who was first', (first, second) => {
    const after = [...proposed, ...(decide(proposed, first, 'leader-a') as NewBoardFact[])]
    expect(decide(after, second, 'leader-b')).toMatchObject({ code: 'alreadyDecided', field: 'escalation', reason: expect.stringContaining('leader-a') })
  })

  it('that names whom it was seen to hand up to is taken while that is so, and refused once it has risen (DESK-9)', () => {
    const seen = commandOf('decideEscalation', { to: 'committee' })
    expect(decided(proposed, seen, at(1))).toMatchObject([{ type: 'HandoverStarted', data: { to: 'committee' } }])
    expect(decideCommand(boardOf(proposed), { ...seen, to: 'office' }, at(1))).toMatchObject({ code: 'raisedAgain', field: 'to' })
  })

  it('of an escalation the incident does not have is refused', () => {
    expect(decideCommand(boardOf(proposed), commandOf('decideEscalation', { escalation: 1 }), at(1))).toMatchObject({ code: 'unknown', field: 'escalation' })
  })
})

describe('ESC-2: given a handover', () => {
  const proposed = report({ level: 'II' })
  const handed = [...proposed, ...decided(proposed, commandOf('decideEscalation'), at(1))]
  const acknowledge = commandOf('acknowledgeHandover', { by: 'committee-desk' })

  it('then whoever handed over leads until the receiver acknowledges it', () => {
    expect(incidentOf(handed)).toMatchObject({ lead: 'office', escalations: [{ state: 'handedOver', acknowledgeBy: at(4) }] })
    const acknowledged = incidentOf([...handed, ...decided(handed, acknowledge, at(2))])
    expect(acknowledged).toMatchObject({ lead: 'committee', escalations: [{ state: 'acknowledged', acknowledged: { at: at(2), by: 'committee-desk' } }] })
    expect(openHandover(acknowledged)).toBeUndefined()
  })

  it.each([['committee', true], ['city', false], ['office', false], ['grid', false]] as const)(
    'ESC-3: then somebody who acts for the %s alone may acknowledge it: %s', (lead, may) => {
      const decision = decideCommand(boardOf(handed), { ...acknowledge, leads: [lead] }, at(2))
      if (may) expect(decision).toMatchObject([{ type: 'HandoverAcknowledged', data: { to: 'committee' } }])
      else expect(decision).toMatchObject({ code: 'notLead', field: 'escalation', reason: expect.stringContaining('committee') })
    },
  )

  it('ESC-3: then it is not acknowledged by who handed it over, whomever they act for', () => {
    expect(decideCommand(boardOf(handed), { ...acknowledge, by: 'headquarters' }, at(2))).toMatchObject({ code: 'samePerson', field: 'escalation' })
    expect(decideCommand(boardOf(handed), { ...acknowledge, leads: [] }, at(2))).toMatchObject({ code: 'notLead' })
  })

  it('then it is acknowledged once, and one that was not handed over never', () => {
    const after = [...handed, ...decided(handed, acknowledge, at(2))]
    expect(decideCommand(boardOf(after), acknowledge, at(3))).toMatchObject({ code: 'alreadyAcknowledged', reason: expect.stringContaining('committee-desk') })
    expect(decideCommand(boardOf(proposed), acknowledge, at(3))).toMatchObject({ code: 'notCalledFor', field: 'escalation' })
  })

  it('when its limit passes, then that is one fact at the limit, from a millisecond after it', () => {
    const handovers = (facts: NewBoardFact[], now: number): NewBoardFact[] => missesBy(facts, now).filter(({ type }) => type === 'HandoverLimitMissed')
    expect(handovers(handed, at(4))).toEqual([])
    expect(handovers(handed, at(9))).toMatchObject([{ at: at(4), by: 'system', data: { escalation: 2, limitMs: HANDOVER_LIMIT_MS } }])
    const after = [...handed, ...handovers(handed, at(4, 1))]
    expect(handovers(after, at(9))).toEqual([])
    const late = incidentOf([...after, ...decided(after, acknowledge, at(9))])
    expect(late).toMatchObject({ lead: 'committee', escalations: [{ limitMissed: true, acknowledged: { at: at(9) } }] })
  })

  it('when it is acknowledged at the limit, then nothing is missed', () => {
    expect(missesBy([...handed, ...decided(handed, acknowledge, at(4))], at(9)).filter(({ type }) => type === 'HandoverLimitMissed')).toEqual([])
  })

  it('then its limit is what comes next where no stage is nearer', () => {
    const answered = [...handed, stampedFact('arrive', at(2))]
    expect(nextMissAt(boardOf(answered))).toBe(at(4, 1))
    expect(firstMissAt(handed.at(-1)!)).toBe(at(4, 1))
    expect(nextMissAt(boardOf([...answered, ...missesBy(answered, at(4, 1))]))).toBe(at(30, 1))
  })

  it('then a resolved incident is not closed and does not leave before it is acknowledged', () => {
    const resolved = [...handed, stampedFact('resolve', at(3))]
    expect(decideCommand(boardOf(resolved), commandOf('closeIncident'), at(4))).toMatchObject({ code: 'handoverOpen' })
    const acknowledged = [...resolved, ...decided(resolved, acknowledge, at(5))]
    expect(decideCommand(boardOf(acknowledged), commandOf('closeIncident'), at(6))).toHaveLength(1)
    const dayAfter = reportedFact(at(60 * 26), { incidentId: 'next' })
    expect([...boardOf([...resolved, dayAfter]).incidents.keys()]).toEqual([id, 'next'])
    expect([...boardOf([...acknowledged, dayAfter]).incidents.keys()]).toEqual(['next'])
  })

  it('when it is handed up further, then that takes its place', () => {
    const more = [...handed, ...missesBy(handed, at(3, 1))]
    const proposal = openProposal(incidentOf(more))!
    const further = [...more, ...decided(more, commandOf('decideEscalation', { escalation: proposal.seq }), at(5))]
    expect(incidentOf(further).escalations.map(({ state, to }) => [state, to])).toEqual([['superseded', 'committee'], ['handedOver', 'city']])
    expect(decideCommand(boardOf(further), acknowledge, at(6))).toMatchObject({ code: 'notCalledFor' })
  })

  it('when the incident is cancelled, then nothing is left to hand over', () => {
    const cancelled = [...handed, factOf('IncidentCancelled', at(2), { incidentId: id, reason: '误报' })]
    expect(incidentOf(cancelled).escalations).toMatchObject([{ state: 'lapsed' }])
    expect(missesBy(cancelled, at(9))).toEqual([])
  })
})
