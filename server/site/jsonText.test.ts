import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describePath, JsonTextBroken, readJsonText } from './jsonText.ts'

function brokenAt(text: string): { line: number; reason: string } {
  try {
    readJsonText(text)
  } catch (error) {
    if (error instanceof JsonTextBroken) return { line: error.line, reason: error.reason }
    throw error
  }
  throw new Error('the text was taken')
}

describe('SITE-1 JSON with the line of each value', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(readJsonText(text).value).toEqual(JSON.parse(text))
    }))
  })

  it('knows the line of a value, with either line ending, and that of the nearest parent of a missing one', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { lineOf } = readJsonText(['{', '"a": [', '1,', '{"b":', '"c"}', ']}'].join(end))
      expect([lineOf([]), lineOf(['a']), lineOf(['a', 0]), lineOf(['a', 1, 'b']), lineOf(['a', 1, 'z', 3])]).toEqual([1, 2, 3, 5, 4])
    }
  })

  it('tells where text stops being JSON', () => {
    expect(brokenAt('{\n"a": 1,\n}')).toEqual({ line: 3, reason: 'a string in double quotes was expected' })
    expect(brokenAt('[1\n2]')).toEqual({ line: 2, reason: '“]” was expected, not “2”' })
    expect(brokenAt('[1,\n')).toEqual({ line: 2, reason: 'the file ends too early' })
    expect(brokenAt('{}\n{}')).toEqual({ line: 2, reason: 'unexpected “{” after the end' })
    expect(brokenAt('[01]').line).toBe(1)
    expect(brokenAt('')).toEqual({ line: 1, reason: 'the file ends too early' })
  })

  it('refuses a key given twice', () => {
    expect(brokenAt('{"id": 1,\n"id": 2}')).toEqual({ line: 2, reason: 'the key “id” is given twice' })
  })

  it('takes a key that objects have by nature as a plain one', () => {
    expect(Object.keys(readJsonText('{"__proto__": 1}').value as object)).toEqual(['__proto__'])
  })

  it('writes a path as people do', () => {
    expect(describePath(['features', 3, 'properties', 'id'])).toBe('features[3].properties.id')
    expect(describePath([0, 'id'])).toBe('[0].id')
  })
})
