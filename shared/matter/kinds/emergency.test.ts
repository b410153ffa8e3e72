import { describe, expect, it } from 'vitest'
import { at, boardOf, firstIncident, reportedFact } from '../../../tests/support/builders.ts'
import { addIncident, KNOWN_INCIDENT, matterCommand, MINUTE_MS, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { proposedEnd } from '../../emergency/overIncident.ts'
import { isRefusal } from '../../refusal.ts'
import { PLAN_RUN } from './planRun.ts'
import { REVIEW_WITHIN_MS, SCHEME_RUN } from './schemeRun.ts'

const NOW = at(0)
const END = { how: 'closed', at: NOW, by: 'duty-1', reason: null, into: null } as const

function stage() {
  const played = playedMatters({ tables: { planRun: PLAN_RUN, schemeRun: SCHEME_RUN }, site: smallSite() })
  addIncident(played)
  let opened = 0
  const open = (kind: string, values = {}, now = NOW) => {
    opened += 1
    return played.command(matterCommand('open', { kind, values, matterId: `m-${opened}`, commandId: `c-${opened}` }), now)
  }
  const move = (command: string, values = {}, now = NOW) => played.command(matterCommand('move', { command, values }), now)
  return { ...played, open, move }
}

const FIRE = { plan: 'fire', incident: KNOWN_INCIDENT }

describe('PLAN-1: a plan is started with one act', () => {
  it('given a plan of the pack, when it is started for an incident, then it has the plan\'s steps with owners and due times from its start', () => {
    const { open, matter } = stage()
    expect(isRefusal(open('planRun', FIRE))).toBe(false)
    expect(matter()).toMatchObject({ state: 'running', values: FIRE })
    expect(matter().number).toMatch(/^YA\d{8}-001$/)
    expect(matter().steps.map(({ id, owner, dueAt }) => [id, owner, dueAt])).toEqual([
      ['go', 'fireRescue', NOW + 5 * MINUTE_MS], ['report', null, NOW + 10 * MINUTE_MS], ['clear', 'police', NOW + 30 * MINUTE_MS],
    ])
  })

  it('given a running plan, when a step\'s time is reached, then it is met at its limit and overdue one millisecond later', () => {
    const { open, pass, matter } = stage()
    open('planRun', FIRE)
    expect(pass(NOW + 5 * MINUTE_MS)).toEqual([])
    expect(pass(NOW + 5 * MINUTE_MS + 1)).toMatchObject([{ type: 'MatterStepOverdue', at: NOW + 5 * MINUTE_MS, data: { step: 'go', department: 'fireRescue' } }])
    expect(matter().steps[0]?.overdueAt).toBe(NOW + 5 * MINUTE_MS)
  })

  it('given a step, when its owner ticks it, then it is done; another department is refused', () => {
    const { open, command, matter } = stage()
    open('planRun', FIRE)
    const tick = (department: string, step: string) => command(matterCommand('tick', { department, step }), NOW + 1)
    expect(tick('police', 'go')).toMatchObject({ code: 'notOwner', field: 'step' })
    expect(tick('police', 'report')).toMatchObject({ code: 'notOwner', field: 'step' })
    expect(matter().steps.every(({ ticked }) => ticked === null)).toBe(true)
    tick('fireRescue', 'go')
    expect(matter().steps[0]?.ticked).toMatchObject({ at: NOW + 1, department: 'fireRescue', onBehalf: false })
  })
})

describe('PLAN-2: one run of a plan for one incident', () => {
  it('given one that runs, when the same is started again, then it is refused; for no incident, by another plan, or after the end it is taken', () => {
    const { open, move, board } = stage()
    open('planRun', FIRE)
    expect(open('planRun', FIRE)).toMatchObject({ code: 'alreadyRunning', field: 'plan' })
    expect(board.matters.size).toBe(1)
    expect(isRefusal(open('planRun', { plan: 'fire' }))).toBe(false)
    expect(open('planRun', { plan: 'fire' })).toMatchObject({ code: 'alreadyRunning' })
    expect(isRefusal(open('planRun', { ...FIRE, plan: 'drowning' }))).toBe(false)
    move('end', { outcome: '已扑灭' })
    expect(isRefusal(open('planRun', FIRE))).toBe(false)
  })

  it.each([
    [{ plan: 'none' }, 'unknown', 'plan'], [{ plan: 'fire', incident: 'nobody' }, 'unknown', 'incident'], [{}, 'missing', 'plan'],
  ])('started with %j is refused as %s of %s', (values, code, field) => {
    const { open, board } = stage()
    expect(open('planRun', values)).toMatchObject({ code, field })
    expect(board.matters.size).toBe(0)
  })

  it('given an incident that has ended, when a plan or a scheme is started for it, then it is refused', () => {
    const { open, board } = stage()
    board.incidents.set(KNOWN_INCIDENT, { ...firstIncident(boardOf([reportedFact()])), end: END })
    expect(open('planRun', FIRE)).toMatchObject({ code: 'ended', field: 'incident' })
    expect(open('schemeRun', { scheme: 'scheme-0', reason: '火场', incident: KNOWN_INCIDENT })).toMatchObject({ code: 'ended', field: 'incident' })
  })

  it('an incident\'s id stays as it is, also where digits in it look like a telephone number', () => {
    const { open, board, matter } = stage()
    const id = 'a-13812345678'
    board.incidents.set(id, { ...firstIncident(boardOf([reportedFact()])), id })
    open('planRun', { plan: 'fire', incident: id })
    expect(matter().values['incident']).toBe(id)
  })
})

describe('SCHEME-1 SCHEME-2: a control scheme', () => {
  const CLOSED = { scheme: 'scheme-0', reason: '火场封控' }

  it('given one activated, when its review comes, then it is told; reviewed it goes on to the time agreed, lifted it ends', () => {
    const { open, move, pass, matter } = stage()
    open('schemeRun', CLOSED)
    expect(matter()).toMatchObject({ state: 'active', until: NOW + REVIEW_WITHIN_MS })
    expect(pass(NOW + REVIEW_WITHIN_MS)).toEqual([])
    expect(pass(NOW + REVIEW_WITHIN_MS + 1)).toMatchObject([{ type: 'MatterOverdue', at: NOW + REVIEW_WITHIN_MS }])
    const then = NOW + REVIEW_WITHIN_MS + 2
    move('prolong', { reason: '仍需', reviewAt: then + MINUTE_MS }, then)
    expect(matter()).toMatchObject({ state: 'active', until: then + MINUTE_MS })
    move('lift', { reason: '火已扑灭' }, then)
    expect(matter()).toMatchObject({ state: 'lifted', endedAt: then })
  })

  it.each([[0, true], [1, false]])('a review %i ms ahead is refused: %s', (ms, refused) => {
    const { open } = stage()
    expect(isRefusal(open('schemeRun', { ...CLOSED, reviewAt: NOW + ms }))).toBe(refused)
  })

  it('given one that is active, when it is activated again, then it is refused; another one or the same after it was lifted is taken', () => {
    const { open, move } = stage()
    open('schemeRun', CLOSED)
    expect(open('schemeRun', CLOSED)).toMatchObject({ code: 'alreadyRunning', field: 'scheme' })
    expect(isRefusal(open('schemeRun', { ...CLOSED, scheme: 'scheme-1' }))).toBe(false)
    move('lift', { reason: '解除' })
    expect(isRefusal(open('schemeRun', CLOSED))).toBe(false)
  })

  it('without a reason it is refused', () => {
    expect(stage().open('schemeRun', { scheme: 'scheme-0' })).toMatchObject({ code: 'missing', field: 'reason' })
  })
})

describe('PLAN-5: a run whose incident has ended', () => {
  it.each([
    ['closed', 'end'], ['cancelled', 'cancelPlan'], ['merged', 'cancelPlan'],
  ] as const)('given the incident is %s, then the end of plan (%s) and scheme is proposed, and nothing while it is worked', (how, command) => {
    const played = stage()
    played.open('planRun', FIRE)
    played.open('schemeRun', { scheme: smallSite().schemes[0]!.id, reason: '消防通行', incident: KNOWN_INCIDENT })
    const proposed = () => ['m-1', 'm-2'].map((id) => proposedEnd(played.board, played.matter(id)))
    expect(proposed()).toEqual([null, null])
    addIncident(played, { end: { ...END, how } })
    expect(proposed()).toEqual([{ incident: KNOWN_INCIDENT, how, command }, { incident: KNOWN_INCIDENT, how, command: 'lift' }])
    played.move(command, command === 'end' ? { outcome: '平稳' } : { reason: '误报' })
    expect(proposed()[0]).toBeNull()
  })

  it('given the incident has left the board, then it is proposed too; a run for no incident, and any other matter, is left alone', () => {
    const played = stage()
    played.open('planRun', FIRE)
    played.open('planRun', { plan: 'fire' })
    played.board.incidents.clear()
    expect(proposedEnd(played.board, played.matter('m-1'))).toMatchObject({ how: 'left', command: 'end' })
    expect([proposedEnd(played.board, played.matter('m-2')), proposedEnd(played.board, { ...played.matter('m-1'), kind: 'hazard' })]).toEqual([null, null])
  })
})
