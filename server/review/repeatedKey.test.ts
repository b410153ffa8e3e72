import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repeatedKey } from './repeatedKey.ts'

describe('EXPORT-3: a key that stands twice', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'], ['{"a":1,"b":{"c":[],"c":[]}}', 'b.c'], ['[{"a":1},{"b":[0,{"c":1,"d":2,"c":3}]}]', '1.b.1.c'], ['{"facts":[],"x":"}","facts":[{}]}', 'facts'],
    [String.raw`{"type":1,"\u0074ype":2}`, 'type'], [String.raw`{"a\"":1,"b":"\\","a\"":2}`, 'a"'], ['{"":1,"":2}', ''], ['{ "a" : {"b":1} , "a" : 1 }', 'a'],
  ])('in %s is %j', (text, path) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow()
    expect(repeatedKey(text)).toBe(path)
  })

  it.each(['{}', '[]', '"a"', '1', '{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a"}', '{"a":["a","a"],"A":1}', String.raw`{"a":"\",\"a\":","b":1}`])('is none in %s', (text) => {
    expect(repeatedKey(text)).toBeNull()
  })

  it('is looked for in words of any length', () => {
    const long = String.raw`\"`.repeat(1_000_000)
    expect(repeatedKey(`{"a":"${long}","b":1}`)).toBeNull()
    expect(repeatedKey(`{"a":"${long}","a":1}`)).toBe('a')
  })

  it('is none in anything that was written by our own hand, and is found once it is put in anywhere', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string(), fc.boolean(), (value, key, isDeep) => {
      const text = JSON.stringify(value)
      expect(repeatedKey(text)).toBeNull()
      const put = `{${JSON.stringify(key)}:${text},${JSON.stringify(key)}:1}`
      expect(repeatedKey(isDeep ? `[${text},${put}]` : put)).toBe(isDeep ? `1.${key}` : key)
    }))
  })
})
