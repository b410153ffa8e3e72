import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, MINUTE_MS, playedMatters } from '../../tests/support/matterBuilders.ts'
import { FARTHEST_AHEAD_MS } from './table.ts'
import { KEPT_LINES } from './types.ts'

const NOW = at(0)
const opened = (values = {}) => {
  const played = playedMatters()
  played.command(matterCommand('open', { values: { title: '题', ...values } }), NOW)
  return played
}
const doing = () => {
  const played = opened()
  played.command(matterCommand('move', { command: 'begin' }), NOW)
  return played
}

describe('MATTER-1: a matter opens', () => {
  it('given nothing, when one is opened, then it has a number, its start state, its limit and its checklist', () => {
    const { matter } = opened({ startsAt: NOW + 10 * MINUTE_MS, department: 'waterAffairs' })
    expect(matter()).toMatchObject({ number: 'TY20231122-001', state: 'asked', since: NOW, until: NOW + 10 * MINUTE_MS, openedBy: 'duty-1' })
    expect(matter().steps.map(({ id, owner, dueAt }) => [id, owner, dueAt])).toEqual([
      ['early', null, NOW + 2 * MINUTE_MS], ['inside', 'waterAffairs', null], ['before', 'fireRescue', NOW + 9 * MINUTE_MS], ['sometime', null, null],
    ])
  })

  it('numbers count by kind and site day, and a clock set back gives none twice', () => {
    const played = opened()
    played.command(matterCommand('open', { matterId: 'm-2' }), NOW + 1)
    played.command(matterCommand('open', { matterId: 'm-3' }), at(24 * 60))
    played.command(matterCommand('open', { matterId: 'm-4' }), NOW)
    expect([...played.board.matters.values()].map(({ number }) => number)).toEqual(['TY20231122-001', 'TY20231122-002', 'TY20231123-001', 'TY20231123-002'])
  })

  it('phone numbers are masked wherever people write', () => {
    const played = opened({ things: ['电话 13800138000'] })
    expect(played.matter().values['things']).toEqual(['电话 ＊＊＊'])
  })

  it.each([
    [{ title: undefined }, 'missing', 'title'], [{ title: ' ' }, 'missing', 'title'], [{ title: '\u200b \u2060' }, 'missing', 'title'], [{ title: '十个字以上的题目太长了' }, 'tooLong', 'title'], [{ title: 7 }, 'badForm', 'title'],
    [{ count: 0 }, 'outOfRange', 'count'], [{ count: 6 }, 'outOfRange', 'count'], [{ count: 'x' }, 'badForm', 'count'],
    [{ startsAt: 1.5 }, 'badForm', 'startsAt'], [{ size: 'huge' }, 'unknown', 'size'], [{ department: 'none' }, 'unknown', 'department'],
    [{ place: { lon: 0, lat: 0 } }, 'outsideBounds', 'place'], [{ place: 'here' }, 'badForm', 'place'],
    [{ things: ['a', 'b', 'c'] }, 'tooMany', 'things'], [{ things: ['a', ' '] }, 'missing', 'things.1'], [{ things: 'a' }, 'badForm', 'things'],
    [{ other: 1 }, 'unknown', 'other'],
  ] as const)('%j is refused as %s of %s, and nothing is done', (values, code, field) => {
    const played = playedMatters()
    const given = Object.fromEntries(Object.entries({ title: '题', ...values }).filter(([, value]) => value !== undefined))
    expect(played.command(matterCommand('open', { values: given as never }), NOW)).toMatchObject({ refused: true, code, field })
    expect(played.board.matters.size).toBe(0)
  })

  it('MATTER-12: given a moment five years ahead, then it is taken at the opening, with a move and an amendment; one millisecond farther it is refused with its field', () => {
    const [far, farther] = [NOW + FARTHEST_AHEAD_MS, NOW + FARTHEST_AHEAD_MS + 1]
    const wrong = (field: string) => ({ refused: true, code: 'outOfRange', field })
    expect(playedMatters().command(matterCommand('open', { values: { title: '题', startsAt: farther } }), NOW)).toMatchObject(wrong('startsAt'))
    const played = opened({ startsAt: far })
    expect(played.command(matterCommand('amend', { values: { startsAt: farther + 1 } }), NOW + 1)).toMatchObject(wrong('startsAt'))
    played.command(matterCommand('amend', { values: { startsAt: farther } }), NOW + 1)
    expect(played.command(matterCommand('move', { command: 'begin', values: { dueAt: farther } }), NOW)).toMatchObject(wrong('dueAt'))
    played.command(matterCommand('move', { command: 'begin', values: { dueAt: far } }), NOW)
    expect(played.matter()).toMatchObject({ state: 'doing', until: far, values: { startsAt: farther } })
  })

  it.each([[{ count: 1 }], [{ count: 5 }], [{ title: '十个字刚刚好的题目名' }], [{ things: ['a', 'b'] }]])('%j lies within its limits', (values) => {
    expect(opened(values).board.matters.size).toBe(1)
  })

  it('a kind nobody knows is refused', () => {
    expect(playedMatters().command(matterCommand('open', { kind: 'none' }), NOW)).toMatchObject({ code: 'unknown', field: 'kind' })
  })
})

describe('MATTER-2: a matter moves', () => {
  it('given one asked for, when it begins with a due moment, then that is its limit', () => {
    const played = opened()
    played.command(matterCommand('move', { command: 'begin', values: { dueAt: NOW + 7 } }), NOW + 5)
    expect(played.matter()).toMatchObject({ state: 'doing', since: NOW + 5, until: NOW + 7 })
    expect(played.matter().steps[1]).toMatchObject({ dueAt: NOW + 5 + MINUTE_MS })
  })

  it('ended, it keeps nothing to do, leaves when its kind says, and may begin again', () => {
    const played = doing()
    played.command(matterCommand('move', { command: 'finish' }), NOW)
    expect(played.matter()).toMatchObject({ endedAt: NOW, leavesAt: NOW + 180 * MINUTE_MS })
    expect(played.command(matterCommand('tick', { step: 'early' }), NOW)).toMatchObject({ code: 'ended', field: 'id' })
    expect(played.command(matterCommand('amend', { values: { title: '新' } }), NOW)).toMatchObject({ code: 'ended' })
    played.command(matterCommand('open', { matterId: 'm-2' }), NOW + 179 * MINUTE_MS)
    expect(played.board.matters.has('m-1')).toBe(true)
    played.command(matterCommand('open', { matterId: 'm-3' }), NOW + 180 * MINUTE_MS)
    expect(played.board.matters.has('m-1')).toBe(false)
    const other = doing()
    other.command(matterCommand('move', { command: 'finish' }), NOW)
    other.command(matterCommand('move', { command: 'again', values: { reason: '再来' } }), NOW)
    expect(other.matter()).toMatchObject({ state: 'asked', endedAt: null, leavesAt: null })
  })

  it.each([
    [{ command: 'none' }, 'unknown', 'command'], [{ command: 'finish' }, 'notInState', 'command'],
    [{ command: 'begin', values: { more: 1 } }, 'unknown', 'more'], [{ matterId: 'none' }, 'unknown', 'id'],
  ])('%j is refused as %s of %s', (own, code, field) => {
    expect(opened().command(matterCommand('move', own as never), NOW)).toMatchObject({ code, field })
  })

  it('its history says who did what when, and keeps the newest lines', () => {
    const played = opened()
    for (let i = 0; i < KEPT_LINES; i += 1) played.command(matterCommand('amend', { values: { title: `题${i}` }, by: `duty-${i}` }), NOW + i)
    const { history } = played.matter()
    expect(history).toHaveLength(KEPT_LINES)
    expect(history.at(-1)).toMatchObject({ at: NOW + KEPT_LINES - 1, by: `duty-${KEPT_LINES - 1}`, act: 'amended', note: '误填', values: { title: '题99' } })
  })
})

describe('MATTER-5: what was filled in is amended', () => {
  it('and what follows from it moves along', () => {
    const played = opened()
    played.command(matterCommand('amend', { values: { startsAt: NOW + 5 * MINUTE_MS, department: 'fireRescue' } }), NOW)
    expect(played.matter().steps.map(({ owner, dueAt }) => [owner, dueAt]).slice(1, 3)).toEqual([['fireRescue', null], ['fireRescue', NOW + 4 * MINUTE_MS]])
  })

  it.each([[{ title: '题' }, 'unchanged', ''], [{ count: 2 }, 'unknown', 'count'], [{ title: '' }, 'missing', 'title']])('%j is refused as %s', (values, code, field) => {
    expect(opened().command(matterCommand('amend', { values: values as never }), NOW)).toMatchObject({ code, field })
  })
})

describe('MATTER-4: steps are ticked by their owners', () => {
  it.each([
    [null, 'inside', { department: 'police', onBehalf: true }], ['police', 'inside', { department: 'police', onBehalf: false }],
    [null, 'early', { department: null, onBehalf: false }],
  ])('given an account of %s, when it ticks %s, then it says for whom', (department, step, ticked) => {
    const played = opened()
    played.command(matterCommand('tick', { step, department, by: 'desk-x' }), NOW)
    expect(played.matter().steps.find(({ id }) => id === step)?.ticked).toMatchObject({ ...ticked, by: 'desk-x', at: NOW })
  })

  it.each([
    ['fireRescue', 'inside', 'notOwner', 'step'], ['fireRescue', 'early', 'notOwner', 'step'], ['', 'early', 'notOwner', 'step'], [null, 'none', 'unknown', 'step'],
  ])('an account of %j may not tick %s: %s', (department, step, code, field) => {
    const played = opened()
    expect(played.command(matterCommand('tick', { step, department }), NOW)).toMatchObject({ code, field })
    expect(played.command(matterCommand('reopenStep', { step, department }), NOW)).toMatchObject({ code, field })
  })

  it('twice is refused, a mistaken tick is taken back with who and why, and once only', () => {
    const played = opened()
    expect(played.command(matterCommand('reopenStep', { step: 'early' }), NOW)).toMatchObject({ code: 'notTicked', field: 'step' })
    played.command(matterCommand('tick', { step: 'early' }), NOW)
    expect(played.command(matterCommand('tick', { step: 'early' }), NOW)).toMatchObject({ code: 'alreadyTicked', field: 'step' })
    played.command(matterCommand('reopenStep', { step: 'early', by: 'duty-2', reason: '点错' }), NOW)
    expect(played.matter().steps[0]?.ticked).toBeNull()
    expect(played.matter().history.at(-1)).toMatchObject({ act: 'stepReopened', by: 'duty-2', note: '点错', step: 'early' })
  })
})
