import { describe, expect, it } from 'vitest'
import { sectionAfter, sectionOf, SECTIONS, type DeskSection } from './sections.ts'
import { SECTION_PAGES } from './sectionPages.ts'

const [a, b, c] = ['a', 'b', 'c'].map((id): DeskSection => ({ id, permission: 'readBoard' })) as [DeskSection, DeskSection, DeskSection]

describe('DESK-8 the sections of the desk', () => {
  it('each has a page, and each page a section', () => {
    expect(Object.keys(SECTION_PAGES).sort()).toEqual(SECTIONS.map(({ id }) => id).sort())
  })

  it('are opened by the address; one that may not be seen or does not exist opens the first', () => {
    expect(sectionOf('#b', [a, b, c])).toBe(b)
    expect(sectionOf('#b', [a, c])).toBe(a)
    expect(sectionOf('', [a, b])).toBe(a)
    expect(sectionOf('', [])).toBeUndefined()
  })

  it('are walked around their ends', () => {
    expect([sectionAfter('a', 1, [a, b, c]), sectionAfter('c', 1, [a, b, c]), sectionAfter('a', -1, [a, b, c])]).toEqual([b, a, c])
    expect(sectionAfter('gone', 1, [a, b])).toBe(a)
  })
})
