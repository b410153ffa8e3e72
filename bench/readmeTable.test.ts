import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atMost, unless } from './measure/figure.ts'
import { newestFigures, withFigures } from './readmeTable.ts'

const readme = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

describe('the tables of figures in the READMEs', () => {
  it.each(['README.md', 'README.en.md'])('%s has what was measured last, to the digit, and says of each whether it holds', (name) => {
    const text = readme(name)
    expect(text.match(/\| [✓✗] \|$/gm)?.length).toBeGreaterThan(20)
    expect(withFigures(text, newestFigures())).toBe(text)
  })

  it('take a new value with its judgement, and no row that nothing was measured for', () => {
    const figures = new Map([['a', atMost('a', 1.234, 1.15, '×')]])
    expect(withFigures('| a | 1.00 × | ≤ 1.15 × | ✓ |\n\n| b | c | | |', figures)).toBe('| a | 1.23 × | ≤ 1.15 × | ✗ |\n\n| b | c | | |')
    expect(() => withFigures('| z | 1.00 × | ≤ 1.15 × | ✓ |', figures)).toThrow('"z"')
    const beside = new Map([['a', unless('not valid: 64 % other work', atMost('a', 1, 1.15, '×'))]])
    expect(() => withFigures('| a | 1.00 × | ≤ 1.15 × | ✓ |', beside)).toThrow('64 % other work')
  })
})
