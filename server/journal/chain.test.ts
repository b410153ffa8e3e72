import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/fact.ts'
import { hashOf, requireStorable, spell, UnstorableFact } from './chain.ts'

const FACT: Fact = {
  seq: 1,
  type: 'DoorOpened',
  v: 1,
  space: 'live',
  at: 1_000,
  recordedAt: 1_007,
  by: 'test',
  commandId: 'c-1',
  data: { door: '北', wide: true },
}

describe('chain', () => {
  it('LOG-1: the hash is SHA-256 over the hash before and the fact with its keys in order', () => {
    const text =
      '{"at":1000,"by":"test","commandId":"c-1","data":{"door":"北","wide":true},"recordedAt":1007,' +
      '"seq":1,"space":"live","type":"DoorOpened","v":1}'
    const hash = createHash('sha256').update(`before\n${text}`).digest('hex')
    expect(hashOf(spell(FACT), 'before')).toBe(hash)
  })

  it('LOG-1: the order of keys does not matter, everything else does', () => {
    const hash = hashOf(spell(FACT), 'before')
    expect(hashOf(spell({ ...FACT, data: { wide: true, door: '北' } }), 'before')).toBe(hash)
    const others: Partial<Fact>[] = [
      { seq: 2 },
      { type: 'DoorClosed' },
      { v: 2 },
      { space: 'drill:1' },
      { at: 1_001 },
      { recordedAt: 1_008 },
      { by: 'other' },
      { commandId: null },
      { data: { door: '北', wide: false } },
    ]
    for (const other of others) expect(hashOf(spell({ ...FACT, ...other }), 'before'), JSON.stringify(other)).not.toBe(hash)
    expect(hashOf(spell(FACT), 'other')).not.toBe(hash)
  })

  it('JOURNAL-3: refuses what a database would change, and nothing else', () => {
    for (const over of [{ by: '\u0000' }, { type: 'a\udc00' }, { at: NaN }, { recordedAt: -Infinity }, { seq: 1.5 }, { v: 2 ** 53 }]) {
      expect(() => requireStorable({ ...FACT, ...over }), JSON.stringify(over)).toThrow(UnstorableFact)
    }
    for (const over of [{ by: '🚒 "\\\n' }, { at: -1.5 }, { commandId: null }]) {
      expect(() => requireStorable({ ...FACT, ...over })).not.toThrow()
    }
  })
})
