import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, playedTo } from '../../tests/support/drillBuilders.ts'
import { settled } from './improvements.ts'
import type { Improvement } from './types.ts'

const DONE: NonNullable<Improvement['done']> = { at: at(9), by: 'supervisor-a', note: null, in: { drill: 'd2', name: '乙' } }
const item = (id: string, done: Improvement['done'] = null): Improvement => (
  { id, text: id, owner: { type: 'role', id: '现场指挥' }, due: '2026-05-01', from: { drill: 'd1', name: '甲' }, done })

describe('DRILL-7: an improvement over several drills', () => {
  it('is done where it was found once it is done at a later one, with when and where; another one stays open', () => {
    expect(settled([item('a'), item('b')], [{ improvements: [item('a'), item('b')] }, { improvements: [item('a', DONE)] }])).toEqual([item('a', DONE), item('b')])
  })

  it('done twice was done the first time, and what was done here stays so', () => {
    const later = { ...DONE, at: at(10), in: { drill: 'd3', name: '丙' } }
    expect(settled([item('a')], [{ improvements: [item('a', later)] }, { improvements: [item('a', DONE)] }])).toEqual([item('a', DONE)])
    expect(settled([item('a', later)], [{ improvements: [item('a', DONE)] }])).toEqual([item('a', later)])
  })

  it('says the server’s time and the drill in which it was done, also in a pause', () => {
    const played = playedTo('paused', at(0))
    played.command(drillCommand('addImprovement', { commandId: 'item', text: '备份', owner: { type: 'role', id: '现场指挥' }, due: '2026-05-01' }), at(3))
    played.command(drillCommand('finishImprovement', { improvement: 'item' }), at(5))
    expect(played.drill().improvements.map(({ done }) => done)).toMatchObject([{ at: at(5), in: { drill: 'd1', name: played.drill().script.name } }])
  })
})
