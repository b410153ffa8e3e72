import { describe, expect, it } from 'vitest'
import { at } from '../../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { ASSIGN_WITHIN_MS, HAZARD, RECTIFY_WITHIN_MS, VERIFY_WITHIN_MS } from './hazard.ts'

const NOW = at(0)
const found = () => {
  const played = playedMatters({ tables: { hazard: HAZARD }, site: smallSite() })
  played.command(matterCommand('open', { kind: 'hazard', values: { summary: '栏杆松动', risk: 'water', grid: 'grid-0' } }), NOW)
  const move = (command: string, values = {}, now = NOW) => played.command(matterCommand('move', { command, values }), now)
  return { ...played, move }
}

describe('MATTER-2: a hazard', () => {
  it('given one found, when it is assigned, rejected and verified, then each state has its limit and the department its step', () => {
    const { move, matter } = found()
    expect(matter()).toMatchObject({ state: 'found', until: NOW + ASSIGN_WITHIN_MS })
    move('assign', { assignee: 'department', department: 'waterAffairs' })
    expect(matter()).toMatchObject({ state: 'assigned', until: NOW + RECTIFY_WITHIN_MS, steps: [{}, { owner: 'waterAffairs', dueAt: NOW + RECTIFY_WITHIN_MS }] })
    move('rectify', { done: '已加固' })
    expect(matter()).toMatchObject({ state: 'rectified', until: NOW + VERIFY_WITHIN_MS })
    move('reject', { reason: '仍松动', dueAt: NOW + 7 })
    expect(matter()).toMatchObject({ state: 'assigned', until: NOW + 7 })
    move('rectify', { done: '已更换' })
    move('verify')
    expect(matter()).toMatchObject({ state: 'verified', until: null, endedAt: NOW })
    move('recur', { reason: '又松动' })
    expect(matter()).toMatchObject({ state: 'found', endedAt: null, until: NOW + ASSIGN_WITHIN_MS })
  })

  it.each([
    [{ assignee: 'department' }, 'missing', 'department'], [{ assignee: 'police', dueAt: NOW }, 'reversed', 'dueAt'],
    [{ assignee: 'nobody' }, 'unknown', 'assignee'],
  ])('assigned with %j is refused as %s of %s', (values, code, field) => {
    const { move, matter } = found()
    expect(move('assign', values)).toMatchObject({ code, field })
    expect(matter().state).toBe('found')
  })

  it('a day agreed on lies at least a millisecond ahead', () => {
    const { move, matter } = found()
    move('assign', { assignee: 'police', dueAt: NOW + 1 })
    expect(matter().until).toBe(NOW + 1)
  })
})
