import { describe, expect, it } from 'vitest'
import { readAddress, stretchOf, writeAddress } from './address.ts'
import { commandOfKey } from './keys.ts'
import { momentOf, momentText } from './siteMoment.ts'
import { marksOnLine, momentOnLine, ticksOf } from './timeLine.ts'
import { tabOf, TABS } from './tabs.ts'

describe('the address of a replay', () => {
  it('REPLAY-6: says the same again when it is read', () => {
    const address = { from: 1, to: 9, at: 5, incident: 'i-1', space: 'drill:7', beside: 3, besideSpace: 'drill:6' }
    expect(readAddress(writeAddress(address))).toEqual(address)
    expect(readAddress(writeAddress({ ...address, space: 'live', besideSpace: 'live', beside: null, incident: null }))).toEqual(
      { from: 1, to: 9, at: 5, incident: null, space: 'live', beside: null, besideSpace: 'live' },
    )
  })

  it('REPLAY-6: reads RFC 3339 and takes nonsense for nothing said', () => {
    expect(readAddress('?from=2023-11-22T10:00:00%2B08:00&to=soon').from).toBe(Date.UTC(2023, 10, 22, 2))
    expect(stretchOf(readAddress('?from=5&to=soon'))).toBeNull()
    expect([stretchOf({ from: 5, to: 5 }), stretchOf({ from: 5, to: 6 })]).toEqual([null, { from: 5, to: 6 }])
  })

  it('opens the first tab for any hash that is none', () => {
    expect([tabOf('#nowhere')?.id, tabOf('')?.id, tabOf('#replay')?.id]).toEqual([TABS[0]?.id, TABS[0]?.id, 'replay'])
  })
})

describe('a moment at the site', () => {
  it('is read as it is written, also where clocks change', () => {
    for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'UTC']) {
      for (const at of [Date.UTC(2023, 10, 22, 2), Date.UTC(2024, 2, 31, 0, 59, 59), Date.UTC(2024, 2, 31, 1), Date.UTC(2024, 6, 1)]) {
        expect([zone, momentOf(momentText(at, zone), zone)]).toEqual([zone, at])
      }
    }
  })

  it('that is none is none', () => {
    expect(['', '10:00', '2023-11-22', '2023-99-22 10:00', 'now'].map((text) => momentOf(text, 'UTC'))).toEqual([null, null, null, null, null])
  })
})

describe('the keys of a replay', () => {
  const key = (name: string, more: object = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

  it('REPLAY-6: move by seconds and minutes, and are the browser\'s with Ctrl or while somebody writes', () => {
    expect(commandOfKey(key('ArrowRight'), false, false)).toEqual({ do: 'move', ms: 1_000 })
    expect(commandOfKey(key('ArrowLeft', { shiftKey: true }), false, false)).toEqual({ do: 'move', ms: -60_000 })
    expect([commandOfKey(key('.', { ctrlKey: true }), false, false), commandOfKey(key('.'), true, false), commandOfKey(key('z'), false, false)]).toEqual([null, null, null])
  })

  it('REPLAY-6: Space plays, but presses the button that has the focus', () => {
    expect([commandOfKey(key(' '), false, false), commandOfKey(key(' '), false, true)]).toEqual([{ do: 'toggle' }, null])
  })
})

describe('the time line', () => {
  const stretch = { from: 0, to: 10_000 }

  it('names the moment under a press, within the stretch', () => {
    expect([-0.1, 0, 0.5, 1, 1.2].map((share) => momentOnLine(share, stretch))).toEqual([0, 0, 5_000, 10_000, 10_000])
  })

  it('REPLAY-4: gives one unit a slice of the row and all units the whole of it', () => {
    const mark = { why: 'silent', everyMs: null, from: 1_000, to: 2_000 } as const
    const lie = marksOnLine([{ ...mark, of: 'positions', id: null }, { ...mark, of: 'unit', id: 'b' }, { ...mark, of: 'platform', id: 'p' }], stretch, 'positions', ['a', 'b'])
    expect(lie.map(({ x, width, top, height }) => [x, width, top, height])).toEqual([[100, 100, 0.5, 0.5], [100, 100, 0, 1]])
  })

  it('has no tick without a fact', () => {
    expect(ticksOf([], stretch, null)).toEqual([])
  })
})
