import { describe, expect, it } from 'vitest'
import { alarmWith } from '../../../tests/support/alarmBuilders.ts'
import { at } from '../../../tests/support/builders.ts'
import { alarmItems, choices, lineAfter } from './alarmItems.ts'

const many = Array.from({ length: 14 }, (_, i) => alarmWith({ key: `patrolSilent:t${i}`, subject: `t${i}`, grid: `g${i % 2}`, raisedAt: at(0, i) }))
const gravest = alarmWith({ key: 'limitMissed:i', kind: 'limitMissed', level: 'I' })
const shelved = (minute: number) => alarmWith({ key: `s${minute}`, shelf: { at: at(0), until: at(minute), reason: '检修', by: 'desk' } })
const NONE: ReadonlySet<string> = new Set()

describe('ALARM-14: the desk’s list of alarms', () => {
  it('names each of them where there is no flood, most pressing first, however many', () => {
    const items = alarmItems([...many, gravest], false, NONE)
    expect(items).toHaveLength(15)
    expect(choices(items).slice(0, 2)).toEqual(['limitMissed:i', 'patrolSilent:t0'])
  })

  it('stands in the wall’s groups in a flood, one of level I by itself, and a group opens to its own', () => {
    const closed = alarmItems([...many, gravest], true, NONE)
    expect(choices(closed)).toEqual(['limitMissed:i', 'group patrolSilent@g0', 'group patrolSilent@g1'])
    const open = alarmItems([...many, gravest], true, new Set(['group patrolSilent@g1']))
    expect(open.flatMap((item) => (item.type === 'alarm' && item.within !== null ? [item.id] : []))).toEqual(many.filter(({ grid }) => grid === 'g1').map(({ key }) => key))
  })

  it('leaves no alarm out: opened whole, a flood shows what a calm list shows', () => {
    const alarms = [...many, gravest, shelved(3)]
    const groups = new Set(choices(alarmItems(alarms, true, NONE)))
    const keys = (items: ReturnType<typeof alarmItems>): string[] => items.flatMap((item) => (item.type === 'alarm' ? [item.id] : [])).sort()
    expect(keys(alarmItems(alarms, true, groups))).toEqual(keys(alarmItems(alarms, false, NONE)))
  })

  it('has what is on the shelf below, the next to come back first, under its count', () => {
    expect(alarmItems([shelved(9), gravest, shelved(3)], false, NONE).map(({ id }) => id)).toEqual(['limitMissed:i', 'shelf', 's3', 's9'])
    expect(alarmItems([], false, NONE)).toEqual([])
  })

  it('is walked line by line, held at its ends', () => {
    const lines = ['a', 'b', 'c']
    expect([lineAfter(null, 1, lines), lineAfter('a', 1, lines), lineAfter('c', 1, lines), lineAfter('a', -1, lines), lineAfter('gone', 1, lines)]).toEqual(['a', 'b', 'c', 'a', 'a'])
    expect(lineAfter(null, 1, [])).toBeNull()
  })
})
