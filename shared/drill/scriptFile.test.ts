import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fireScript } from '../../tests/support/drillBuilders.ts'
import { readAt, readScript, writeScript } from './scriptFile.ts'
import { spellAt } from './spell.ts'

const file = (over: object = {}): Record<string, unknown> => ({ ...(JSON.parse(JSON.stringify(writeScript(fireScript()))) as object), ...over })
const fields = (read: unknown): string[] => {
  const result = readScript(read)
  return 'problems' in result ? result.problems.map(({ field }) => field) : []
}

describe('DRILL-6: the file of a script', () => {
  it('written and read is the same script', () => {
    expect(readScript(file())).toEqual({ script: fireScript() })
  })

  it('any time of it is written and read to the second', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 12 * 3_600 }), (seconds) => {
      expect(readAt(spellAt(seconds * 1_000))).toBe(seconds * 1_000)
    }))
    expect(['', '5', '1:60', '-1:00', '1:5', '1000:00'].map(readAt)).toEqual([null, null, null, null, null, null])
  })

  it('of another form tells everything that is wrong with it, each with its field', () => {
    const inject = { id: 'a b', at: '2:61', what: 'incident', kind: 'flames', position: { lon: '113' }, summary: '', colour: 'red' }
    expect(fields(file({ version: 2, plan: 'picnic', observers: -1, injects: [inject] }))).toEqual([
      'version', 'plan', 'observers', 'injects.0.colour', 'injects.0.id', 'injects.0.at', 'injects.0.kind', 'injects.0.position.lon',
      'injects.0.position.lat', 'injects.0.summary',
    ])
    expect(fields(null)).toEqual([''])
    expect(fields([])).toEqual([''])
    expect(fields(file({ participants: 3 }))).toEqual(['participants'])
    expect(fields(file({ name: '换\u202e行' }))).toEqual(['name'])
    expect(fields(file({ name: `半\ud800` }))).toEqual(['name'])
    expect(fields(file({ injects: Array.from({ length: 201 }, (_, i) => ({ id: `n${i}`, at: '01:00', what: 'note', text: 'x' })) }))).toEqual(['injects'])
    expect(fields(file({ injects: [{ id: 'n', at: '720:01', what: 'note', text: 'x' }, { id: 'm', at: '720:00', what: 'note', text: 'x' }] }))).toEqual(['injects.0.at'])
  })

  it('refuses what it does not know at every depth, with its path', () => {
    const deep = file()
    const [first, ...rest] = deep['injects'] as Record<string, object>[]
    const of = (participants: object, inject: object): string[] => fields({ ...deep, participants: { ...(deep['participants'] as object), ...participants }, injects: [{ ...first, ...inject }, ...rest] })
    expect(of({}, {})).toEqual([])
    expect(fields({ ...deep, crs: 'GCJ02' })).toEqual(['crs'])
    expect(of({ crs: 'GCJ02' }, { crs: 'GCJ02' })).toEqual(['participants.crs', 'injects.0.crs'])
    expect(of({}, { position: { ...first!['position'], crs: 'GCJ02', alt: 5 } })).toEqual(['injects.0.position.crs', 'injects.0.position.alt'])
    expect(of({ roles: [{ role: '现场指挥', count: 1, phone: '13812345678' }] }, {})).toEqual(['participants.roles.0.phone'])
  })

  it.each([['00:00', ['injects.0.for']], ['00:01', []], ['720:00', []], ['720:01', ['injects.0.for']], [null, []]])('a silence for %s', (length, expected) => {
    expect(fields(file({ injects: [{ id: 's', at: '00:00', what: 'silence', subject: 'grid', subjectId: 'grid-0', for: length }] }))).toEqual(expected)
  })

  it('given anything at all, then it is read or told what is wrong, and never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (anything) => {
      const read = readScript(anything)
      expect('problems' in read ? read.problems.length : 1).toBeGreaterThan(0)
    }))
    fc.assert(fc.property(fc.constantFrom(...Object.keys(file())), fc.anything(), (key, anything) => {
      const read = readScript(file({ [key]: anything }))
      if ('script' in read) expect(readScript(JSON.parse(JSON.stringify(writeScript(read.script))))).toEqual(read)
    }))
  })
})
