import { describe, expect, it } from 'vitest'
import { alarmsOf, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { decideAlarm } from './decide.ts'
import type { NewAlarmFact } from './facts.ts'

const KEY = 'sourceSilent:radio'
const base = { v: 1, space: 'live', by: 'leader-1', commandId: 'c' } as const
const raised = raisedFact('sourceSilent', 'radio', at(0))
const retired: NewAlarmFact = { ...base, type: 'SourceRetired', at: at(1), data: { key: KEY, reason: '设备拆除' } }

const retire = (facts: readonly NewAlarmFact[], { key = KEY, fixed = false, reason = '设备拆除' } = {}) =>
  decideAlarm({ alarms: alarmsOf(facts) }, { type: 'retire', commandId: 'c', key, by: 'leader-1', reason, fixed }, at(1))

describe('SOURCE-3: a source is retired by its alarm', () => {
  it('with a reason, acknowledged or shelved or not, and leaves nothing on the board', () => {
    const acknowledged: NewAlarmFact = { ...base, type: 'AlarmAcknowledged', at: at(0, 1), data: { key: KEY } }
    const shelved: NewAlarmFact = { ...base, type: 'AlarmShelved', at: at(0, 1), data: { key: KEY, until: at(9), reason: '检修' } }
    for (const before of [[], [acknowledged], [shelved]]) {
      expect(retire([raised, ...before])).toEqual([retired])
      expect(alarmsOf([raised, ...before, retired]).byKey.size).toBe(0)
    }
    expect(retire([raised], { reason: '找 13812345678' })).toMatchObject([{ data: { reason: expect.not.stringContaining('13812345678') as string } }])
  })

  it('who comes second is told who was first', () => {
    expect(retire([raised, retired])).toMatchObject({ code: 'alreadyDone', first: { by: 'leader-1', at: at(1) } })
  })

  it('and nothing else is: no other alarm, none that is not there, no link of the server’s own, none that is heard again', () => {
    const returned: NewAlarmFact = { ...base, type: 'AlarmReturned', at: at(0, 1), data: { key: KEY, settled: null } }
    expect(retire([raisedFact('platformDown', 'p1', at(0))], { key: 'platformDown:p1' })).toMatchObject({ code: 'notRetirable' })
    expect(retire([])).toMatchObject({ code: 'unknown' })
    expect(retire([raised], { fixed: true })).toMatchObject({ code: 'notRetirable' })
    expect(retire([raised, returned])).toMatchObject({ code: 'notRaised' })
  })

  it('one that falls silent again is raised anew', () => {
    expect(alarmsOf([raised, retired, raisedFact('sourceSilent', 'radio', at(5))]).byKey.get(KEY)).toMatchObject({ standing: true, acknowledged: false, occurrence: 3 })
  })
})
