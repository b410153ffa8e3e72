import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { storageOf } from '../../tests/support/storageOf.ts'
import { isKeptOf, keepOutbox, keptOutbox, waitingOfOthers } from './keptOutbox.ts'
import { dismiss, press, settle, type Entry, type Outbox } from './outbox.ts'

const made = (commandId: string, pressedAt = 1_000): Omit<Entry, 'state' | 'refusal'> =>
  ({ commandId, incidentId: commandId, number: '001', handling: 1, press: 'respond', words: null, drill: null, pressedAt, offsetMs: 0 })
const waiting = (commandId: string, pressedAt = 1_000): Entry => ({ ...made(commandId, pressedAt), state: 'waiting', refusal: null })
const ids = (outbox: Outbox): string[] => outbox.map(({ commandId }) => commandId)

describe('FIELD-7: what a phone keeps', () => {
  it('of two tabs that know nothing of each other is what both pressed, in the order of the presses', () => {
    const storage = storageOf()
    keepOutbox(storage, 'P01', [], press([], made('b', 2_000)))
    keepOutbox(storage, 'P01', [], press([], made('a', 1_000)))
    expect(ids(keptOutbox(storage, 'P01'))).toEqual(['a', 'b'])
  })

  it('is changed by what became of one press alone', () => {
    const storage = storageOf()
    keepOutbox(storage, 'P01', [], [waiting('a'), waiting('b')])
    const seen = keptOutbox(storage, 'P01')
    keepOutbox(storage, 'P01', [], [waiting('c')])
    const refused = settle(seen, 'a', { outcome: 'refused', refusal: { code: 'ended', message: '', first: null } })
    keepOutbox(storage, 'P01', seen, refused)
    expect(keptOutbox(storage, 'P01').map(({ commandId, state }) => [commandId, state])).toEqual([['a', 'refused'], ['b', 'waiting'], ['c', 'waiting']])
    keepOutbox(storage, 'P01', refused, dismiss(refused, 'a'))
    expect(ids(keptOutbox(storage, 'P01'))).toEqual(['b', 'c'])
  })

  it('whatever two tabs do, loses no press that waits', () => {
    const act = fc.record({ tab: fc.constantFrom(0, 1), does: fc.constantFrom('press' as const, 'look' as const, 'settle' as const) })
    fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const storage = storageOf()
      const tabs: Outbox[] = [[], []]
      const due = new Set<string>()
      acts.forEach(({ tab, does }, i) => {
        const before = tabs[tab]!
        const next = before.find(({ state }) => state === 'waiting')
        if (does === 'press') due.add(`${i}`)
        if (does === 'settle' && next !== undefined) due.delete(next.commandId)
        const after = does === 'press' ? press(before, made(`${i}`, i)) : does === 'settle' && next !== undefined ? settle(before, next.commandId, { outcome: 'recorded' }) : before
        keepOutbox(storage, 'P01', before, after)
        tabs[tab] = keptOutbox(storage, 'P01')
      })
      expect(ids(keptOutbox(storage, 'P01').filter(({ state }) => state === 'waiting')).sort()).toEqual([...due].sort())
    }), { numRuns: 500 })
  })

  it('as one list by a page of before is read, and lost by no press of this one', () => {
    const storage = storageOf({ 'field.outbox.P01': JSON.stringify([waiting('old', 5)]) })
    const before = keptOutbox(storage, 'P01')
    expect(ids(before)).toEqual(['old'])
    keepOutbox(storage, 'P01', before, press(before, made('new')))
    expect([ids(keptOutbox(storage, 'P01')), storage.getItem('field.outbox.P01')]).toEqual([['old', 'new'], null])
  })

  it('of other teams is counted while it waits, and is nobody else’s', () => {
    const storage = storageOf({ 'field.outbox.P07': JSON.stringify([waiting('list')]), 'field.press/P01/junk': '{', 'field.heard.P09': '{}' })
    keepOutbox(storage, 'P05', [], [waiting('a'), { ...waiting('b'), state: 'recorded' }])
    keepOutbox(storage, 'P05/x', [], [waiting('c')])
    expect(waitingOfOthers(storage, 'P01')).toEqual([{ unit: 'P05', n: 1 }, { unit: 'P05/x', n: 1 }, { unit: 'P07', n: 1 }])
    expect(waitingOfOthers(storage, 'P05').map(({ unit }) => unit)).toEqual(['P05/x', 'P07'])
    expect([ids(keptOutbox(storage, 'P05')), keptOutbox(storage, 'P01')]).toEqual([['a', 'b'], []])
  })

  it('tells of its own team’s presses alone', () => {
    expect([isKeptOf('P05', 'field.press/P05/a'), isKeptOf('P05', 'field.press/P05%2Fx/a'), isKeptOf('P05', 'field.unit'), isKeptOf('P05', null)]).toEqual([true, false, false, true])
  })
})
